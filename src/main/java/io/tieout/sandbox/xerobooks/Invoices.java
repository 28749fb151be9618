package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Invoices, bills and credit notes: the states they go through, their numbers, and what of them
/// can still be changed.
final class Invoices {
  /// The legal changes as the vendor publishes them; PAID is reached by payments and credits alone.
  private static final Map<String, Set<String>> NEXT =
      Map.of(
          "DRAFT", Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"),
          "SUBMITTED", Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"),
          "AUTHORISED", Set.of("AUTHORISED", "VOIDED"));

  private static final List<String> HEADER =
      List.of("Reference", "Url", "BrandingThemeID", "ExpectedPaymentDate", "PlannedPaymentDate");

  /// What the product's pages still let a bookkeeper change on a document with payments.
  private static final List<String> ALWAYS_EDITABLE =
      List.of("InvoiceNumber", "Reference", "Url", "DueDate", "BrandingThemeID");

  private final Books books;
  private final Contacts contacts;
  private final Lines lines;

  Invoices(Books books, Contacts contacts) {
    this.books = books;
    this.contacts = contacts;
    this.lines = new Lines(books);
  }

  Saved save(Kind kind, Order order) {
    Optional<Row> before = existing(kind, order);
    return before.isPresent() ? update(before.get(), order) : create(kind, order);
  }

  private static String numberField(Kind kind) {
    return kind == Kind.INVOICE ? "InvoiceNumber" : "CreditNoteNumber";
  }

  /// Both invoices to customers and credit notes for them.
  private static boolean sales(String type) {
    return type.startsWith("ACCREC");
  }

  /// The document an order means: by address, by id, and for sales by its number too. A repeated
  /// create fails on the number, a repeated save overwrites: the vendor has it so.
  private Optional<Row> existing(Kind kind, Order order) {
    Json.Obj body = order.body();
    if (order.id().isPresent()) {
      return order.id().map(i -> books.need(kind, i));
    }
    Optional<String> id = Docs.text(body, kind.idField());
    if (id.isPresent()) {
      return Optional.of(
          books
              .find(kind, id.get())
              .orElseThrow(() ->
                  Refused.because(
                      "An existing %s with the specified %s could not be found"
                          .formatted(
                              kind == Kind.INVOICE ? "Invoice" : "Credit Note", kind.idField()))));
    }
    if (!sales(body.optText("Type").orElse("ACCREC"))) {
      return Optional.empty();
    }
    Optional<Row> same =
        Docs.text(body, numberField(kind)).flatMap(n -> books.by(kind, Key.Of.NUMBER, n));
    if (same.isPresent() && order.createOnly()) {
      throw Refused.because(
          kind == Kind.INVOICE ? "Invoice # must be unique." : "Credit Note # must be unique.");
    }
    return same;
  }

  /// A refused document leaves nothing behind, not even the contact it would have made.
  private Saved create(Kind kind, Order order) {
    Json.Obj body = order.body();
    String type = body.optText("Type").orElse("");
    List<String> types =
        kind == Kind.INVOICE
            ? List.of("ACCREC", "ACCPAY")
            : List.of("ACCRECCREDIT", "ACCPAYCREDIT");
    if (!types.contains(type)) {
      throw Refused.because("Type must be one of %s, not '%s'".formatted(types, type));
    }
    String status = Docs.text(body, "Status").orElse("DRAFT");
    if (!List.of("DRAFT", "SUBMITTED", "AUTHORISED").contains(status)) {
      throw Refused.because("Invoice not of valid status for creation");
    }
    Row contact = contacts.of(order);
    Built built = built(kind, order, contact, Json.object().put("Type", type).build(), status);
    if (!built.problems().isEmpty()) {
      throw Refused.because(built.problems());
    }
    Json.Obj doc = built.doc();
    if (sales(type) && Docs.text(doc, numberField(kind)).isEmpty()) {
      String prefix = kind == Kind.INVOICE ? "INV-" : "CN-";
      doc = doc.with(numberField(kind), books.nextNumber(kind, prefix));
    }
    Row row = books.insert(kind, Settling.settled(kind, doc, books.today()), order.byApi());
    contacts.becomes(contact, sales(type));
    return new Saved(row, built.warnings());
  }

