package io.tieout.sandbox.page;

import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import org.joda.money.Money;

/// An invoice's paper as the page draws it; amounts are plain texts in the invoice's currency.
final class Paper {
  private Paper() {}

  static Json.Obj json(InvoicePaper paper) {
    return Json.object()
        .put("billTo", billTo(paper.billTo()))
        .putText("terms", paper.terms())
        .put("lines", paper.lines().stream().map(Paper::line).toList())
        .put("subtotal", plain(paper.subtotal()))
        .put("tax", plain(paper.tax()))
        .putText("memo", paper.memo())
        .put("notes", paper.notes().stream().map(Paper::note).toList())
        .put("payments", paper.payments().stream().map(Paper::payment).toList())
        .build();
  }

  private static Json.Obj billTo(InvoicePaper.BillTo to) {
    return Json.object()
        .put("name", to.name())
        .put("address", Json.texts(to.address()))
        .putText("email", to.email())
        .build();
  }

  private static Json.Obj line(InvoicePaper.Line line) {
    return Json.object()
        .put("item", line.item())
        .put("description", line.description())
        .putText("quantity", line.quantity().map(Amounts::plain))
        .putText("unitPrice", line.unitPrice().map(Amounts::plain))
        .putText("amount", line.amount().map(Paper::plain))
        .putText("serviceDate", line.serviceDate().map(LocalDate::toString))
        .putText("taxCode", line.taxCode())
        .build();
  }

  private static Json.Obj note(InvoicePaper.Note note) {
    return Json.object().put("label", note.label()).put("value", note.value()).build();
  }

  private static Json.Obj payment(InvoicePaper.Payment payment) {
    return Json.object()
        .put("id", payment.id())
        .put("reference", payment.reference())
        .put("date", payment.date().toString())
        .put("amount", plain(payment.amount()))
        .build();
  }

  private static String plain(Money money) {
    return money.getAmount().toPlainString();
  }
}
