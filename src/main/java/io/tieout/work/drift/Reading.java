package io.tieout.work.drift;

import io.tieout.engine.db.Database;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.engine.proposal.Filed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Reads what an invoice is compared by.
final class Reading {
  private final Database database;
  private final Effects effects;
  private final Mirror mirror;

  Reading(Database database, Effects effects, Mirror mirror) {
    this.database = database;
    this.effects = effects;
    this.mirror = mirror;
  }

  /// What was read.
  ///
  /// @param changedAt when the books changed last; for a deleted invoice, when that was noticed
  record Read(Seen seen, Instant changedAt) {}

  /// What we know ourselves.
  private record Own(Map<String, String> kept, Optional<DriftLog.Look> look, String number) {}

  Read read(Watched book, DriftLog.Of of, Filed filed, Instant now) {
    CreateInvoice approved = (CreateInvoice) filed.proposal().change();
    Ledger ledger = book.ledger();
    Optional<Invoice> invoice = ledger.invoice(of.invoiceId());
    Optional<Invoice> posted = invoice.filter(Invoice::posted);
    List<Settlement> settlements = posted.map(i -> ledger.settlementsOf(i.id())).orElse(List.of());
    List<Payment> payments = posted.map(i -> loose(ledger, i)).orElse(List.of());
    Own own = own(of, filed);
    CurrencyUnit currency = approved.invoice().currency();
    Seen seen =
        new Seen(
            approved,
            own.kept(),
            invoice,
            invoice.flatMap(Invoice::number).orElse(own.number()),
            settlements,
            payments,
            posted.map(i -> payers(ledger, i, settlements)).orElse(Map.of()),
            own.look().map(l -> Money.of(currency, l.paid())));
    Instant changed =
        Stream.concat(
                invoice.map(Invoice::changedAt).stream(), payments.stream().map(Payment::changedAt))
            .max(Instant::compareTo)
            .orElse(now);
    return new Read(seen, changed);
  }

  private Own own(DriftLog.Of of, Filed filed) {
    return database.inTransaction(sql ->
        new Own(
            effects.kept(sql, filed.proposal().id()),
            DriftLog.look(sql, of),
            mirror
                .get(sql, of.place(), "invoice", of.invoiceId())
                .map(MirrorRecord::body)
                .flatMap(body -> body.optText("number"))
                .orElse(of.invoiceId())));
  }

  /// Of the day before as well: where the books are kept it may have been that day still.
  private static List<Payment> loose(Ledger ledger, Invoice invoice) {
    return ledger.paymentsOf(invoice.customerId()).stream()
        .filter(p -> p.applications().isEmpty() && p.unapplied().isPositive())
        .filter(p -> !p.date().isBefore(invoice.issued().minusDays(1)))
        .toList();
  }

  private static Map<String, String> payers(
      Ledger ledger, Invoice invoice, List<Settlement> settlements) {
    return settlements.stream()
        .map(Settlement::customerId)
        .filter(id -> !id.equals(invoice.customerId()))
        .distinct()
        .flatMap(id -> ledger.customer(id).stream())
        .collect(Collectors.toUnmodifiableMap(Customer::id, Customer::displayName));
  }
}