  /// What is not said stays; lines that are said replace all the old ones.
  private Saved update(Row before, Order order) {
    Json.Obj body = order.body();
    String from = before.text("Status");
    String to = Docs.text(body, "Status").orElse(from);
    if (from.equals("PAID") || Settling.touched(before.doc())) {
      return afterPayment(before, order);
    }
    if (!NEXT.getOrDefault(from, Set.of()).contains(to)) {
      throw Refused.badStatus();
    }
    LocalDate dated = LocalDate.parse(before.text("Date"));
    if (from.equals("AUTHORISED")) {
      books.lockDates().check(dated, order.byApi());
    }
    if (to.equals("VOIDED") || to.equals("DELETED")) {
      Json.Obj ended = before.doc().with("Status", to).with("AmountDue", Json.of(Docs.ZERO));
      return Saved.of(books.replace(before, ended));
    }
    Row contact =
        body.optObj("Contact").isPresent()
            ? contacts.of(order)
            : books.need(Kind.CONTACT, before.doc().obj("Contact").text("ContactID"));
    Built built = built(before.kind(), order, contact, before.doc(), to);
    if (!built.problems().isEmpty()) {
      throw Refused.because(built.problems());
    }
    Row row = books.replace(before, Settling.settled(before.kind(), built.doc(), books.today()));
    return new Saved(row, built.warnings());
  }

  /// The API closes documents with payments; the product's own pages leave a few fields open.
  private Saved afterPayment(Row before, Order order) {
    String from = before.text("Status");
    String to = Docs.text(order.body(), "Status").orElse(from);
    if (order.byApi() || !from.equals(to)) {
      throw from.equals("AUTHORISED") || Settling.touched(before.doc())
          ? Refused.settled()
          : Refused.badStatus();
    }
    Json.Obj over = Docs.only(order.body(), ALWAYS_EDITABLE);
    return Saved.of(books.replace(before, Docs.merged(before.doc(), over)));
  }

  /// A document worked out, and everything that speaks against it: the vendor lists all at once.
  private record Built(Json.Obj doc, List<String> problems, List<String> warnings) {}

  private Built built(Kind kind, Order order, Row contact, Json.Obj before, String status) {
    Json.Obj body = order.body();
    boolean approved = !status.equals("DRAFT");
    boolean posts = status.equals("AUTHORISED");
    boolean sales = sales(before.text("Type"));
    LocalDate date =
        Docs.date(body, "Date").or(() -> Docs.date(before, "Date")).orElseGet(books::today);
    if (posts) {
      books.lockDates().check(date, order.byApi());
    }
    String amounts =
        Docs.text(body, "LineAmountTypes")
            .or(() -> Docs.text(before, "LineAmountTypes"))
            .orElse("Exclusive");
    Lines.Setting setting =
        new Lines.Setting(
            sales,
            sales && kind == Kind.INVOICE,
            amounts.equalsIgnoreCase("NoTax") ? "NoTax" : amounts,
            approved,
            order.unitDecimals(),
            contact,
            before.objects("LineItems"));
    Lines.Worked worked =
        lines.work(
            body.has("LineItems") ? body.objects("LineItems") : before.objects("LineItems"),
            setting);
    if (worked.lines().isEmpty()) {
      worked.problems().add("One or more line items must be specified");
    }
    JsonObjBuilder doc = header(kind, body, before, contact, setting);
    doc.put("Status", status).put("Date", date.toString());
    Optional<LocalDate> due = Docs.date(body, "DueDate").or(() -> Docs.date(before, "DueDate"));
    due.ifPresent(d -> doc.put("DueDate", d.toString()));
    if (approved && due.isEmpty() && kind == Kind.INVOICE) {
      worked.problems().add("The document DueDate field must be specified.");
    }
    Json.Obj whole = totalled(doc.build(), setting, worked);
    checkTotal(body, whole, worked);
    return new Built(whole, worked.problems(), worked.warnings());
  }

