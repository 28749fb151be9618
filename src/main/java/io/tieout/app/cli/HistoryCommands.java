package io.tieout.app.cli;

import io.tieout.engine.governing.Kind;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The versions of what governs decisions.
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description =
        "Lists the versions, the one in force first: since when, who proposed it, why, and who approved it.")
abstract sealed class HistoryCommands implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  abstract Kind kind();

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    return PolicyCommand.asking(
        Objects.requireNonNull(store),
        asking -> {
          asking.history(kind()).forEach(line -> out.println(Terminal.line(line)));
          return Exit.DONE;
        });
  }

  /// Of the policy.
  @Command(name = "history")
  static final class OfPolicy extends HistoryCommands {
    private OfPolicy() {}

    @Override
    Kind kind() {
      return Kind.POLICY;
    }
  }

  /// Of the people.
  @Command(name = "history")
  static final class OfPeople extends HistoryCommands {
    private OfPeople() {}

    @Override
    Kind kind() {
      return Kind.PEOPLE;
    }
  }
}
