package io.tieout.engine.mirror;

import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.ledger.LedgerRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Fills the mirror from a book: all records of every kind. Run often; it walks when a walk is due
/// and goes on with one that was broken off. It heals whatever webhooks and sweeps have missed.
public final class LedgerCopy {
  private final Ledger ledger;
  private final Walker walker;

  public LedgerCopy(Ledger ledger, Copying copying) {
    this.ledger = ledger;
    List<Walk> walks =
        Arrays.stream(LedgerKind.values()).map(kind -> new Walk(ground(kind), copying)).toList();
    this.walker = new Walker(walks, copying.settings().pages());
  }

  public void run() {
    walker.run();
  }

  /// A record by its kind and id. Ledgers list their items, they are few.
  static Optional<LedgerRecord> read(Ledger ledger, LedgerKind kind, String id) {
    return switch (kind) {
      case CUSTOMER -> ledger.customer(id).map(LedgerRecord.class::cast);
      case ITEM ->
          ledger.items().stream()
              .filter(item -> item.id().equals(id))
              .findFirst()
              .map(LedgerRecord.class::cast);
      case INVOICE -> ledger.invoice(id).map(LedgerRecord.class::cast);
      case CREDIT_NOTE -> ledger.creditNote(id).map(LedgerRecord.class::cast);
      case PAYMENT -> ledger.payment(id).map(LedgerRecord.class::cast);
    };
  }

  private Walk.Ground ground(LedgerKind kind) {
    return new Walk.Ground(
        new Walk.Of(ledger.place(), Naming.word(kind)),
        after -> page(kind, after),
        id -> read(ledger, kind, id).map(this::entry));
  }

  private Walk.Page page(LedgerKind kind, Optional<String> after) {
    LedgerPage page = ledger.page(kind, after);
    return new Walk.Page(page.records().stream().map(this::entry).toList(), page.next());
  }

  private Walk.Entry entry(LedgerRecord record) {
    return new Walk.Entry(asOf -> Mirror.of(ledger.place(), record, asOf));
  }
}
