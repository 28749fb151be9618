package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What settles an invoice, as the invoice itself tells it. All of it is of the invoice's contact:
/// Xero takes no other's.
final class SettlementReading {
  private SettlementReading() {}

  /// @param home the currency of an invoice that names none
  static List<Settlement> of(Json.Obj invoice, CurrencyUnit home) {
    CurrencyUnit currency = Fields.currency(invoice).orElse(home);
    return Stream.of(
            all(invoice, currency, Endpoint.PAYMENTS, "Amount", "Reference"),
            all(invoice, currency, Endpoint.OVERPAYMENTS, "AppliedAmount", "Reference"),
            all(invoice, currency, Endpoint.PREPAYMENTS, "AppliedAmount", "Reference"),
            all(invoice, currency, Endpoint.CREDIT_NOTES, "AppliedAmount", "CreditNoteNumber"))
        .flatMap(found -> found)
        .toList();
  }

  /// With the rest that the payment has when it is read by its id.
  static Settlement with(Settlement found, Payment payment) {
    return new Settlement(
        found.kind(),
        found.id(),
        found.number().or(payment::reference),
        payment.customerId(),
        payment.date(),
        found.amount(),
        payment.unapplied());
  }

  private static Stream<Settlement> all(
      Json.Obj invoice, CurrencyUnit currency, Endpoint list, String amount, String number) {
    LocalDate issued = Fields.needDay(invoice, "Date");
    return invoice.objects(list.envelope()).stream()
        .filter(row -> !CreditReading.gone(row))
        .map(row ->
            new Settlement(
                list == Endpoint.CREDIT_NOTES ? Settlement.Kind.CREDIT : Settlement.Kind.PAYMENT,
                PaymentId.of(list, row).text(),
                Fields.text(row, number),
                invoice.obj("Contact").text("ContactID"),
                Fields.day(row, "Date").orElse(issued),
                Fields.money(row, amount, currency),
                Money.zero(currency)));
  }
}
