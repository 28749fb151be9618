package io.tieout.work.drift;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.json.Records;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which invoices a payment or a credit note concerns: those it settles, those it settled when it
/// was last seen, and those whose oddity it was.
final class Concerned {
  private final Database database;
  private final Links links;
  private final Mirror mirror;

  Concerned(Database database, Links links, Mirror mirror) {
    this.database = database;
    this.links = links;
    this.mirror = mirror;
  }

  List<String> byPayment(Watched book, String id) {
    Optional<Payment> now = book.ledger().payment(id);
    return database.inTransaction(sql -> {
      Optional<Payment> before = copy(sql, book, "payment", id, Payment.class);
      return Stream.of(
              Stream.concat(before.stream(), now.stream())
                  .flatMap(p -> p.applications().stream())
                  .map(Payment.Application::invoiceId),
              DriftLog.naming(sql, book.place(), id).stream(),
              now.stream().flatMap(p -> unsettled(sql, book, p)))
          .flatMap(ids -> ids)
          .distinct()
          .toList();
    });
  }

  List<String> byCreditNote(Watched book, String id) {
    Optional<CreditNote> now = book.ledger().creditNote(id);
    return database.inTransaction(sql -> {
      Optional<CreditNote> before = copy(sql, book, "credit_note", id, CreditNote.class);
      return Stream.concat(before.stream(), now.stream())
          .flatMap(c -> c.applications().stream())
          .map(Payment.Application::invoiceId)
          .distinct()
          .toList();
    });
  }

  private <T> Optional<T> copy(Sql sql, Watched book, String kind, String id, Class<T> type) {
    return mirror.get(sql, book.place(), kind, id).map(record -> Records.read(record.body(), type));
  }

  /// For money that settles nothing, the invoices of ours that it could settle or that were paid
  /// about when it came.
  private Stream<String> unsettled(Sql sql, Watched book, Payment payment) {
    if (!payment.applications().isEmpty() || !payment.unapplied().isPositive()) {
      return Stream.empty();
    }
    return mirror.childrenOf(sql, book.place(), "invoice", payment.customerId()).stream()
        .map(record -> Records.read(record.body(), Invoice.class))
        .filter(Invoice::posted)
        .filter(i -> mayConcern(i, payment))
        .map(Invoice::id)
        .filter(id ->
            links
                .fromLedger(sql, book.ledger().system(), book.ledger().bookId(), "invoice", id)
                .isPresent());
  }

  private static boolean mayConcern(Invoice invoice, Payment payment) {
    if (!invoice.balance().isSameCurrency(payment.unapplied())) {
      return false;
    }
    return invoice.balance().isPositive()
        ? !invoice.balance().isGreaterThan(payment.unapplied())
        : !invoice
            .changedAt()
            .isBefore(payment.date().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
