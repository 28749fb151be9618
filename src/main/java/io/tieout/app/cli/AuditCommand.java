package io.tieout.app.cli;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.Told;
import io.tieout.engine.audit.Verification;
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
    subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class})
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
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Recomputes the hash chain from its first entry and names the first bad one.",
        "Exit code 0 when it is intact, 1 when it is broken."
      })
  static final class Verify implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    private Verify() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      return Objects.requireNonNull(store)
          .with(database -> {
            AuditChain chain = new AuditChain(database, InstantSource.system());
            return switch (chain.verify()) {
              case Verification.Intact(long entries, String head) -> {
                out.printf("Intact: %d entries, head %s%n", entries, head);
                out.printf("Not chained yet: %d entries%n", chain.unchained());
                yield Exit.DONE;
              }
              case Verification.Broken(long seq, String entry, String why) -> {
                out.printf("BROKEN at link %d, entry %s: %s%n", seq, entry, why);
                yield Exit.DOES_NOT_HOLD;
              }
            };
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
