package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.side.InvoiceView.Line;
import io.tieout.sandbox.side.InvoiceView.Status;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Invoices as a page shows them.
final class InvoiceViews {
  private InvoiceViews() {}

  static InvoiceView of(Json.Obj doc, CurrencyUnit home, LocalDate today) {
    CurrencyUnit currency = Docs.ref(doc, "CurrencyRef").map(CurrencyUnit::of).orElse(home);
    LocalDate due = LocalDate.parse(doc.text("DueDate"));
    return new InvoiceView(
        doc.text("Id"),
        doc.optText("DocNumber"),
        doc.obj("CustomerRef").optText("name").orElse(""),
        LocalDate.parse(doc.text("TxnDate")),
        due,
        money(doc, "TotalAmt", currency),
        money(doc, "Balance", currency),
        status(doc, due, today),
        Docs.lines(doc, "SalesItemLineDetail").stream().map(l -> line(l, currency)).toList());
  }

  private static Status status(Json.Obj doc, LocalDate due, LocalDate today) {
    BigDecimal total = Docs.amount(doc, "TotalAmt");
    BigDecimal balance = Docs.amount(doc, "Balance");
    if (total.signum() == 0 && doc.optText("PrivateNote").orElse("").startsWith("Voided")) {
      return Status.VOIDED;
    }
    if (balance.signum() == 0) {
      return Status.PAID;
    }
    if (due.isBefore(today)) {
      return Status.OVERDUE;
    }
    return balance.compareTo(total) < 0 ? Status.PARTLY_PAID : Status.OPEN;
  }

  private static Line line(Json.Obj line, CurrencyUnit currency) {
    Json.Obj detail = line.obj("SalesItemLineDetail");
    return new Line(
        detail.optObj("ItemRef").flatMap(i -> i.optText("name")).orElse(""),
        line.optText("Description").orElse(""),
        detail.optDecimal("Qty").orElse(BigDecimal.ONE),
        money(line, "Amount", currency),
        Docs.ref(detail, "TaxCodeRef").orElse(""));
  }

  private static Money money(Json.Obj doc, String field, CurrencyUnit currency) {
    return Amounts.exact(currency, Docs.amount(doc, field));
  }
}
