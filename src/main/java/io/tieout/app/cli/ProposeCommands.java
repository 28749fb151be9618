package io.tieout.app.cli;

import io.tieout.app.config.PeopleFile;
import io.tieout.app.house.GoverningAsking;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Proposing what governs decisions; two people approve it in Slack.
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    description = {
      "Proposes the file's text; nothing is changed before people approve it in Slack.",
      "Two people at least approve it, and not who proposes it. What would be different is printed, and stands on the card.",
      "Exit code 0 when it is proposed, 1 when it cannot be, and why, 3 when the file cannot be read."
    })
abstract sealed class ProposeCommands implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Parameters(paramLabel = "FILE", description = "The whole text of the version to be.")
  private @Nullable Path file;

  @Option(
      names = "--because",
      paramLabel = "TEXT",
      required = true,
      description = "The reason: kept with the version, and shown to whoever approves.")
  private @Nullable String because;

  @Option(
      names = "--as",
      paramLabel = "EMAIL",
      required = true,
      description = "Who proposes it: one of the people in force, by e-mail address or Slack id.")
  private @Nullable String as;

  abstract GoverningAsking.Told propose(GoverningAsking asking, Wish wish);

  /// What was asked for.
  record Wish(Path file, String text, String because, String as, ZoneId zone) {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store chosen = Objects.requireNonNull(store);
    Path given = Objects.requireNonNull(file);
    String why = Objects.requireNonNull(because);
    Wish wish =
        new Wish(
            given,
            PolicyTrialCommand.text(given),
            // Whoever was at the machine is told to those who approve, whatever name was given.
            why.isBlank()
                ? why
                : "%s (at the command line: %s)".formatted(why, HaltOptions.by().actor()),
            Objects.requireNonNull(as),
            PolicyCommand.zone(chosen));
    return chosen.with(database -> {
      GoverningAsking.Told told =
          propose(GoverningAsking.on(database, InstantSource.system()), wish);
      told.lines().forEach(line -> out.println(Terminal.line(line)));
      return told.proposed() ? Exit.DONE : Exit.DOES_NOT_HOLD;
    });
  }

  /// A policy.
  @Command(name = "propose")
  static final class OfPolicy extends ProposeCommands {
    private OfPolicy() {}

    @Override
    GoverningAsking.Told propose(GoverningAsking asking, Wish wish) {
      return asking.policy(
          PolicyTrialCommand.parsed(wish.file(), wish.text()).text(), wish.because(), wish.as());
    }
  }

  /// People, as the configuration writes them.
  @Command(name = "propose")
  static final class OfPeople extends ProposeCommands {
    private OfPeople() {}

    @Override
    GoverningAsking.Told propose(GoverningAsking asking, Wish wish) {
      return asking.people(
          PeopleFile.read(wish.file().toString(), wish.text(), wish.zone()),
          wish.because(),
          wish.as());
    }
  }
}
