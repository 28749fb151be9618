package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Credit notes, overpayments and prepayments put to invoices. Only new allocations are sent: one
/// that is sent again is a second one, and is refused when nothing is left to settle.
final class Allocations {
  private final Books books;
  private final Settling settling;

  Allocations(Books books) {
    this.books = books;
    this.settling = new Settling(books);
  }

  /// The allocation as it was made.
  Json.Obj allocate(Kind kind, String creditId, Order order) {
    Row credit = books.need(kind, creditId);
    Json.Obj body = order.body();
    Row invoice = invoice(body);
    LocalDate date = Docs.date(body, "Date").orElseGet(books::today);
    books.lockDates().check(date, order.byApi());
    BigDecimal amount = Docs.amount(body, body.has("Amount") ? "Amount" : "AppliedAmount");
    refuse(credit, invoice, amount);
    Json.Obj allocation =
        Json.object()
            .put("AllocationID", books.freshId())
            .put("Amount", amount)
            .put("Date", date.toString())
            .put(
                "Invoice",
                Json.object()
                    .put("InvoiceID", invoice.id())
                    .put("InvoiceNumber", invoice.text("InvoiceNumber")))
            .put("IsDeleted", false)
            .build();
    settling.settle(credit, "Allocations", allocation);
    settling.settle(
        invoice,
        kind.plural(),
        Json.object()
            .put(kind.idField(), creditId)
            .putText("CreditNoteNumber", Docs.text(credit.doc(), "CreditNoteNumber"))
            .put("AllocationID", allocation.text("AllocationID"))
            .put("Date", date.toString())
            .put("AppliedAmount", amount)
            .put("Total", Docs.amount(credit.doc(), "Total"))
            .build());
    return allocation;
  }

  private Row invoice(Json.Obj body) {
    Optional<Json.Obj> ref = body.optObj("Invoice");
    return ref.flatMap(r -> Docs.text(r, "InvoiceID"))
        .flatMap(id -> books.find(Kind.INVOICE, id))
        .or(() ->
            ref.flatMap(r -> Docs.text(r, "InvoiceNumber"))
                .flatMap(n -> books.by(Kind.INVOICE, Key.Of.NUMBER, n)))
        .orElseThrow(
            () -> Refused.because("The invoice you are trying to allocate to could not be found"));
  }

  private static void refuse(Row credit, Row invoice, BigDecimal amount) {
    String name = credit.kind() == Kind.CREDIT_NOTE ? "Credit Note" : credit.kind().singular();
    List<String> problems = new ArrayList<>();
    if (!List.of("AUTHORISED", "PAID").contains(credit.text("Status"))) {
      problems.add(name + " must be authorised before it can be allocated");
    }
    if (invoice.text("Status").equals("PAID")) {
      problems.add("The invoice you are trying to allocate to has already been paid off");
    } else if (!invoice.text("Status").equals("AUTHORISED")) {
      problems.add("The invoice you are trying to allocate to is not authorised");
    }
    if (amount.signum() <= 0) {
      problems.add("The Amount of an allocation must be greater than zero");
    }
    if (amount.compareTo(Docs.amount(invoice.doc(), "AmountDue")) > 0) {
      problems.add(name + " cannot be allocated as amount is greater than amount outstanding");
    }
    if (amount.compareTo(Docs.amount(credit.doc(), "RemainingCredit")) > 0) {
      problems.add(name + " cannot be allocated as amount is greater than the remaining credit");
    }
    boolean sameContact =
        credit
            .doc()
            .obj("Contact")
            .text("ContactID")
            .equals(invoice.doc().obj("Contact").text("ContactID"));
    if (!sameContact || !credit.text("CurrencyCode").equals(invoice.text("CurrencyCode"))) {
      problems.add(name + " cannot be allocated to an invoice of another contact or currency");
    }
    if (!problems.isEmpty()) {
      throw Refused.because(problems);
    }
  }

  Json.Obj remove(Kind kind, String creditId, String allocationId) {
    Row credit = books.need(kind, creditId);
    Json.Obj allocation =
        credit.doc().objects("Allocations").stream()
            .filter(a -> a.text("AllocationID").equals(allocationId))
            .findFirst()
            .orElseThrow(() -> Refused.absent(kind, allocationId));
    settling.release(credit, "Allocations", a -> a.text("AllocationID").equals(allocationId));
    Row invoice = books.need(Kind.INVOICE, allocation.obj("Invoice").text("InvoiceID"));
    settling.release(
        invoice, kind.plural(), a -> a.optText("AllocationID").orElse("").equals(allocationId));
    return allocation.with("IsDeleted", Json.of(true));
  }
}
