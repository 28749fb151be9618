package io.tieout.app.cli;

import io.tieout.app.house.Halting;
import io.tieout.engine.db.Database;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Halts.Asked;
import io.tieout.engine.halt.Scope;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The stop for all writes.
@Command(
    name = "halt",
    mixinStandardHelpOptions = true,
    description = {
      "Stops all writes to outside systems at once, until `resume`.",
      "In every process on the database, and over restarts. Reading goes on, people may approve, and"
          + " what they approve waits. What was sent before may still arrive; it is looked up."
    })
final class HaltCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable HaltOptions options;

  @Option(
      names = "--status",
      description = "Tell what is halted and what waits, and change nothing.")
  private boolean status;

  private HaltCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    HaltOptions given = Objects.requireNonNull(options);
    if (status) {
      return given.store().with(database -> told(out, database));
    }
    String reason = given.reason();
    return given.store().with(database -> halted(out, database, given.scopeIn(database), reason));
  }

  private static int halted(PrintWriter out, Database database, Scope scope, String why) {
    Halts halts = halts(database);
    Asked asked = database.inTransaction(sql -> halts.halt(sql, scope, HaltOptions.by(), why));
    switch (asked) {
      case Asked.Halted(Halt halt) ->
          out.printf("Halted (number %d). %s%n", halt.number(), line(halt));
      case Asked.StoodAlready(Halt halt) -> out.printf("Already so. %s%n", line(halt));
    }
    out.printf("Waiting: %s%n", waiting(database, halts, scope));
    return Exit.DONE;
  }

  private static int told(PrintWriter out, Database database) {
    List<Halt> standing = database.inTransaction(Halts::standing);
    if (standing.isEmpty()) {
      out.println("No writes are halted.");
    }
    standing.forEach(halt -> out.println(line(halt)));
    out.printf("Waiting: %s%n", waiting(database, halts(database), new Scope.All()));
    return Exit.DONE;
  }

  static Halts halts(Database database) {
    return Halting.on(database, InstantSource.system(), new SecureRandom());
  }

  static String waiting(Database database, Halts halts, Scope scope) {
    return Halts.inWords(database.inTransaction(sql -> halts.heldBy(sql, scope)));
  }

  static String line(Halt halt) {
    return halt.sentence(halt.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
