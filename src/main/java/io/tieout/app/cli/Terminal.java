package io.tieout.app.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints to.
final class Terminal {
  private Terminal() {}

  static PrintWriter of(@Nullable CommandSpec spec) {
    return new PrintWriter(Objects.requireNonNull(spec).commandLine().getOut(), true);
  }
}
