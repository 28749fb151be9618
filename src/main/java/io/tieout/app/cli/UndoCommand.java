package io.tieout.app.cli;

import io.tieout.app.house.UndoAsking;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asking for something to be undone.
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what of an invoice, a deal or a proposal can be undone, and asks people to approve it.",
      "Nothing is undone by this command: the running Tieout looks at the books first, then posts a"
          + " card, or says in the thread of the first card why it cannot be undone, or in the"
          + " channel where there was none. What is known at once is printed.",
      "Exit code 0 when it is asked for, was before, or is told with --look; 1 when it cannot be undone, or when nothing,"
          + " or more than one thing, is called so."
    })
final class UndoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Parameters(
      paramLabel = "NAME",
      description = "An invoice's number, a deal's id or name, or a proposal's id.")
  private @Nullable String name;

  @Option(
      names = "--because",
      paramLabel = "TEXT",
      description = "The reason: kept in the audit and shown to whoever approves.")
  private @Nullable String because;

  @Option(names = "--look", description = "Tell what could be undone, and ask for nothing.")
  private boolean look;

  private UndoCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    String asked = Objects.requireNonNull(name);
    return Objects.requireNonNull(store)
        .with(database -> {
          UndoAsking asking = UndoAsking.on(database, InstantSource.system());
          UndoAsking.Preview preview = asking.preview(asked);
          preview.lines().forEach(out::println);
          if (!preview.known()) {
            return Exit.DOES_NOT_HOLD;
          }
          Optional<UndoAsking.Known> foreseen = asking.foreseen(asked);
          foreseen.map(UndoAsking.Known::words).ifPresent(out::println);
          if (look) {
            return Exit.DONE;
          }
          if (foreseen.isEmpty()) {
            asking.ask(asked, HaltOptions.by().actor(), Optional.ofNullable(because));
            out.println(
                "Asked for. The running Tieout looks whether it is still possible: a card asks for approval, or the thread of the first card, or the channel, says why not.");
          }
          return foreseen.map(UndoAsking.Known::asked).orElse(true)
              ? Exit.DONE
              : Exit.DOES_NOT_HOLD;
        });
  }
}
