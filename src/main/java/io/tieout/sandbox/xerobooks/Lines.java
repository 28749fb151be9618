package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out the lines of a document: defaults from item and account, discounts, and tax rounded to
/// the cent on each line before it is summed.
final class Lines {
  /// What a line keeps when it is changed by its id; amounts are worked out anew.
  private static final List<String> KEPT =
      List.of(
          "Description",
          "Quantity",
          "UnitAmount",
          "ItemCode",
          "AccountCode",
          "TaxType",
          "Tracking",
          "DiscountRate",
          "DiscountAmount",
          "LineItemID");

  private final Books books;

  Lines(Books books) {
    this.books = books;
  }

  /// What the lines stand in.
  ///
  /// @param sales whether it is the organisation that sells
  /// @param discounts whether lines may carry one: on sales invoices alone
  /// @param approved whether everything must be complete, because it will be posted
  /// @param before the lines as they were, to be matched by `LineItemID`
  record Setting(
      boolean sales,
      boolean discounts,
      String amountTypes,
      boolean approved,
      int unitDecimals,
      Row contact,
      List<Json.Obj> before) {
    boolean inclusive() {
      return amountTypes.equals("Inclusive");
    }

    boolean untaxed() {
      return amountTypes.equals("NoTax");
    }
  }

  /// The lines as the books keep them, and what was found on the way.
  record Worked(List<Json.Obj> lines, List<String> problems, List<String> warnings) {}

