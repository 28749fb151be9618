package io.tieout.engine.anchor;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainFacts;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes an anchor when a day has ended, and sends it until every destination has it. To be run
/// again and again: whether a day has ended is asked of the calendar, not of the time between runs,
/// so days of 23 and 25 hours have one anchor each.
public final class Anchoring {
  private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

  /// Any number, as long as nothing else takes the same advisory lock.
  private static final long LOCK = 7_010_028L;

  private static final String HOLD =
      "select true as held from (select pg_advisory_xact_lock(:key)) l";
  private static final int CHAINED_AT_ONCE = 1_000;

  private final Deps deps;
  private final Map<String, Destination> destinations;
  private final List<String> names;

  /// What it works with.
  ///
  /// @param zone whose days are anchored
  public record Deps(
      Database database, AuditChain chain, AnchorKeys keys, InstantSource clock, ZoneId zone) {}

  /// @param destinations no two of one name; without any, anchors are only stored
  public Anchoring(Deps deps, List<Destination> destinations) {
    this.deps = deps;
    this.destinations =
        destinations.stream().collect(Collectors.toMap(Destination::name, Function.identity()));
    this.names = this.destinations.keySet().stream().sorted().toList();
  }

  /// Makes the anchor that is due, if one is, and sends what is due.
  public void look() {
    Instant now = deps.clock().instant().truncatedTo(ChronoUnit.MICROS);
    LocalDate ended = LocalDate.ofInstant(now, deps.zone()).minusDays(1);
    Optional<SignedAnchor> last = deps.database().inTransaction(Anchors::last);
    if (last.filter(anchor -> !anchor.anchor().day().isBefore(ended)).isEmpty()) {
      make(ended, now);
    }
    // Also for a destination that was configured since the last anchor was made.
    deps.database()
        .transact(sql ->
            Anchors.last(sql)
                .ifPresent(anchor -> Deliveries.plan(sql, anchor.anchor().number(), names, now)));
    send(now);
  }

  /// What has not reached its destination yet.
  public List<Deliveries.Waiting> waiting() {
    return deps.database().inTransaction(sql -> Deliveries.waiting(sql, names));
  }

  /// The anchor that was made last.
  public Optional<SignedAnchor> newest() {
    return deps.database().inTransaction(Anchors::last);
  }

  /// The destinations, by name.
  public List<String> destinations() {
    return names;
  }

  private void make(LocalDate ended, Instant now) {
    while (deps.chain().sequence(CHAINED_AT_ONCE) == CHAINED_AT_ONCE) {
      LOG.debug("more entries are chained before the anchor of {} is made", ended);
    }
    AnchorKeys.Signer signer = deps.keys().signer();
    deps.database()
        .transact(sql -> {
          sql.ask(HOLD).set("key", LOCK).one(row -> row.flag("held"));
          Optional<SignedAnchor> last = Anchors.last(sql);
          if (last.filter(anchor -> !anchor.anchor().day().isBefore(ended)).isEmpty()) {
            SignedAnchor made = signed(sql, signer, last, ended, now);
            Anchors.add(sql, made);
            Deliveries.plan(sql, made.anchor().number(), names, now);
          }
        });
  }

  private static SignedAnchor signed(
      Sql sql,
      AnchorKeys.Signer signer,
      Optional<SignedAnchor> last,
      LocalDate ended,
      Instant now) {
    ChainFacts.Head head = ChainFacts.head(sql);
    long before = last.map(anchor -> anchor.anchor().head().seq()).orElse(0L);
    Anchor anchor =
        new Anchor(
            signer.installation(),
            last.map(a -> a.anchor().number()).orElse(0L) + 1,
            last.map(a -> a.digest().hex()).orElse(""),
            ended,
            now,
            new Anchor.Head(head.seq(), head.hash()),
            head.entries(),
            ChainFacts.counts(sql, before, head.seq()),
            signer.pair().publicKey(),
            Optional.of(
                new Anchor.Since(
                    before,
                    HashTree.root(
                        ChainFacts.hashes(sql, before, head.seq()).stream()
                            .map(ChainFacts.Hash::hash)
                            .toList()))));
    return new SignedAnchor(anchor, signer.pair().sign(anchor.content().canonical()));
  }

  private void send(Instant now) {
    List<Deliveries.Due> due =
        deps.database().inTransaction(sql -> Deliveries.due(sql, names, now));
    for (Deliveries.Due each : due) {
      if (deps.database().inTransaction(sql -> Deliveries.claim(sql, each, now))) {
        send(each);
      }
    }
  }

  /// No transaction is open while it is sent. A process that dies in between has it sent again.
  private void send(Deliveries.Due due) {
    Destination destination = destinations.get(due.destination());
    if (destination == null) {
      return;
    }
    try {
      byte[] receipt = destination.send(SignedAnchor.read(due.signed()));
      Instant now = deps.clock().instant();
      deps.database().transact(sql -> Deliveries.delivered(sql, due, receipt, now));
    } catch (RuntimeException e) {
      LOG.warn("anchor {} did not reach {}; it is sent again", due.anchor(), due.destination(), e);
      Instant now = deps.clock().instant();
      String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
      deps.database().transact(sql -> Deliveries.failed(sql, due, why, now));
    }
  }
}
