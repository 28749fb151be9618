package io.tieout.app.cli;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.PolicyAsking;
import io.tieout.engine.db.Database;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The rules, for people.
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = {
      "Shows, tries and explains the policy: who is asked before what.",
      "docs/policy.md tells how it is written."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyCommand.Show.class,
      PolicyTrialCommand.class,
      PolicyCommand.Why.class,
      PolicyDiffCommand.class,
      ProposeCommands.OfPolicy.class,
      HistoryCommands.OfPolicy.class
    })
final class PolicyCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private PolicyCommand() {}

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
  }

  /// Runs the work on the questions about a database's policy.
  static <T> T asking(Store store, Function<PolicyAsking, T> work) {
    ZoneId zone = zone(store);
    return store.with(database -> work.apply(on(database, zone)));
  }

  static PolicyAsking on(Database database, ZoneId zone) {
    return PolicyAsking.on(database, InstantSource.system(), zone);
  }

  /// The first book's time zone, where a configuration tells it.
  static ZoneId zone(Store store) {
    return store.named().map(TieoutConfig::zone).orElse(ZoneId.of("UTC"));
  }

  /// The rules in force.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Tells the rules in force, a line each.",
        "With --yaml the text as it was written: edit it, give it a new version, try it with `policy test --policy FILE` and"
            + " `policy diff FILE`, then `policy propose FILE`."
      })
  static final class Show implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    @Option(names = "--yaml", description = "The text itself.")
    private boolean yaml;

    private Show() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      return asking(
          Objects.requireNonNull(store),
          asking -> {
            if (yaml) {
              out.print(asking.text());
              out.flush();
            } else {
              asking.show().forEach(out::println);
            }
            return Exit.DONE;
          });
    }
  }

  /// Why something was asked.
  @Command(
      name = "why",
      mixinStandardHelpOptions = true,
      description = {
        "Tells why something was asked, refused or done: the rules that applied, and their policy's version.",
        "Also whether the policy in force today would say the same.",
        "Exit code 0 when it is told, 1 when nothing, or more than one thing, is called so."
      })
  static final class Why implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    @Parameters(
        paramLabel = "NAME",
        description = "An invoice's number, a deal's id or name, or a proposal's id.")
    private @Nullable String name;

    private Why() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      PolicyAsking.Told told =
          asking(Objects.requireNonNull(store), asking -> asking.why(Objects.requireNonNull(name)));
      told.lines().forEach(line -> out.println(Terminal.line(line)));
      return told.known() ? Exit.DONE : Exit.DOES_NOT_HOLD;
    }
  }
}
