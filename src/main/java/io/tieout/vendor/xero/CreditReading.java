package io.tieout.vendor.xero;

import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What settles invoices in Xero: payments of one invoice each, credit notes, and money received
/// beyond any invoice (overpayments, prepayments), which is a payment of ours with a rest.
///
/// A list of payments also holds refunds of overpayments and prepayments, and shows the credit's id
/// where an invoice's would be: only the payment's type tells, so no other type is read.
final class CreditReading {
  private static final String RECEIVED = "ACCRECPAYMENT";
  private static final Set<String> FROM_CUSTOMERS =
      Set.of("RECEIVE-OVERPAYMENT", "AROVERPAYMENT", "RECEIVE-PREPAYMENT", "ARPREPAYMENT");

  private CreditReading() {}

  /// Whether the row is a customer's payment of an invoice.
  static boolean received(Json.Obj row) {
    return row.optText("PaymentType").filter(RECEIVED::equals).isPresent();
  }

  /// Whether the overpayment or prepayment came from a customer.
  static boolean fromCustomer(Json.Obj row) {
    return row.optText("Type").filter(FROM_CUSTOMERS::contains).isPresent();
  }

  static boolean gone(Json.Obj row) {
    return row.optText("Status").filter(s -> s.equals("DELETED") || s.equals("VOIDED")).isPresent();
  }

  /// Several invoices paid at once are several payments that share a batch: it is the reference.
  static Payment payment(Json.Obj in, CurrencyUnit home) {
    Json.Obj invoice = in.obj("Invoice");
    CurrencyUnit currency = Fields.currency(invoice).orElse(home);
    Money amount = Fields.money(in, "Amount", currency);
    Optional<String> batch =
        Fields.text(in, "BatchPaymentID")
            .or(() -> in.optObj("BatchPayment").flatMap(b -> Fields.text(b, "BatchPaymentID")));
    return new Payment(
        in.text("PaymentID"),
        invoice.obj("Contact").text("ContactID"),
        Fields.needDay(in, "Date"),
        amount,
        Money.zero(currency),
        List.of(new Payment.Application(invoice.text("InvoiceID"), amount)),
        batch.or(() -> Fields.text(in, "Reference")),
        Fields.changedAt(in),
        Fields.version(in));
  }

  /// An overpayment or a prepayment. What was paid back is neither applied nor left.
  static Payment credit(PaymentId id, Json.Obj in, CurrencyUnit home) {
    CurrencyUnit currency = Fields.currency(in).orElse(home);
    return new Payment(
        id.text(),
        in.obj("Contact").text("ContactID"),
        Fields.needDay(in, "Date"),
        Fields.money(in, "Total", currency),
        Fields.moneyOrZero(in, "RemainingCredit", currency),
        applications(in, currency),
        Fields.text(in, "Reference"),
        Fields.changedAt(in),
        Fields.version(in));
  }

  static CreditNote creditNote(Json.Obj in, CurrencyUnit home, Pages pages) {
    CurrencyUnit currency = Fields.currency(in).orElse(home);
    String id = in.text("CreditNoteID");
    LocalDate date = Fields.needDay(in, "Date");
    return new CreditNote(
        id,
        Fields.text(in, "CreditNoteNumber"),
        in.obj("Contact").text("ContactID"),
        date,
        Fields.money(in, "Total", currency),
        Fields.moneyOrZero(in, "RemainingCredit", currency),
        applications(in, currency),
        InvoiceReading.status(in),
        Fields.changedAt(in),
        Fields.version(in),
        pages.creditNote(id));
  }

  private static List<Payment.Application> applications(Json.Obj in, CurrencyUnit currency) {
    return in.objects("Allocations").stream()
        .filter(a -> !a.flag("IsDeleted"))
        .map(a ->
            new Payment.Application(
                a.obj("Invoice").text("InvoiceID"), Fields.money(a, "Amount", currency)))
        .toList();
  }
}
