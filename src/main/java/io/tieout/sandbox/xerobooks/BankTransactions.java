package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Money in and out of a bank account that settles no invoice. The only way to an overpayment or a
/// prepayment: the vendor refuses payments above what is outstanding.
final class BankTransactions {
  private static final List<String> TYPES =
      List.of(
          "RECEIVE",
          "RECEIVE-OVERPAYMENT",
          "RECEIVE-PREPAYMENT",
          "SPEND",
          "SPEND-OVERPAYMENT",
          "SPEND-PREPAYMENT");

  private final Books books;
  private final Contacts contacts;
  private final Lines lines;

  BankTransactions(Books books, Contacts contacts) {
    this.books = books;
    this.contacts = contacts;
    this.lines = new Lines(books);
  }

  Saved save(Order order) {
    Optional<String> id = order.id().or(() -> Docs.text(order.body(), "BankTransactionID"));
    return id.isPresent() ? delete(id.get(), order) : create(order);
  }

  /// A credit that came with the money goes with it, unless some of it was used.
  private Saved delete(String id, Order order) {
    Row before = books.need(Kind.BANK_TRANSACTION, id);
    if (!Docs.text(order.body(), "Status").equals(Optional.of("DELETED"))) {
      throw Refused.because(
          "The Status of a bank transaction can be set to DELETED; nothing else of it can be changed here");
    }
    books.lockDates().check(LocalDate.parse(before.text("Date")), order.byApi());
    for (Kind kind : List.of(Kind.OVERPAYMENT, Kind.PREPAYMENT)) {
      Docs.text(before.doc(), kind.idField())
          .map(c -> books.need(kind, c))
          .ifPresent(c -> {
            if (Settling.touched(c.doc())) {
              throw Refused.settled();
            }
            books.replace(c, c.doc().with("Status", "VOIDED"));
          });
    }
    return Saved.of(books.replace(before, before.doc().with("Status", "DELETED")));
  }

  private Saved create(Order order) {
    Json.Obj body = order.body();
    String type = body.optText("Type").orElse("");
    if (!TYPES.contains(type)) {
      throw Refused.because("Type must be one of %s, not '%s'".formatted(TYPES, type));
    }
    Row bank =
        body.optObj("BankAccount")
            .flatMap(b -> Chart.named(books, b))
            .filter(a -> a.text("Type").equals("BANK"))
            .orElseThrow(() -> Refused.because("Bank account must be valid"));
    LocalDate date = Docs.date(body, "Date").orElseGet(books::today);
    books.lockDates().check(date, order.byApi());
    Row contact = contacts.of(order);
    boolean overpaid = type.endsWith("-OVERPAYMENT");
    boolean received = type.startsWith("RECEIVE");
    String amounts = overpaid ? "NoTax" : Docs.text(body, "LineAmountTypes").orElse("Exclusive");
    Lines.Worked worked =
        overpaid
            ? new Lines.Worked(owed(body, received), List.of(), List.of())
            : lines.work(
                body.objects("LineItems"),
                new Lines.Setting(
                    received, false, amounts, true, order.unitDecimals(), contact, List.of()));
    if (worked.lines().isEmpty()) {
      throw Refused.because("One or more line items must be specified");
    }
    if (!worked.problems().isEmpty()) {
      throw Refused.because(worked.problems());
    }
    Json.Obj doc = document(body, new Heading(type, bank, contact, amounts, date), worked);
    Optional<Row> credit = credit(type, doc, order);
    Json.Obj linked = credit.map(c -> doc.with(c.kind().idField(), c.id())).orElse(doc);
    contacts.becomes(contact, received);
    return new Saved(books.insert(Kind.BANK_TRANSACTION, linked, order.byApi()), worked.warnings());
  }

  /// The lines of an overpayment stand on the control account, whatever the caller says.
  private List<Json.Obj> owed(Json.Obj body, boolean received) {
    Row control = Chart.system(books, received ? Chart.RECEIVABLE : Chart.PAYABLE);
    return body.objects("LineItems").stream()
        .map(l -> {
          BigDecimal amount =
              Docs.cents(
                  l.optDecimal("LineAmount")
                      .orElseGet(() ->
                          l.optDecimal("Quantity")
                              .orElse(BigDecimal.ONE)
                              .multiply(l.optDecimal("UnitAmount").orElse(BigDecimal.ZERO))));
          return Json.object()
              .put("LineItemID", books.freshId())
              .put("Description", l.optText("Description").orElse(""))
              .put("Quantity", BigDecimal.ONE)
              .put("UnitAmount", amount)
              .put("TaxType", "NONE")
              .put("TaxAmount", Docs.ZERO)
              .put("LineAmount", amount)
              .put("AccountCode", control.text("Code"))
              .build();
        })
        .toList();
  }

  private record Heading(String type, Row bank, Row contact, String amounts, LocalDate date) {}

  private Json.Obj document(Json.Obj body, Heading heading, Lines.Worked worked) {
    Row bank = heading.bank();
    BigDecimal sum = Docs.sum(worked.lines(), "LineAmount");
    BigDecimal tax = Docs.sum(worked.lines(), "TaxAmount");
    BigDecimal net = heading.amounts().equals("Inclusive") ? sum.subtract(tax) : sum;
    String currency =
        Docs.text(bank.doc(), "CurrencyCode").orElse(books.profile().base().getCode());
    JsonObjBuilder doc =
        Json.object()
            .put("Type", heading.type())
            .put("Contact", Json.object().put("ContactID", heading.contact().id()))
            .put("BankAccount", Chart.shortly(bank))
            .put("Date", heading.date().toString())
            .putText("Reference", Docs.text(body, "Reference"))
            .putText("Url", Docs.text(body, "Url"))
            .put("IsReconciled", body.flag("IsReconciled"))
            .put("Status", "AUTHORISED")
            .put("CurrencyCode", currency)
            .put("CurrencyRate", Docs.rounded(Currencies.rate(books, currency), 6))
            .put("LineAmountTypes", heading.amounts())
            .put("LineItems", worked.lines())
            .put("SubTotal", net)
            .put("TotalTax", tax)
            .put("Total", net.add(tax));
    return doc.build();
  }

  /// The overpayment or prepayment that such money becomes.
  private Optional<Row> credit(String type, Json.Obj doc, Order order) {
    if (!type.contains("-")) {
      return Optional.empty();
    }
    Kind kind = type.endsWith("-OVERPAYMENT") ? Kind.OVERPAYMENT : Kind.PREPAYMENT;
    Json.Obj credit = doc.without("BankAccount").without("IsReconciled").without("Url");
    return Optional.of(
        books.insert(kind, Settling.settled(kind, credit, books.today()), order.byApi()));
  }
}
