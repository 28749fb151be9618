package io.tieout.app.cli;

import io.tieout.engine.anchor.AnchorKeys;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.Told;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What was done, by whom, and that nothing of it was changed.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "What was done, by whom, and the proof that nothing of it was changed.",
    subcommands = {
      AuditVerify.class,
      AuditCommand.Show.class,
      AuditExport.class,
      AuditVerifyExport.class,
      AuditDuties.class,
      AuditCommand.Key.class
    })
final class AuditCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private AuditCommand() {}

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the public key that anchors are signed with. Keep it where nobody who runs Tieout can change it.",
        "Exit code 0 when there is one, 1 before the first anchor."
      })
  static final class Key implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    private Key() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      return Objects.requireNonNull(store)
          .with(database -> {
            List<AnchorKeys.Known> keys = database.inTransaction(AnchorKeys::known);
            for (AnchorKeys.Known key : keys) {
              out.printf(
                  "Key %s of Tieout %s, since %s%n%s%n",
                  key.id(), key.installation(), key.since(), key.pem());
            }
            if (keys.isEmpty()) {
              out.println(
                  "There is no key yet: it is made with the first anchor, when Tieout serves.");
            }
            return keys.isEmpty() ? Exit.DOES_NOT_HOLD : Exit.DONE;
          });
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Tells the story of a deal, an invoice or a proposal, in order.",
        "Times are UTC. With --config people are named as they are listed there.",
        "Exit code 0 when there is one, 1 when nothing is recorded under the name."
      })
  static final class Show implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    @Parameters(
        paramLabel = "NAME",
        description = "A deal's id, an invoice's number or a proposal's id.")
    private String name = "";

    @Option(names = "--json", description = "Everything as it is recorded, for machines.")
    private boolean json;

    private Show() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      Store looked = Objects.requireNonNull(store);
      Map<String, String> names = looked.people();
      return looked.with(database -> {
        List<Told> story = new AuditChain(database, InstantSource.system()).story(name);
        if (story.isEmpty()) {
          out.printf(
              "Nothing is recorded about '%s'. Give a deal's id, an invoice's number or a proposal's id.%n",
              name);
          return Exit.DOES_NOT_HOLD;
        }
        if (json) {
          out.println(AuditStory.machineReadable(story).pretty());
        } else {
          new AuditStory(story, names).lines().forEach(out::println);
        }
        return Exit.DONE;
      });
    }
  }
}
