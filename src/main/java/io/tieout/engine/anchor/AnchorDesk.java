package io.tieout.engine.anchor;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainFacts;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gathers what is to be compared, and has it compared.
public final class AnchorDesk {
  private final Database database;
  private final AuditChain chain;

  public AnchorDesk(Database database, AuditChain chain) {
    this.database = database;
    this.chain = chain;
  }

  /// What came out.
  ///
  /// @param verdicts on every anchor and time-stamp, none when there are no anchors
  public record Outcome(Verification chain, List<Verdict> verdicts) {
    public Outcome {
      verdicts = List.copyOf(verdicts);
    }

    public boolean holds() {
      return chain instanceof Verification.Intact && verdicts.stream().allMatch(Verdict::holds);
    }
  }

  /// Recomputes the chain and compares it with the stored anchors and with those received. Anchors
  /// are read first, so one that is made meanwhile is not missed in the chain.
  public Outcome compare(List<AnchorCheck.Held> received, List<Stamp> stamps) {
    List<Anchors.Stored> stored = database.inTransaction(Anchors::all);
    Verification verification = chain.verify();
    List<Long> seqs = new ArrayList<>(received.stream().map(h -> seq(h.anchor())).toList());
    stored.stream().flatMap(AnchorDesk::seqOf).forEach(seqs::add);
    return database.inTransaction(sql -> {
      Map<Long, String> hashes = ChainFacts.hashes(sql, seqs);
      Set<String> keys =
          AnchorKeys.known(sql).stream()
              .map(AnchorKeys.Known::publicKey)
              .collect(Collectors.toSet());
      long last = ChainFacts.head(sql).seq();
      List<Verdict> verdicts =
          AnchorCheck.of(
              new AnchorCheck.Evidence(
                  new AnchorCheck.Chain(verification, last, hashes),
                  keys,
                  stored,
                  received,
                  stamps));
      return new Outcome(verification, verdicts);
    });
  }

  private static long seq(SignedAnchor anchor) {
    return anchor.anchor().head().seq();
  }

  /// None for what does not read as an anchor: the comparison tells it.
  private static Stream<Long> seqOf(Anchors.Stored stored) {
    try {
      return Stream.of(seq(SignedAnchor.read(stored.signed())));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