  Worked work(List<Json.Obj> sent, Setting setting) {
    Worked worked = new Worked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Json.Obj line : sent) {
      worked.lines().add(line(matched(line, setting), setting, worked));
    }
    return worked;
  }

  /// A line that names one of the old ones changes it; what it does not say stays.
  private static Json.Obj matched(Json.Obj line, Setting setting) {
    Optional<String> id = Docs.text(line, "LineItemID");
    Json.Obj given = Docs.only(line, List.copyOf(line.fields().keySet()));
    return setting.before().stream()
        .filter(b -> id.isPresent() && b.optText("LineItemID").equals(id))
        .findFirst()
        .map(b -> Docs.merged(Docs.only(b, KEPT), given))
        .orElse(given.without("LineItemID"));
  }

  private Json.Obj line(Json.Obj sent, Setting setting, Worked worked) {
    String id = Docs.text(sent, "LineItemID").orElseGet(books::freshId);
    if (textOnly(sent)) {
      return Json.object()
          .put("LineItemID", id)
          .put("Description", sent.optText("Description").orElse(""))
          .put("TaxAmount", Docs.ZERO)
          .put("LineAmount", Docs.ZERO)
          .put("Tracking", List.of())
          .build();
    }
    Optional<Row> item = item(sent, worked);
    Json.Obj details =
        item.flatMap(i -> i.doc().optObj(setting.sales() ? "SalesDetails" : "PurchaseDetails"))
            .orElseGet(() -> Json.object().build());
    Priced priced = priced(sent, details, setting, worked);
    Optional<Row> account = account(sent, details, setting, worked);
    String taxType = taxType(sent, details, account, setting);
    BigDecimal tax = tax(sent, taxType, priced.amount(), setting, worked);
    Optional<String> description =
        Docs.text(sent, "Description")
            .or(() -> item.flatMap(i -> Docs.text(i.doc(), "Description")));
    if (setting.approved() && description.isEmpty()) {
      worked.problems().add("Description must be specified");
    }
    JsonObjBuilder line =
        Json.object()
            .put("LineItemID", id)
            .putText("Description", description)
            .put("Quantity", priced.quantity())
            .put("UnitAmount", priced.unit())
            .put("TaxType", taxType)
            .put("TaxAmount", tax)
            .put("LineAmount", priced.amount())
            .putText("AccountCode", account.map(a -> a.text("Code")))
            .putText("AccountID", account.map(Row::id));
    priced.discount().ifPresent(d -> line.put(d.field(), d.value()));
    item.ifPresent(i -> line.put("ItemCode", i.text("Code")).put("Item", Lists.shortly(i)));
    return line.put("Tracking", new Tracking(books).of(sent.objects("Tracking"), worked.problems()))
        .build();
  }

  /// A line without price, item and account is a remark, and legal.
  private static boolean textOnly(Json.Obj sent) {
    boolean priced =
        sent.optDecimal("UnitAmount").isPresent()
            || sent.optDecimal("LineAmount").filter(a -> a.signum() != 0).isPresent()
            || Docs.text(sent, "ItemCode").isPresent()
            || Docs.text(sent, "AccountCode").isPresent();
    return !priced && Docs.text(sent, "Description").isPresent();
  }

  private Optional<Row> item(Json.Obj sent, Worked worked) {
    Optional<String> code = Docs.text(sent, "ItemCode");
    Optional<Row> item = code.flatMap(c -> books.by(Kind.ITEM, Key.Of.CODE, c));
    if (code.isPresent() && item.isEmpty()) {
      worked.problems().add("Item code '%s' is not valid".formatted(code.get()));
    }
    return item;
  }

  private record Discount(String field, BigDecimal value) {}

  private record Priced(
      BigDecimal quantity, BigDecimal unit, BigDecimal amount, Optional<Discount> discount) {}

  /// Quantities keep four decimals. A line amount without a price is divided by the quantity; one
  /// that comes with a price must be what quantity, price and discount give.
  private static Priced priced(Json.Obj sent, Json.Obj details, Setting setting, Worked worked) {
    BigDecimal quantity = Docs.rounded(sent.optDecimal("Quantity").orElse(BigDecimal.ONE), 4);
    Optional<BigDecimal> given = sent.optDecimal("LineAmount");
    BigDecimal unit =
        Docs.rounded(
            sent.optDecimal("UnitAmount")
                .or(() -> given.filter(_ -> quantity.signum() != 0).map(a -> unitOf(a, quantity)))
                .or(() -> details.optDecimal("UnitPrice"))
                .orElse(BigDecimal.ZERO),
            setting.unitDecimals());
    Optional<Discount> discount = discount(sent);
    if (discount.isPresent() && !setting.discounts()) {
      worked.problems().add("Discounts can only be applied to the lines of sales invoices");
    }
    BigDecimal gross = quantity.multiply(unit);
    BigDecimal amount =
        discount
            .map(d ->
                d.field().equals("DiscountRate")
                    ? gross.multiply(BigDecimal.ONE.subtract(d.value().movePointLeft(2)))
                    : gross.subtract(d.value()))
            .map(Docs::cents)
            .orElse(Docs.cents(gross));
    boolean askedByAmount = sent.optDecimal("UnitAmount").isEmpty() && given.isPresent();
    BigDecimal kept = askedByAmount && discount.isEmpty() ? Docs.cents(given.get()) : amount;
    if (given.isPresent() && Docs.cents(given.get()).compareTo(kept) != 0) {
      worked
          .problems()
          .add(
              "The line total %s does not match the expected line total %s"
                  .formatted(Docs.cents(given.get()).toPlainString(), kept.toPlainString()));
    }
    return new Priced(quantity, unit, kept, discount);
  }

  private static BigDecimal unitOf(BigDecimal amount, BigDecimal quantity) {
    return amount.divide(quantity, 4, RoundingMode.HALF_UP);
  }

  private static Optional<Discount> discount(Json.Obj sent) {
    return sent.optDecimal("DiscountRate")
        .filter(r -> r.signum() != 0)
        .map(r -> new Discount("DiscountRate", r))
        .or(() ->
            sent.optDecimal("DiscountAmount")
                .filter(a -> a.signum() != 0)
                .map(a -> new Discount("DiscountAmount", Docs.cents(a))));
  }

  /// The account of the line, else of the item, else the contact's. A code nobody knows is dropped
  /// from a draft with a warning, and stops an approval.
  private Optional<Row> account(Json.Obj sent, Json.Obj details, Setting setting, Worked worked) {
    Optional<String> code =
        Docs.text(sent, "AccountCode")
            .or(() -> Docs.text(details, "AccountCode"))
            .or(() ->
                Docs.text(
                    setting.contact().doc(),
                    setting.sales() ? "SalesDefaultAccountCode" : "PurchasesDefaultAccountCode"));
    if (code.isEmpty()) {
      if (setting.approved()) {
        worked.problems().add("Account code must be specified");
      }
      return Optional.empty();
    }
    Optional<Row> account =
        books
            .by(Kind.ACCOUNT, Key.Of.CODE, code.get())
            .filter(a -> a.text("Status").equals("ACTIVE"));
    boolean fits = account.filter(a -> !Chart.controlled(a)).isPresent();
    if (!fits && (setting.approved() || account.isPresent())) {
      worked
          .problems()
          .add("Account code '%s' is not a valid code for this document.".formatted(code.get()));
    } else if (!fits) {
      worked
          .warnings()
          .add(
              "Account code '%s' has been removed as it does not match a recognised account."
                  .formatted(code.get()));
    }
    return fits ? account : Optional.empty();
  }

  /// The type of the line, else of the item, the contact, the account.
  private static String taxType(
      Json.Obj sent, Json.Obj details, Optional<Row> account, Setting setting) {
    if (setting.untaxed()) {
      return "NONE";
    }
    String field = setting.sales() ? "AccountsReceivableTaxType" : "AccountsPayableTaxType";
    return Docs.text(sent, "TaxType")
        .or(() -> Docs.text(details, "TaxType"))
        .or(() -> Docs.text(setting.contact().doc(), field))
        .or(() -> account.flatMap(a -> Docs.text(a.doc(), "TaxType")))
        .orElse("NONE");
  }

  /// Rounded on this line alone; an amount the caller sent overrides the rate.
  private BigDecimal tax(
      Json.Obj sent, String type, BigDecimal amount, Setting setting, Worked worked) {
    Optional<Row> rate = TaxTables.usable(books, type, setting.sales());
    if (rate.isEmpty()) {
      worked
          .problems()
          .add(
              "The TaxType code '%s' does not exist or cannot be used for this type of transaction."
                  .formatted(type));
      return Docs.ZERO;
    }
    if (setting.untaxed()) {
      return Docs.ZERO;
    }
    BigDecimal percent = rate.get().doc().decimal("EffectiveRate");
    return sent.optDecimal("TaxAmount")
        .map(Docs::cents)
        .orElseGet(() ->
            setting.inclusive()
                ? Docs.contained(amount, percent)
                : Docs.percentOf(amount, percent));
  }
}
