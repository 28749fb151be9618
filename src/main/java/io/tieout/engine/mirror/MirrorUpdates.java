package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps the copies of those records current that nobody else follows: whatever a signal says, the
/// record is read by its id and stored, or marked as gone.
public final class MirrorUpdates implements SignalHandler {
  private static final String DEAL_MERGED = "deal merged";
  private static final Set<String> FOLLOWED =
      Stream.concat(
              Stream.of(CrmKind.ACCOUNT, CrmKind.CONTACT, CrmKind.PRODUCT),
              Stream.of(LedgerKind.ITEM, LedgerKind.CREDIT_NOTE))
          .map(kind -> Naming.word(kind) + LedgerNews.CHANGED)
          .collect(Collectors.toUnmodifiableSet());

  private final Deps deps;
  private final Arrivals arrivals;

  /// What it works with.
  ///
  /// @param crms by their names
  /// @param books by their ids
  public record Deps(
      Database database,
      Mirror mirror,
      Links links,
      Map<String, Crm> crms,
      Map<String, Ledger> books,
      InstantSource clock) {
    public Deps {
      crms = Map.copyOf(crms);
      books = Map.copyOf(books);
    }
  }

  public MirrorUpdates(Deps deps) {
    this.deps = deps;
    this.arrivals = new Arrivals(deps.mirror(), deps.links());
  }

  /// Whether the signal is of a record that only the mirror follows.
  public static boolean concerns(Signal signal) {
    return FOLLOWED.contains(signal.kind()) || signal.kind().equals(DEAL_MERGED);
  }

  /// What a CRM's feed tells of a change: `account changed`, `contact changed`, `product changed`,
  /// and of deals that they were merged.
  static Signal signal(String system, CrmChange change) {
    String kind = Naming.word(change.kind());
    return new Signal(
        "crm",
        "sweep:%s:%s:%s:%s".formatted(system, kind, change.id(), change.version()),
        "%s/%s/%s".formatted(system, kind, change.id()),
        change.kind() == CrmKind.DEAL ? DEAL_MERGED : kind + LedgerNews.CHANGED,
        Json.object()
            .put("kind", kind)
            .put("id", change.id())
            .put("deleted", change.deleted())
            .putText("mergedInto", change.mergedInto())
            .build());
  }

  @Override
  public void handle(StoredSignal stored) {
    Signal signal = stored.signal();
    if (!concerns(signal)) {
      return;
    }
    if (signal.source().equals("crm")) {
      String system = signal.subject().substring(0, signal.subject().indexOf('/'));
      Optional.ofNullable(deps.crms().get(system)).ifPresent(crm -> ofCrm(crm, signal.body()));
    } else {
      LedgerNews.of(signal).ifPresent(news -> ofLedger(news, stored.receivedAt()));
    }
  }

  private void ofCrm(Crm crm, Json.Obj body) {
    CrmKind kind = CrmKind.valueOf(body.text("kind").toUpperCase(Locale.ROOT));
    Mirror.Gone asked =
        new Mirror.Gone(
            crm.system(), Naming.word(kind), body.text("id"), body.optText("mergedInto"));
    Instant asOf = deps.clock().instant();
    Optional<MirrorRecord> found =
        CrmCopy.read(crm, kind, asked.id()).map(r -> Mirror.of(crm.system(), r, asOf));
    deps.database().transact(sql -> arrivals.store(sql, asked, found, asOf));
  }

  private void ofLedger(LedgerNews news, Instant toldAt) {
    Optional.ofNullable(deps.books().get(news.book()))
        .ifPresent(ledger -> ofLedger(ledger, news, toldAt));
  }

  private void ofLedger(Ledger ledger, LedgerNews news, Instant toldAt) {
    Mirror.Gone asked =
        new Mirror.Gone(ledger.place(), Naming.word(news.kind()), news.id(), Optional.empty());
    if (news.kind() == LedgerKind.ITEM) {
      item(ledger, asked, toldAt);
      return;
    }
    Instant asOf = deps.clock().instant();
    Optional<MirrorRecord> found =
        LedgerCopy.read(ledger, news.kind(), asked.id())
            .map(r -> Mirror.of(ledger.place(), r, asOf));
    deps.database().transact(sql -> arrivals.store(sql, asked, found, asOf));
  }

  /// Items are only listed, all of them: the list that is read for one serves all signals that
  /// arrived before it.
  private void item(Ledger ledger, Mirror.Gone asked, Instant toldAt) {
    boolean known =
        deps.database()
            .inTransaction(sql -> deps.mirror().get(sql, asked.system(), asked.kind(), asked.id()))
            .filter(copy -> copy.asOf().isAfter(toldAt))
            .isPresent();
    if (known) {
      return;
    }
    Instant asOf = deps.clock().instant();
    List<MirrorRecord> all =
        ledger.items().stream().map(i -> Mirror.of(ledger.place(), i, asOf)).toList();
    Optional<MirrorRecord> found = all.stream().filter(r -> r.id().equals(asked.id())).findFirst();
    deps.database()
        .transact(sql -> {
          deps.mirror().putAll(sql, all);
          arrivals.store(sql, asked, found, asOf);
        });
  }
}
