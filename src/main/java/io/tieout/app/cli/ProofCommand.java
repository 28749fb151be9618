package io.tieout.app.cli;

import io.tieout.door.proof.ProofFile;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.Proofs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Why something exists, as a file to hand on.
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one file that answers why an invoice, a deal's changes or a proposal exist.",
      "Sources, rules, who approved what they saw, what was sent and read back, and the audit chain's"
          + " links. A person reads or prints it; `proof verify FILE` checks it without a database."
          + " Personal data is masked.",
      "Exit code 0 when it is written and holds, 1 when it does not hold or when nothing is recorded under"
          + " the name."
    },
    subcommands = ProofCommand.Verify.class)
final class ProofCommand implements Callable<Integer> {
  /// How many names are told to somebody who gave an unknown one.
  private static final int NAMED = 12;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  // Neither is required by the parser, which would then ask for them before `verify` too.
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "An invoice's number, a deal's id or a proposal's id.")
  private @Nullable String name;

  @Option(names = "--out", paramLabel = "FILE", description = "The HTML file to write.")
  private @Nullable Path out;

  private ProofCommand() {}

  @Override
  public Integer call() {
    PrintWriter terminal = Terminal.of(spec);
    String asked =
        given(name, "NAME is missing: an invoice's number, a deal's id or a proposal's id");
    Path file = given(out, "--out=FILE is missing: where to write the proof");
    return Objects.requireNonNull(store)
        .with(database -> {
          Proofs proofs = new Proofs(database, InstantSource.system());
          Optional<Proof> proof = proofs.of(asked);
          if (proof.isEmpty()) {
            unknown(terminal, asked, proofs.nameable(NAMED));
            return Exit.DOES_NOT_HOLD;
          }
          written(file, ProofFile.write(proof.get()));
          terminal.printf("%s holds the proof of %s %s.%n", file, proof.get().kind(), asked);
          return told(terminal, ProofFile.check(ProofFile.write(proof.get())), file);
        });
  }

  private <T> T given(@Nullable T value, String missing) {
    if (value == null) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), missing);
    }
    return value;
  }

  private static void unknown(PrintWriter terminal, String asked, List<String> nameable) {
    terminal.printf(
        "Nothing is recorded about '%s'. Give a deal's id, an invoice's number or a proposal's id.%n",
        asked);
    if (!nameable.isEmpty()) {
      terminal.println("The newest there are:");
      nameable.forEach(line -> terminal.println("  " + line));
    }
  }

  private static void written(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--out %s cannot be written; name a file in a folder there is".formatted(file), e);
    }
  }

  /// What the check has shown, as people act on it.
  static int told(PrintWriter terminal, Checked checked, Path file) {
    checked.broken().forEach(what -> terminal.println("BROKEN: " + Terminal.line(what)));
    checked.proven().forEach(what -> terminal.println("Proven here: " + Terminal.line(what)));
    checked.open().forEach(what -> terminal.println("Not proven here: " + Terminal.line(what)));
    terminal.printf("%s %s.%n", file, checked.holds() ? "holds" : "DOES NOT HOLD");
    return checked.holds() ? Exit.DONE : Exit.DOES_NOT_HOLD;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Checks a proof without a database.",
        "The page against its record, the hashes of all audit entries in it, and proposals, votes,"
            + " requests and read-backs against these entries. With --anchor or --key also that the"
            + " entries are those that were signed at the end of their day.",
        "Exit code 0 when it holds, 1 when something differs, and what."
      })
  static final class Verify implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that `tieout proof` wrote.")
    private @Nullable Path file;

    @Mixin private @Nullable WitnessOptions witnesses;

    private Verify() {}

    @Override
    public Integer call() {
      Path given = Objects.requireNonNull(file);
      byte[] content =
          WitnessOptions.content(given, "FILE %s", "name a file that `tieout proof` wrote");
      return told(
          Terminal.of(spec),
          ProofFile.check(content, Objects.requireNonNull(witnesses).read()),
          given);
    }
  }
}
