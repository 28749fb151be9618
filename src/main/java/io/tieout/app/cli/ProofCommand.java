package io.tieout.app.cli;

import io.tieout.door.proof.ProofFile;
import io.tieout.engine.anchor.AnchorCheck;
import io.tieout.engine.anchor.Received;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.Proofs;
import io.tieout.engine.proof.Witnesses;
import io.tieout.vendor.timestamp.Timestamp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static int told(PrintWriter terminal, Checked checked, Path file) {
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
    private static final Pattern PEM =
        Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that `tieout proof` wrote.")
    private @Nullable Path file;

    @Option(
        names = "--anchor",
        paramLabel = "FILE",
        description = "An anchor as it was received: JSON, or the text of a message. Repeatable.")
    private List<Path> anchors = List.of();

    @Option(
        names = "--key",
        paramLabel = "FILE",
        description = "What `tieout audit key` printed, kept elsewhere.")
    private @Nullable Path key;

    private Verify() {}

    @Override
    public Integer call() {
      Path given = Objects.requireNonNull(file);
      byte[] content = content(given, "FILE %s", "name a file that `tieout proof` wrote");
      return told(Terminal.of(spec), ProofFile.check(content, witnesses()), given);
    }

    private Witnesses witnesses() {
      List<AnchorCheck.Held> held = new ArrayList<>();
      for (Path each : anchors) {
        String from = each.getFileName().toString();
        anchors(each).forEach(anchor -> held.add(new AnchorCheck.Held(from, anchor)));
      }
      return new Witnesses(held, key == null ? Set.of() : keys(key));
    }

    private static List<SignedAnchor> anchors(Path file) {
      byte[] content =
          content(file, "--anchor %s", "name a file with an anchor as it was received");
      if (Timestamp.looksLike(content)) {
        throw new IllegalArgumentException(
            "--anchor %s is a time-stamp, which `tieout audit verify` takes; give the anchor that it is of"
                .formatted(file));
      }
      try {
        return Received.read(file.getFileName().toString(), content);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--anchor %s: %s".formatted(file, e.getMessage()), e);
      }
    }

    private static Set<String> keys(Path file) {
      byte[] content =
          content(file, "--key %s", "name a file with what `tieout audit key` printed");
      Set<String> keys =
          PEM.matcher(new String(content, StandardCharsets.UTF_8))
              .results()
              .map(found -> found.group(1).replaceAll("\\s", ""))
              .collect(Collectors.toSet());
      if (keys.isEmpty()) {
        throw new IllegalArgumentException(
            "--key %s holds no public key; give what `tieout audit key` printed".formatted(file));
      }
      return keys;
    }

    private static byte[] content(Path file, String option, String remedy) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "%s cannot be read; %s".formatted(option.formatted(file), remedy), e);
      }
    }
  }
}
