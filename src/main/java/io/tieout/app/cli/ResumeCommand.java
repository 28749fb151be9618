package io.tieout.app.cli;

import io.tieout.engine.db.Database;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Scope;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lets halted writes go on.
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lifts a halt.",
      "Without --confirm it only tells what waits and how to confirm. What waits is checked again"
          + " before it is sent: an approval whose deal moved meanwhile is void.",
      "Exit code 1 when there is no such halt, or when it was not confirmed."
    })
final class ResumeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable HaltOptions options;

  @Option(
      names = "--confirm",
      paramLabel = "NUMBER",
      description = "The number of the halt that is lifted, as told without this option.")
  private long confirmed;

  private ResumeCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    HaltOptions given = Objects.requireNonNull(options);
    String reason = given.reason();
    Scope scope = given.scope();
    return given
        .store()
        .with(database -> {
          Optional<Halt> halt = database.inTransaction(sql -> Halts.of(sql, scope));
          if (halt.isEmpty()) {
            out.printf("'%s' is not halted. `halt --status` tells what is.%n", scope.word());
            return Exit.DOES_NOT_HOLD;
          }
          return resumed(out, database, halt.get(), reason);
        });
  }

  private int resumed(PrintWriter out, Database database, Halt halt, String reason) {
    Halts halts = HaltCommand.halts(database);
    String waiting = HaltCommand.waiting(database, halts, halt.scope());
    if (confirmed != halt.number()) {
      out.println(HaltCommand.line(halt));
      out.printf(
          "Waiting, and sent once it is lifted as far as no other halt covers it: %s%n", waiting);
      out.printf("Nothing was changed. Confirm with --confirm %d%n", halt.number());
      return Exit.DOES_NOT_HOLD;
    }
    boolean lifted =
        database.inTransaction(sql -> halts.resume(sql, halt.number(), HaltOptions.by(), reason));
    out.printf(
        lifted ? "Halt %d is lifted. Going on: %s%n" : "Halt %d was lifted before. Waiting: %s%n",
        halt.number(),
        waiting);
    return lifted ? Exit.DONE : Exit.DOES_NOT_HOLD;
  }
}
