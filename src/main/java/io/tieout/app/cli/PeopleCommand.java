package io.tieout.app.cli;

import io.tieout.app.config.PeopleFile;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Who may do what.
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who may do what, and proposes changes of it.",
      "docs/configuration.md tells how people are written."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PeopleCommand.Show.class,
      ProposeCommands.OfPeople.class,
      HistoryCommands.OfPeople.class
    })
final class PeopleCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private PeopleCommand() {}

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(spec.commandLine().getOut());
  }

  /// The people in force.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the people in force with their roles.",
        "With --yaml all that is known of them, as a configuration writes it: edit it, then `people propose FILE`."
      })
  static final class Show implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    @Option(names = "--yaml", description = "As a configuration writes them.")
    private boolean yaml;

    private Show() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      Directory people =
          PolicyCommand.asking(Objects.requireNonNull(store), asking -> asking.people());
      if (yaml) {
        out.print(PeopleFile.text(people));
        out.flush();
      } else {
        people.members().forEach(member -> out.println(Terminal.line(told(member))));
      }
      return Exit.DONE;
    }

    private static String told(Member member) {
      return "%s (%s%s): %s"
          .formatted(
              member.name(),
              member.slackUserId(),
              member.email().map(", "::concat).orElse(""),
              member.roles().isEmpty()
                  ? "no role"
                  : member.roles().stream().map(Role::name).collect(Collectors.joining(", ")));
    }
  }
}
