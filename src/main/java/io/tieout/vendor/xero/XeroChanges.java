package io.tieout.vendor.xero;

import io.tieout.fact.ledger.LedgerChange;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What changed since then, from every list by `If-Modified-Since`: seven calls and more.
///
/// Deleted payments and drafts stay in their lists with a status that says so; a deleted item
/// leaves no trace. Xero does not say whether the named second is included, so the one before it is
/// asked for.
final class XeroChanges {
  private final XeroWalk walk;

  XeroChanges(XeroWalk walk) {
    this.walk = walk;
  }

  /// The lists in which records of the kind stand.
  static List<Endpoint> endpoints(LedgerKind kind) {
    return switch (kind) {
      case CUSTOMER -> List.of(Endpoint.CONTACTS);
      case ITEM -> List.of(Endpoint.ITEMS);
      case INVOICE -> List.of(Endpoint.INVOICES);
      case CREDIT_NOTE -> List.of(Endpoint.CREDIT_NOTES);
      case PAYMENT -> List.of(Endpoint.PAYMENTS, Endpoint.OVERPAYMENTS, Endpoint.PREPAYMENTS);
    };
  }

  /// Whether the row is of the kind that the list is read for: the lists of money hold what went to
  /// suppliers and back to customers as well.
  static boolean counts(Endpoint endpoint, Json.Obj row) {
    return switch (endpoint) {
      case PAYMENTS -> CreditReading.received(row);
      case OVERPAYMENTS, PREPAYMENTS -> CreditReading.fromCustomer(row);
      case CONTACTS, ITEMS, INVOICES, CREDIT_NOTES, TAX_RATES, CURRENCIES, ORGANISATION -> true;
    };
  }

  List<LedgerChange> since(Instant since) {
    List<LedgerChange> all = new ArrayList<>();
    XeroWalk.Place from = XeroWalk.Place.since(since.minusSeconds(1));
    for (LedgerKind kind : LedgerKind.values()) {
      for (Endpoint endpoint : endpoints(kind)) {
        walk.all(XeroQuery.all(endpoint), from).stream()
            .filter(row -> counts(endpoint, row))
            .flatMap(row -> XeroApi.reading(() -> change(kind, endpoint, row)).stream())
            .filter(change -> !change.changedAt().isBefore(since))
            .forEach(all::add);
      }
    }
    return all.stream()
        .sorted(
            Comparator.comparing(LedgerChange::changedAt)
                .thenComparing(LedgerChange::kind)
                .thenComparing(LedgerChange::id))
        .toList();
  }

  /// A voided invoice is told as changed, since it can still be read; a deleted one is gone.
  private static Optional<LedgerChange> change(LedgerKind kind, Endpoint endpoint, Json.Obj row) {
    boolean gone =
        switch (kind) {
          case PAYMENT -> CreditReading.gone(row);
          case INVOICE, CREDIT_NOTE -> InvoiceReading.deleted(row);
          case CUSTOMER, ITEM -> false;
        };
    String id = PaymentId.of(endpoint, row).text();
    return Stream.of(Fields.changed(row))
        .flatMap(Optional::stream)
        .map(at -> new LedgerChange(kind, id, gone, at))
        .findFirst();
  }
}
