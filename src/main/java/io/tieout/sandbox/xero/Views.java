package io.tieout.sandbox.xero;

import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Docs;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws objects the vendor's way: its dates, the contact's name of today, what a list leaves out.
final class Views {
  private static final Set<String> DAYS =
      Set.of("Date", "DueDate", "ExpectedPaymentDate", "PlannedPaymentDate", "FullyPaidOnDate");
  private static final Set<Kind> TIMELESS =
      Set.of(Kind.TAX_RATE, Kind.CURRENCY, Kind.TRACKING_CATEGORY, Kind.BRANDING_THEME);
  private static final Set<String> NOT_IN_SUMMARY =
      Set.of("LineItems", "Payments", "CreditNotes", "Overpayments", "Prepayments", "Allocations");
  private static final String ISO_DAY = "\\d{4}-\\d\\d-\\d\\d";

  private final Books books;

  Views(Books books) {
    this.books = books;
  }

  /// How much of an object is drawn.
  enum Detail {
    /// By its id.
    WHOLE,
    /// On a page of a list.
    PAGE,
    /// In a list without pages: no line items.
    BARE,
    /// With `summaryOnly`: no lists at all.
    SUMMARY
  }

  Json.Obj shown(Row row, Detail detail) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put(row.kind().idField(), Json.of(row.id()));
    row.doc()
        .fields()
        .forEach((name, value) -> {
          if (!left(name, detail)) {
            put(fields, name, value);
          }
        });
    if (detail == Detail.BARE && row.doc().has("LineItems")) {
      fields.put("LineItems", Json.array(List.of()));
    }
    row.doc().optObj("Contact").ifPresent(c -> fields.put("Contact", contact(c, detail)));
    switch (row.kind()) {
      case PAYMENT -> payment(row, fields);
      case INVOICE, CREDIT_NOTE -> {
        fields.putIfAbsent("HasAttachments", Json.of(false));
        fields.put("HasErrors", Json.of(false));
      }
      case CONTACT -> whole(row, fields, detail);
      case BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          BANK_TRANSACTION,
          MANUAL_JOURNAL,
          ITEM,
          ACCOUNT,
          TAX_RATE,
          TRACKING_CATEGORY,
          CURRENCY,
          BRANDING_THEME -> {}
    }
    if (!TIMELESS.contains(row.kind())) {
      fields.put("UpdatedDateUTC", Json.of(Stamps.moment(row.updated())));
    }
    return new Json.Obj(fields);
  }

  private static boolean left(String name, Detail detail) {
    return (detail == Detail.SUMMARY && NOT_IN_SUMMARY.contains(name))
        || name.equals("TargetKind")
        || name.equals("TargetID");
  }

  private static void put(Map<String, Json> fields, String name, Json value) {
    if (DAYS.contains(name) && value instanceof Json.Text(String day) && day.matches(ISO_DAY)) {
      fields.put(name, Json.of(Stamps.date(LocalDate.parse(day))));
      if (name.equals("Date") || name.equals("DueDate")) {
        fields.put(name + "String", Json.of(day + "T00:00:00"));
      }
    } else if (name.equals("CreatedDateUTC") && value instanceof Json.Text(String at)) {
      fields.put(name, Json.of(Stamps.moment(java.time.Instant.parse(at))));
    } else {
      fields.put(name, inner(value));
    }
  }

  /// An object with its dates the vendor's way.
  static Json.Obj dated(Json.Obj obj) {
    return inner(obj).asObj("object");
  }

  /// Dates within lists of payments and allocations.
  private static Json inner(Json value) {
    return switch (value) {
      case Json.Arr(List<Json> items) -> Json.array(items.stream().map(Views::inner));
      case Json.Obj obj when obj.has("Date") -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        obj.fields().forEach((name, v) -> put(fields, name, v));
        fields.remove("DateString");
        yield new Json.Obj(fields);
      }
      case Json.Obj _, Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> value;
    };
  }

  /// A document by id brings the whole contact along, a list only its name.
  private Json contact(Json.Obj ref, Detail detail) {
    Row contact = books.need(Kind.CONTACT, ref.text("ContactID"));
    if (detail == Detail.WHOLE) {
      return new Json.Obj(contact.doc().fields())
          .with("ContactID", contact.id())
          .with("HasValidationErrors", Json.of(false));
    }
    return Json.object()
        .put("ContactID", contact.id())
        .put("Name", contact.text("Name"))
        .put("Addresses", List.of())
        .put("Phones", List.of())
        .put("ContactGroups", List.of())
        .put("ContactPersons", List.of())
        .put("HasValidationErrors", false)
        .build();
  }

  /// A refund of an overpayment or a prepayment shows under `Invoice`, with an id that is none of
  /// an invoice.
  private void payment(Row row, Map<String, Json> fields) {
    Kind kind = Kind.valueOf(row.text("TargetKind"));
    Row target = books.need(kind, row.text("TargetID"));
    Json.Obj ref = target.doc().obj("Contact");
    JsonObjBuilder shown =
        Json.object()
            .put("Type", target.text("Type"))
            .put(kind == Kind.CREDIT_NOTE ? "CreditNoteID" : "InvoiceID", target.id())
            .putText("InvoiceNumber", target.doc().optText("InvoiceNumber"))
            .putText("CreditNoteNumber", target.doc().optText("CreditNoteNumber"))
            .put("Contact", contact(ref, Detail.PAGE))
            .put("CurrencyCode", target.text("CurrencyCode"))
            .put("HasErrors", false);
    fields.put(kind == Kind.CREDIT_NOTE ? "CreditNote" : "Invoice", shown.build());
  }

  private void whole(Row row, Map<String, Json> fields, Detail detail) {
    fields.putIfAbsent("ContactGroups", Json.array(List.of()));
    fields.putIfAbsent("ContactPersons", Json.array(List.of()));
    fields.putIfAbsent("HasAttachments", Json.of(false));
    fields.put("HasValidationErrors", Json.of(false));
    if (detail == Detail.WHOLE) {
      fields.put(
          "Balances",
          Json.object()
              .put("AccountsReceivable", balance(row, "ACCREC"))
              .put("AccountsPayable", balance(row, "ACCPAY"))
              .build());
    }
  }

  /// What is open with a contact; only reads by id pay for the walk.
  private Json.Obj balance(Row contact, String type) {
    List<Row> open =
        books.all(Kind.INVOICE).stream()
            .filter(i -> i.text("Status").equals("AUTHORISED") && i.text("Type").equals(type))
            .filter(i -> i.doc().obj("Contact").text("ContactID").equals(contact.id()))
            .toList();
    String today = books.today().toString();
    return Json.object()
        .put("Outstanding", sum(open))
        .put(
            "Overdue",
            sum(
                open.stream()
                    .filter(i ->
                        Optional.of(i.text("DueDate"))
                            .filter(d -> d.compareTo(today) < 0)
                            .isPresent())
                    .toList()))
        .build();
  }

  private static BigDecimal sum(List<Row> invoices) {
    return invoices.stream()
        .map(i -> Docs.amount(i.doc(), "AmountDue"))
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }
}
