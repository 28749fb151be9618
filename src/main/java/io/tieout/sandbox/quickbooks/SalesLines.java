package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a sales form: checked, numbered, with the discount worked out and the subtotal line
/// that the vendor adds.
final class SalesLines {
  private static final String SALES = "SalesItemLineDetail";
  private static final String DISCOUNT = "DiscountLineDetail";
  private static final String SUBTOTAL = "SubTotalLineDetail";

  private final Books books;
  private final References references;
  private final SalesTax tax;

  SalesLines(Books books, SalesTax tax) {
    this.books = books;
    this.references = new References(books);
    this.tax = tax;
  }

  /// @param sales the lines that count
  /// @param all what the form shows, subtotal and discount included
  record Settled(List<Json.Obj> sales, List<Json.Obj> all, BigDecimal discount) {}

  Settled settled(Json.Obj doc) {
    List<Json.Obj> sales = new ArrayList<>();
    List<Json.Obj> all = new ArrayList<>();
    Optional<Json.Obj> discount = Optional.empty();
    int nextId = 1 + highestId(doc);
    for (Json.Obj line : doc.objects("Line")) {
      String type =
          line.optText("DetailType").orElseThrow(() -> Refusal.missing("Line.DetailType"));
      switch (type) {
        case SALES -> {
          Json.Obj ready = placed(sale(line, doc), nextId++, all.size() + 1);
          sales.add(ready);
          all.add(ready);
        }
        case "DescriptionOnly" -> all.add(placed(line.without("Amount"), nextId++, all.size() + 1));
        case DISCOUNT -> discount = Optional.of(line);
        case SUBTOTAL -> {}
        default -> throw Refusal.badChoice("Line.DetailType", type);
      }
    }
    if (sales.isEmpty()) {
      throw Refusal.missing("Line");
    }
    BigDecimal subtotal = Docs.sum(sales.stream().map(l -> Docs.amount(l, "Amount")).toList());
    all.add(
        Json.object()
            .put("Amount", subtotal)
            .put("DetailType", SUBTOTAL)
            .put(SUBTOTAL, Json.object())
            .build());
    Optional<Json.Obj> reduced = discount.map(d -> discounted(d, subtotal));
    reduced.ifPresent(all::add);
    return new Settled(
        List.copyOf(sales),
        List.copyOf(all),
        reduced.map(d -> Docs.amount(d, "Amount")).orElse(Docs.ZERO));
  }

  private Json.Obj sale(Json.Obj line, Json.Obj doc) {
    BigDecimal amount =
        Docs.cents(line.optDecimal("Amount").orElseThrow(() -> Refusal.missing("Line.Amount")));
    Docs.within(line, "Description", 4000);
    Json.Obj detail =
        line.optObj(SALES).orElseThrow(() -> Refusal.missing("Line.SalesItemLineDetail"));
    Optional<BigDecimal> quantity = detail.optDecimal("Qty");
    Optional<BigDecimal> price = detail.optDecimal("UnitPrice");
    if (quantity.isPresent()
        && price.isPresent()
        && Docs.cents(quantity.get().multiply(price.get())).compareTo(amount) != 0) {
      throw Refusal.validation(
          "6070",
          "Amount calculation incorrect in the request",
          "Amount calculation incorrect in the request : Amount is not equal to UnitPrice * Qty."
              + " Supplied value:"
              + amount.toPlainString());
    }
    Docs.date(detail, "ServiceDate");
    Json.Obj itemised = withItem(detail);
    String code = tax.codeOf(detail, doc);
    Json.Obj coded =
        code.isEmpty()
            ? itemised
            : itemised.with("TaxCodeRef", Json.object().put("value", code).build());
    return line.with("Amount", Json.of(amount)).with(SALES, coded);
  }

  /// The detail with its item, the company's first one when it names none, and the account that the
  /// item sells on.
  private Json.Obj withItem(Json.Obj detail) {
    String id =
        Docs.ref(detail, "ItemRef")
            .orElseGet(() ->
                books.all(Kind.ITEM).stream()
                    .findFirst()
                    .map(i -> i.text("Id"))
                    .orElseThrow(() -> Refusal.missing("ItemRef")));
    Json.Obj item = references.active(Kind.ITEM, id);
    if (item.optText("Type").orElse("").equals("Category")) {
      throw Refusal.business("A category cannot be used on a transaction: " + item.text("Name"));
    }
    Json.Obj named = detail.with("ItemRef", Docs.refTo(id, item.text("Name")));
    return item.optObj("IncomeAccountRef").map(a -> named.with("ItemAccountRef", a)).orElse(named);
  }

  private Json.Obj discounted(Json.Obj line, BigDecimal subtotal) {
    Json.Obj detail = line.optObj(DISCOUNT).orElse(Json.object().build());
    Optional<BigDecimal> percent =
        detail.flag("PercentBased") ? detail.optDecimal("DiscountPercent") : Optional.empty();
    BigDecimal amount =
        percent
            .map(p -> Docs.share(subtotal, p))
            .or(() -> line.optDecimal("Amount").map(Docs::cents))
            .orElseThrow(() ->
                Refusal.validation(
                    "6090", "Discount error", "A discount line needs an amount or a percentage."));
    Json.Obj named =
        Docs.ref(detail, "DiscountAccountRef").isPresent()
            ? references.named(detail, "DiscountAccountRef", Kind.ACCOUNT)
            : books.all(Kind.ACCOUNT).stream()
                .filter(a -> a.text("Name").equals(Seeding.DISCOUNTS))
                .findFirst()
                .map(a ->
                    detail.with("DiscountAccountRef", Docs.refTo(a.text("Id"), a.text("Name"))))
                .orElse(detail);
    return line.with("Amount", Json.of(amount)).with(DISCOUNT, named);
  }

  private static Json.Obj placed(Json.Obj line, int freshId, int number) {
    Json.Obj identified =
        line.optText("Id").isPresent() ? line : line.with("Id", String.valueOf(freshId));
    return identified.with("LineNum", Json.of(number));
  }

  private static int highestId(Json.Obj doc) {
    return doc.objects("Line").stream()
        .flatMap(l -> l.optText("Id").stream())
        .filter(i -> i.matches("\\d{1,6}"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }
}
