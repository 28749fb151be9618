package io.tieout.app.cli;

import io.tieout.app.house.Rollouts;
import io.tieout.engine.governing.Version;
import io.tieout.fact.rollout.AutonomyClass;
import io.tieout.work.rollout.RolloutDesk;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// How far each workflow may go by itself.
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    description = {
      "How far each workflow may go by itself: off, shadow, review, limited, on.",
      "A step further takes its evidence and two people; a step back takes neither."
    },
    synopsisSubcommandLabel = "COMMAND",
    scope = ScopeType.LOCAL,
    subcommands = {
      RolloutCommand.Show.class,
      RolloutReportCommand.class,
      RolloutSteps.Promote.class,
      RolloutSteps.Grant.class,
      RolloutSteps.Rollback.class,
      RolloutSteps.Document.class
    })
final class RolloutCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private RolloutCommand() {}

  @Override
  public void run() {
    CommandSpec known = Objects.requireNonNull(spec);
    known.commandLine().usage(known.commandLine().getOut());
  }

  /// How everything stands.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "The phase of every scope with its metrics, the classes that earn autonomy, and the steps so far.")
  static final class Show implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    private Show() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      return Objects.requireNonNull(store)
          .with(database -> {
            print(out, Rollouts.desk(database, InstantSource.system()).show());
            return Exit.DONE;
          });
    }

    private static void print(PrintWriter out, RolloutDesk.Shown shown) {
      out.println("In force: " + shown.inForce().rollout().version());
      shown.inForce().rollout().conflicts().forEach(c -> out.println("  Note: " + c));
      out.println();
      shown.scopes().forEach(s -> print(out, s));
      for (RolloutDesk.Earning each : shown.classes()) {
        AutonomyClass of = each.of();
        out.printf(
            "class %s: %s; %d straight agreements, %d are needed%n",
            of.id(),
            of.granted().isPresent() ? "goes without asking" : "asked about",
            each.streak().straight(),
            of.after());
      }
      if (!shown.history().isEmpty()) {
        out.println();
        out.println("Steps, newest first:");
      }
      shown.history().forEach(v -> print(out, v));
    }

    private static void print(PrintWriter out, RolloutDesk.Standing standing) {
      out.printf("%s: %s%n", standing.staged().scope().word(), standing.staged().words());
      out.println("    " + standing.counted().words());
      standing.missing().forEach(m -> out.println("    short of the next phase: " + m));
    }

    private static void print(PrintWriter out, Version version) {
      out.printf(
          "  %-40s %s  %s: %s%n",
          RolloutDesk.named(version).orElse("(cannot be read)"),
          version.at().truncatedTo(ChronoUnit.SECONDS),
          version.actor(),
          Terminal.line(version.because()));
    }
  }
}
