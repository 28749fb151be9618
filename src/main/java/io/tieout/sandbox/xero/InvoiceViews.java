package io.tieout.sandbox.xero;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Docs;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Sales invoices as a page shows them.
record InvoiceViews(Books books) {
  List<InvoiceView> all() {
    LocalDate today = books.today();
    return books.all(Kind.INVOICE).stream()
        .filter(InvoiceViews::sales)
        .map(r -> view(r, today))
        .toList();
  }

  /// Invoices to customers; deleted drafts are gone from the pages.
  static boolean sales(Row row) {
    return row.text("Type").equals("ACCREC") && !row.text("Status").equals("DELETED");
  }

  Money money(Row row, BigDecimal amount) {
    return Amounts.exact(CurrencyUnit.of(row.text("CurrencyCode")), amount);
  }

  private InvoiceView view(Row row, LocalDate today) {
    Json.Obj doc = row.doc();
    LocalDate date = LocalDate.parse(row.text("Date"));
    LocalDate due = doc.optText("DueDate").map(LocalDate::parse).orElse(date);
    return new InvoiceView(
        row.id(),
        doc.optText("InvoiceNumber"),
        books.need(Kind.CONTACT, doc.obj("Contact").text("ContactID")).text("Name"),
        date,
        due,
        money(row, Docs.amount(doc, "Total")),
        money(row, Docs.amount(doc, "AmountDue")),
        status(row, due, today),
        doc.objects("LineItems").stream()
            .filter(l -> l.has("UnitAmount"))
            .map(l -> line(row, l))
            .toList());
  }

  private static InvoiceView.Status status(Row row, LocalDate due, LocalDate today) {
    return switch (row.text("Status")) {
      case "DRAFT", "SUBMITTED" -> InvoiceView.Status.DRAFT;
      case "PAID" -> InvoiceView.Status.PAID;
      case "VOIDED" -> InvoiceView.Status.VOIDED;
      default -> {
        if (due.isBefore(today)) {
          yield InvoiceView.Status.OVERDUE;
        }
        boolean part =
            Docs.amount(row.doc(), "AmountDue").compareTo(Docs.amount(row.doc(), "Total")) < 0;
        yield part ? InvoiceView.Status.PARTLY_PAID : InvoiceView.Status.OPEN;
      }
    };
  }

  private InvoiceView.Line line(Row row, Json.Obj line) {
    return new InvoiceView.Line(
        line.optText("ItemCode").orElse(""),
        line.optText("Description").orElse(""),
        line.optDecimal("Quantity").orElse(BigDecimal.ONE),
        money(row, Docs.amount(line, "LineAmount")),
        line.optText("TaxType").orElse(""));
  }
}
