package io.tieout.app.cli;

import io.tieout.app.config.AnchorsConfig;
import io.tieout.engine.anchor.AnchorDesk;
import io.tieout.engine.anchor.Deliveries;
import io.tieout.engine.anchor.Destination;
import io.tieout.engine.anchor.Verdict;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import io.tieout.vendor.timestamp.TimestampTrust;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The proof that the audit chain is what it was.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Recomputes the hash chain from its first entry and names the first bad one. Compares it with the",
      "anchors that are stored, and with those you received elsewhere: they show a cut end as well.",
      "Exit code 0 when everything agrees, 1 when something was changed, is missing or was forged."
    })
final class AuditVerify implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description =
          "An anchor as it was received: the JSON, the text of the message, or the time-stamp token. May be given again.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--timestamp-roots",
      paramLabel = "FILE",
      description =
          "PEM with the time-stamp authority's root certificate. Default: what the configuration says, else the roots Java trusts.")
  private @Nullable Path roots;

  private AuditVerify() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store looked = Objects.requireNonNull(store);
    Optional<TimestampTrust> trust =
        Optional.ofNullable(roots)
            .map(TimestampTrust::ofPem)
            .or(() ->
                looked.anchors().flatMap(AnchorsConfig::stamps).map(AnchorsConfig.Stamps::trust));
    AnchorFiles evidence = new AnchorFiles(trust.orElseGet(TimestampTrust::ofJava));
    files.forEach(evidence::read);
    return looked.with(database -> {
      List<Deliveries.Receipt> tokens =
          database.inTransaction(sql -> Deliveries.receipts(sql, Destination.TIMESTAMP));
      if (trust.isPresent()) {
        tokens.forEach(evidence::stored);
      } else if (!tokens.isEmpty()) {
        out.printf(
            "Not looked at: %d stored time-stamps; name their authority's root with --timestamp-roots or --config%n",
            tokens.size());
      }
      return verdict(out, database, evidence);
    });
  }

  private static int verdict(PrintWriter out, Database database, AnchorFiles evidence) {
    AuditChain chain = new AuditChain(database, InstantSource.system());
    AnchorDesk.Outcome outcome =
        new AnchorDesk(database, chain).compare(evidence.anchors(), evidence.stamps());
    boolean holds = outcome.holds() && evidence.bad().isEmpty();
    switch (outcome.chain()) {
      case Verification.Intact(long entries, String head, long erased) -> {
        out.printf(
            "%s: %d entries, head %s%n",
            holds ? "Intact" : "The links that are there hold", entries, head);
        if (erased > 0) {
          out.printf(
              "Erased: of %d entries personal data was replaced, as later entries tell; what they said can no longer be checked, their links hold%n",
              erased);
        }
        out.printf("Not chained yet: %d entries%n", chain.unchained());
      }
      case Verification.Broken(long seq, String entry, String why) ->
          out.printf("BROKEN at link %d, entry %s: %s%n", seq, entry, why);
    }
    List<Verdict> verdicts = new ArrayList<>(outcome.verdicts());
    verdicts.addAll(evidence.bad());
    verdicts.forEach(verdict ->
        out.printf("%s %s.%n", verdict.holds() ? "Good:" : "BROKEN:", verdict.sentence()));
    if (verdicts.isEmpty()) {
      out.println("No anchors yet: the first is made when Tieout serves.");
    }
    return holds ? Exit.DONE : Exit.DOES_NOT_HOLD;
  }
}
