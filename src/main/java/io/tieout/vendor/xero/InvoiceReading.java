package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Xero's invoice JSON as our record. `SubTotal` is before tax, whether or not the lines hold it.
final class InvoiceReading {
  private InvoiceReading() {}

  static Invoice read(Json.Obj in, CurrencyUnit home, Pages pages) {
    String id = in.text("InvoiceID");
    CurrencyUnit currency = Fields.currency(in).orElse(home);
    LocalDate issued = Fields.needDay(in, "Date");
    Json.Obj contact = in.obj("Contact");
    return new Invoice(
        id,
        Fields.text(in, "InvoiceNumber"),
        contact.text("ContactID"),
        Fields.text(contact, "Name").orElse(""),
        issued,
        Fields.day(in, "DueDate").orElse(issued),
        Optional.empty(),
        currency,
        in.objects("LineItems").stream().map(l -> line(l, currency)).toList(),
        Fields.money(in, "SubTotal", currency),
        Fields.money(in, "TotalTax", currency),
        Fields.money(in, "Total", currency),
        Fields.moneyOrZero(in, "AmountDue", currency),
        status(in),
        Marks.note(Fields.text(in, "Url")),
        Fields.changedAt(in),
        Fields.version(in),
        pages.invoice(id));
  }

  static Invoice.Status status(Json.Obj in) {
    String text = in.text("Status");
    return switch (text) {
      case "DRAFT", "SUBMITTED" -> Invoice.Status.DRAFT;
      case "AUTHORISED", "PAID" -> Invoice.Status.POSTED;
      case "VOIDED", "DELETED" -> Invoice.Status.VOIDED;
      default -> throw new IllegalArgumentException("Status '%s' is not known".formatted(text));
    };
  }

  static boolean deleted(Json.Obj in) {
    return in.optText("Status").filter("DELETED"::equals).isPresent();
  }

  /// Days of service are not kept; a discount of the line is inside its amount already.
  private static InvoiceLine line(Json.Obj in, CurrencyUnit currency) {
    Optional<BigDecimal> price = in.optDecimal("UnitAmount");
    Money amount = Fields.moneyOrZero(in, "LineAmount", currency);
    boolean remark = price.isEmpty() && amount.isZero();
    BigDecimal quantity =
        in.optDecimal("Quantity").orElse(remark ? BigDecimal.ZERO : BigDecimal.ONE);
    LineAmounts read =
        LineAmounts.read(
            in.optText("Description").orElse(""),
            quantity,
            price.orElse(remark ? BigDecimal.ZERO : amount.getAmount()),
            amount);
    return new InvoiceLine(
        Fields.text(in, "ItemCode"),
        read.description(),
        read.quantity(),
        read.unitPrice(),
        amount,
        Fields.text(in, "TaxType"),
        Optional.empty());
  }
}
