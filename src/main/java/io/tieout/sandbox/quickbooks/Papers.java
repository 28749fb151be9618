package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoicePaper.BillTo;
import io.tieout.sandbox.side.InvoicePaper.Line;
import io.tieout.sandbox.side.InvoicePaper.Note;
import io.tieout.sandbox.side.InvoicePaper.Payment;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Invoice documents as paper.
final class Papers {
  private static final List<String> STREET = List.of("Line1", "Line2", "Line3", "Line4", "Line5");
  private static final List<String> TOWN = List.of("City", "CountrySubDivisionCode", "PostalCode");

  private final QuickBooksStandIn quickbooks;

  Papers(QuickBooksStandIn quickbooks) {
    this.quickbooks = quickbooks;
  }

  InvoicePaper of(Json.Obj doc) {
    CurrencyUnit currency =
        Docs.ref(doc, "CurrencyRef").map(CurrencyUnit::of).orElse(quickbooks.settings().home());
    Money total = money(doc, "TotalAmt", currency);
    Money tax =
        doc.optObj("TxnTaxDetail")
            .map(t -> money(t, "TotalTax", currency))
            .orElse(Money.zero(currency));
    return new InvoicePaper(
        billTo(doc),
        shownName(doc, "SalesTermRef"),
        doc.objects("Line").stream().flatMap(l -> line(l, currency)).toList(),
        total.minus(tax),
        tax,
        doc.optObj("CustomerMemo").flatMap(m -> m.optText("value")),
        notes(doc),
        payments(doc, currency));
  }

  private static BillTo billTo(Json.Obj doc) {
    return new BillTo(
        doc.obj("CustomerRef").optText("name").orElse(""),
        doc.optObj("BillAddr").map(Papers::address).orElse(List.of()),
        doc.optObj("BillEmail").flatMap(e -> e.optText("Address")));
  }

  private static List<String> address(Json.Obj address) {
    String town = texts(address, TOWN).collect(Collectors.joining(" "));
    return Stream.of(texts(address, STREET), Stream.of(town), texts(address, List.of("Country")))
        .flatMap(lines -> lines)
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Stream<String> texts(Json.Obj address, List<String> fields) {
    return fields.stream().flatMap(field -> address.optText(field).stream());
  }

  /// The subtotal line that QuickBooks derives is left out. What is not known prints nothing.
  private Stream<Line> line(Json.Obj line, CurrencyUnit currency) {
    String description = line.optText("Description").orElse("");
    return switch (line.optText("DetailType").orElse("")) {
      case "SalesItemLineDetail" ->
          Stream.of(sale(line.obj("SalesItemLineDetail"), description, amount(line, currency)));
      case "DiscountLineDetail" ->
          Stream.of(plain("Discount", description, amount(line, currency).map(Money::negated)));
      case "DescriptionOnly" -> Stream.of(plain("", description, Optional.empty()));
      default -> Stream.empty();
    };
  }

  private Line sale(Json.Obj detail, String description, Optional<Money> amount) {
    return new Line(
        shownName(detail, "ItemRef").orElse(""),
        description,
        detail.optDecimal("Qty"),
        detail.optDecimal("UnitPrice"),
        amount,
        Docs.date(detail, "ServiceDate"),
        Docs.ref(detail, "TaxCodeRef").map(this::taxCode));
  }

  private static Line plain(String item, String description, Optional<Money> amount) {
    return new Line(
        item,
        description,
        Optional.empty(),
        Optional.empty(),
        amount,
        Optional.empty(),
        Optional.empty());
  }

  /// In the United States the code is a word of its own, elsewhere the id of one of the company's.
  private String taxCode(String code) {
    return quickbooks
        .document("TaxCode", code)
        .flatMap(found -> found.optText("Name"))
        .orElse(code);
  }

  private static List<Note> notes(Json.Obj doc) {
    Stream<Note> own =
        doc.objects("CustomField").stream()
            .flatMap(f ->
                f
                    .optText("StringValue")
                    .map(v -> new Note(f.optText("Name").orElse("Own field"), v))
                    .stream());
    return Stream.concat(
            doc.optText("PrivateNote").map(n -> new Note("Private note", n)).stream(), own)
        .toList();
  }

  private List<Payment> payments(Json.Obj doc, CurrencyUnit currency) {
    String invoice = doc.text("Id");
    return quickbooks.documents("Payment").stream()
        .flatMap(payment -> {
          BigDecimal here =
              Docs.sum(
                  payment.objects("Line").stream()
                      .filter(line -> pays(line, invoice))
                      .map(line -> Docs.amount(line, "Amount"))
                      .toList());
          return here.signum() == 0
              ? Stream.empty()
              : Stream.of(
                  new Payment(
                      payment.text("Id"),
                      payment.optText("PaymentRefNum").orElse("Payment " + payment.text("Id")),
                      LocalDate.parse(payment.text("TxnDate")),
                      Amounts.exact(currency, here)));
        })
        .toList();
  }

  private static boolean pays(Json.Obj line, String invoice) {
    return line.objects("LinkedTxn").stream()
        .anyMatch(
            link -> link.text("TxnType").equals("Invoice") && link.text("TxnId").equals(invoice));
  }

  private static Optional<String> shownName(Json.Obj doc, String reference) {
    return doc.optObj(reference).flatMap(r -> r.optText("name").or(() -> r.optText("value")));
  }

  private static Optional<Money> amount(Json.Obj line, CurrencyUnit currency) {
    return Optional.of(money(line, "Amount", currency));
  }

  private static Money money(Json.Obj doc, String field, CurrencyUnit currency) {
    return Amounts.exact(currency, Docs.amount(doc, field));
  }
}
