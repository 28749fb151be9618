package io.tieout.app.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints to.
final class Terminal {
  private Terminal() {}

  static PrintWriter of(@Nullable CommandSpec spec) {
    return spec == null
        ? new PrintWriter(System.out, true)
        : new PrintWriter(spec.commandLine().getOut(), true);
  }
}
