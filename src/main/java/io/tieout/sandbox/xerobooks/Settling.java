package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/// What is still open on a document: payments and credits put on it and taken off again.
final class Settling {
  private static final List<String> CREDITS = List.of("CreditNotes", "Overpayments", "Prepayments");

  private final Books books;

  Settling(Books books) {
    this.books = books;
  }

  /// Whether anything was paid on or credited against the document, or it was spent itself.
  static boolean touched(Json.Obj doc) {
    return !doc.list("Payments").isEmpty()
        || !doc.list("Allocations").isEmpty()
        || CREDITS.stream().anyMatch(c -> !doc.list(c).isEmpty());
  }

  /// Puts a payment (`Payments`) or an applied credit (`CreditNotes` and so on) on a document.
  Row settle(Row row, String list, Json.Obj entry) {
    Json.Obj doc = Docs.append(row.doc(), list, entry);
    return books.replace(row, settled(row.kind(), doc, books.today()));
  }

  /// Takes off what the test picks, and settles anew.
  Row release(Row row, String list, Predicate<Json.Obj> which) {
    List<Json.Obj> left = row.doc().objects(list).stream().filter(which.negate()).toList();
    Json.Obj doc = row.doc().with(list, Json.array(left));
    return books.replace(row, settled(row.kind(), doc, books.today()));
  }

  /// The document with its open amount and the status that follows from it.
  static Json.Obj settled(Kind kind, Json.Obj doc, LocalDate today) {
    BigDecimal total = Docs.amount(doc, "Total");
    BigDecimal paid = Docs.sum(doc.objects("Payments"), "Amount");
    if (kind.credit()) {
      BigDecimal left =
          total.subtract(paid).subtract(Docs.sum(doc.objects("Allocations"), "Amount"));
      Json.Obj open =
          doc.with("Payments", Json.array(doc.objects("Payments")))
              .with("Allocations", Json.array(doc.objects("Allocations")))
              .with("RemainingCredit", Json.of(left));
      return closed(open, left, today);
    }
    BigDecimal credited =
        CREDITS.stream()
            .map(c -> Docs.sum(doc.objects(c), "AppliedAmount"))
            .reduce(Docs.ZERO, BigDecimal::add);
    BigDecimal due = total.subtract(paid).subtract(credited);
    Json.Obj open = doc.with("Payments", Json.array(doc.objects("Payments")));
    for (String list : CREDITS) {
      open = open.with(list, Json.array(open.objects(list)));
    }
    open =
        open.with("AmountDue", Json.of(due))
            .with("AmountPaid", Json.of(paid))
            .with("AmountCredited", Json.of(credited));
    return closed(open, due, today);
  }

  /// Nothing left makes a document PAID, and something left opens it again. The day is that of the
  /// last payment; without any, today.
  private static Json.Obj closed(Json.Obj doc, BigDecimal left, LocalDate today) {
    String status = doc.text("Status");
    if (!status.equals("AUTHORISED") && !status.equals("PAID")) {
      return doc;
    }
    if (left.signum() != 0) {
      return doc.with("Status", "AUTHORISED").without("FullyPaidOnDate");
    }
    String last =
        doc.objects("Payments").stream()
            .flatMap(p -> p.optText("Date").stream())
            .max(String::compareTo)
            .orElse(today.toString());
    return doc.with("Status", "PAID").with("FullyPaidOnDate", last);
  }
}
