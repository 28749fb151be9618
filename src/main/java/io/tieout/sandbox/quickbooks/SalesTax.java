package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out a sales form's tax: automated by the ship-to state in the US, by each line's tax code
/// elsewhere. Outside the US every line is rounded by itself, so totals can differ by cents from
/// the rate on the sum.
final class SalesTax {
  private static final int SCALE = 12;

  private final Books books;

  SalesTax(Books books) {
    this.books = books;
  }

  /// A form on which lines and discount are settled.
  ///
  /// @param lines its sales lines
  record Form(Json.Obj doc, Json.Obj customer, List<Json.Obj> lines, BigDecimal discount) {
    BigDecimal subtotal() {
      return Docs.sum(lines.stream().map(l -> Docs.amount(l, "Amount")).toList());
    }
  }

  /// One rate applied to one amount.
  private record Part(Json.Obj rate, BigDecimal net, BigDecimal tax) {
    Part plus(BigDecimal moreNet, BigDecimal moreTax) {
      return new Part(rate, net.add(moreNet), tax.add(moreTax));
    }
  }

  /// The tax code a line carries; refused where it may not carry that.
  String codeOf(Json.Obj detail, Json.Obj doc) {
    Optional<String> code = Docs.ref(detail, "TaxCodeRef");
    Settings settings = books.settings();
    if (settings.american()) {
      String american = code.orElse("NON");
      if (!american.equals("TAX") && !american.equals("NON")) {
        throw Refusal.validation(
            "6100",
            "Tax code error",
            "Tax code of a line must be TAX or NON. Supplied value:" + american);
      }
      return american;
    }
    boolean untaxed =
        !settings.switches().salesTax()
            || doc.optText("GlobalTaxCalculation").orElse("").equals("NotApplicable");
    if (code.isEmpty() && !untaxed) {
      throw Refusal.business(
          "Make sure all your transactions have a GST/HST rate before you save.");
    }
    if (code.isPresent() && books.find(Kind.TAX_CODE, code.get()).isEmpty()) {
      throw Refusal.badReference("TaxCode", code.get());
    }
    return code.orElse("");
  }

  /// The form's `TxnTaxDetail`.
  Json.Obj charged(Form form) {
    List<Part> parts;
    if (!books.settings().switches().salesTax()) {
      parts = List.of();
    } else if (books.settings().american()) {
      parts = automated(form);
    } else {
      parts = byCode(form);
    }
    BigDecimal total = Docs.sum(parts.stream().map(Part::tax).toList());
    return Json.object()
        .put("TotalTax", total)
        .put("TaxLine", parts.stream().map(SalesTax::taxLine).toList())
        .build();
  }

  private List<Part> automated(Form form) {
    if (form.customer().has("Taxable") && !form.customer().flag("Taxable")) {
      return List.of();
    }
    Optional<String> state =
        form.doc()
            .optObj("ShipAddr")
            .or(() -> form.doc().optObj("BillAddr"))
            .flatMap(TaxTables::stateOf);
    BigDecimal percent = state.map(TaxTables::stateRate).orElse(BigDecimal.ZERO);
    BigDecimal taxable =
        Docs.sum(
            form.lines().stream()
                .filter(l -> code(l).equals("TAX"))
                .map(l -> Docs.amount(l, "Amount"))
                .toList());
    if (percent.signum() == 0 || taxable.signum() == 0) {
      return List.of();
    }
    boolean discountFirst = form.doc().flag("ApplyTaxAfterDiscount");
    BigDecimal net = discountFirst ? taxable.subtract(discountOn(form, taxable)) : taxable;
    Json.Obj rate =
        books.all(Kind.TAX_RATE).stream()
            .filter(r -> r.text("Name").equals(state.orElse("") + " State"))
            .findFirst()
            .orElseThrow(() -> Refusal.badReference("TaxRate", state.orElse("")));
    return List.of(new Part(rate, net, Docs.share(net, percent)));
  }

  private List<Part> byCode(Form form) {
    boolean inclusive =
        form.doc().optText("GlobalTaxCalculation").orElse("").equals("TaxInclusive");
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Json.Obj line : form.lines()) {
      BigDecimal amount = Docs.amount(line, "Amount");
      BigDecimal base = amount.subtract(discountOn(form, amount));
      for (Json.Obj rate : ratesOf(code(line))) {
        BigDecimal percent = rate.decimal("RateValue");
        BigDecimal tax = inclusive ? contained(base, percent) : Docs.share(base, percent);
        BigDecimal net = inclusive ? base.subtract(tax) : base;
        Part old = parts.getOrDefault(rate.text("Id"), new Part(rate, Docs.ZERO, Docs.ZERO));
        parts.put(rate.text("Id"), old.plus(net, tax));
      }
    }
    return new ArrayList<>(parts.values());
  }

  private List<Json.Obj> ratesOf(String code) {
    return books.find(Kind.TAX_CODE, code).flatMap(c -> c.optObj("SalesTaxRateList")).stream()
        .flatMap(l -> l.objects("TaxRateDetail").stream())
        .flatMap(d -> Docs.ref(d, "TaxRateRef").stream())
        .flatMap(id -> books.find(Kind.TAX_RATE, id).stream())
        .toList();
  }

  private static BigDecimal contained(BigDecimal gross, BigDecimal percent) {
    return Docs.cents(
        gross.multiply(percent).divide(Docs.HUNDRED.add(percent), SCALE, RoundingMode.HALF_UP));
  }

  /// The part of the document's discount that falls on an amount.
  private static BigDecimal discountOn(Form form, BigDecimal amount) {
    BigDecimal subtotal = form.subtotal();
    return subtotal.signum() == 0
        ? Docs.ZERO
        : form.discount().multiply(amount).divide(subtotal, SCALE, RoundingMode.HALF_UP);
  }

  private static String code(Json.Obj line) {
    return line.optObj("SalesItemLineDetail").flatMap(d -> Docs.ref(d, "TaxCodeRef")).orElse("");
  }

  private static Json.Obj taxLine(Part part) {
    return Json.object()
        .put("Amount", part.tax())
        .put("DetailType", "TaxLineDetail")
        .put(
            "TaxLineDetail",
            Json.object()
                .put("TaxRateRef", Json.object().put("value", part.rate().text("Id")))
                .put("PercentBased", true)
                .put("TaxPercent", part.rate().decimal("RateValue"))
                .put("NetAmountTaxable", Docs.cents(part.net())))
        .build();
  }
}