  /// Everything but lines, sums, status and dates.
  private JsonObjBuilder header(
      Kind kind, Json.Obj body, Json.Obj before, Row contact, Lines.Setting setting) {
    String number = numberField(kind);
    Docs.within(body, number, 255);
    Docs.within(body, "Reference", 255);
    Docs.text(body, "Url")
        .filter(u -> !u.matches("https?://[^\\s/]+.*"))
        .ifPresent(u -> {
          throw Refused.because("The Url '" + u + "' is not a valid absolute address");
        });
    JsonObjBuilder doc = Json.object();
    before.fields().forEach(doc::put);
    HEADER.forEach(f -> Docs.text(body, f).ifPresent(v -> doc.put(f, v)));
    for (String day : List.of("ExpectedPaymentDate", "PlannedPaymentDate")) {
      Docs.date(body, day).ifPresent(d -> doc.put(day, d.toString()));
    }
    if (!setting.sales()) {
      // Bills have no reference: their number is the supplier's.
      doc.put("Reference", "");
    }
    Docs.text(body, number).ifPresent(n -> renumber(kind, n, before, doc, setting.sales()));
    String currency =
        Docs.text(body, "CurrencyCode")
            .or(() -> Docs.text(before, "CurrencyCode"))
            .or(() -> Docs.text(contact.doc(), "DefaultCurrency"))
            .orElse(books.profile().base().getCode());
    Currencies.check(books, currency);
    boolean base = currency.equals(books.profile().base().getCode());
    BigDecimal rate =
        base
            ? BigDecimal.ONE
            : body.optDecimal("CurrencyRate")
                .or(() -> before.optDecimal("CurrencyRate"))
                .filter(r -> r.signum() > 0)
                .orElseGet(() -> Currencies.rate(books, currency));
    return doc.put("CurrencyCode", currency)
        .put("CurrencyRate", Docs.rounded(rate, 6))
        .put("LineAmountTypes", setting.amountTypes())
        .put("SentToContact", before.flag("SentToContact") || sent(body, setting))
        .put("Contact", Json.object().put("ContactID", contact.id()));
  }

  /// Only what is approved can have been sent; on a draft the flag is ignored.
  private static boolean sent(Json.Obj body, Lines.Setting setting) {
    return setting.approved() && setting.sales() && body.flag("SentToContact");
  }

  private void renumber(
      Kind kind, String number, Json.Obj before, JsonObjBuilder doc, boolean sales) {
    boolean same = Docs.text(before, numberField(kind)).filter(number::equals).isPresent();
    if (sales && !same) {
      books
          .by(kind, Key.Of.NUMBER, number)
          .filter(r -> !r.id().equals(before.optText(kind.idField()).orElse("")))
          .ifPresent(_ -> {
            throw Refused.because("Invoice # must be unique.");
          });
    }
    doc.put(numberField(kind), number);
  }

  private static Json.Obj totalled(Json.Obj doc, Lines.Setting setting, Lines.Worked worked) {
    BigDecimal amounts = Docs.sum(worked.lines(), "LineAmount");
    BigDecimal tax = Docs.sum(worked.lines(), "TaxAmount");
    BigDecimal subtotal = setting.inclusive() ? amounts.subtract(tax) : amounts;
    boolean discounted =
        worked.lines().stream().anyMatch(l -> l.has("DiscountRate") || l.has("DiscountAmount"));
    return doc.with("LineItems", Json.array(worked.lines()))
        .with("SubTotal", Json.of(subtotal))
        .with("TotalTax", Json.of(tax))
        .with("Total", Json.of(subtotal.add(tax)))
        .with("IsDiscounted", Json.of(discounted));
  }

  /// A total that was sent along is not taken over but compared.
  private static void checkTotal(Json.Obj body, Json.Obj whole, Lines.Worked worked) {
    if (!worked.problems().isEmpty() || !body.has("LineItems")) {
      return;
    }
    BigDecimal total = Docs.amount(whole, "Total");
    boolean differs = body.optDecimal("Total").filter(t -> t.compareTo(total) != 0).isPresent();
    if (total.signum() < 0) {
      worked.problems().add("The invoice total must not be less than zero");
    } else if (differs) {
      worked.problems().add("The invoice total does not equal the sum of the lines");
    }
  }
}
