package io.tieout.work.drift;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import io.tieout.value.money.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// Everything about an invoice that one look at the books has found.
///
/// @param kept what people kept although it was not as approved, by the names of fields
/// @param invoice empty when it is gone
/// @param number what people call it by
/// @param loose payments of its customer since its date that settle nothing at all
/// @param payers names of customers other than the invoice's
/// @param paidOnce the most money that it was seen to be paid with
record Seen(
    CreateInvoice approved,
    Map<String, String> kept,
    Optional<Invoice> invoice,
    String number,
    List<Settlement> settlements,
    List<Payment> loose,
    Map<String, String> payers,
    Optional<Money> paidOnce) {
  Seen {
    kept = Map.copyOf(kept);
    settlements = List.copyOf(settlements);
    loose = List.copyOf(loose);
    payers = Map.copyOf(payers);
  }

  /// What of it was settled with money.
  Money paid() {
    return sum(Settlement.Kind.PAYMENT);
  }

  /// What of it was settled by credit notes.
  Money credited() {
    return sum(Settlement.Kind.CREDIT);
  }

  private Money sum(Settlement.Kind kind) {
    return Amounts.sum(
        approved.invoice().currency(),
        settlements.stream()
            .filter(s -> s.kind() == kind)
            .map(Settlement::amount)
            .filter(a -> a.getCurrencyUnit().equals(approved.invoice().currency()))
            .toList());
  }

  /// What was approved, in words.
  String approval() {
    Billed customer = approved.customer();
    return "Approved were %s %s for %s"
        .formatted(
            Amounts.text(approved.invoice().net()),
            approved.invoice().pricing().spoken(),
            customer.displayName());
  }

  String name() {
    return "Invoice " + number;
  }

  String deal() {
    return "deal “%s”".formatted(approved.dealName());
  }
}
