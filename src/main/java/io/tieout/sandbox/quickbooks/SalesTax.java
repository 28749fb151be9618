package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out a sales form's tax: automated by the ship-to state in the US, by each line's tax code
/// elsewhere. Outside the US every line is rounded by itself, so totals can differ by cents from
/// the rate on the sum. Where prices include tax, `Amount` is net nevertheless and the tax comes by
/// each rate on the sum of the nets; a `TaxInclusiveAmt` that says otherwise does not count. (The
/// product's own pages go by the gross instead; what the API does with one that is sent is not
/// documented, so the stand-in takes the answer that is hardest on its caller.)
final class SalesTax {
  private static final int SCALE = 12;
  private static final BigDecimal LEEWAY = new BigDecimal("0.05");

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

    Part onSum() {
      return new Part(rate, net, Docs.share(net, rate.decimal("RateValue")));
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
    boolean inclusive = inclusive(form.doc());
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Json.Obj line : form.lines()) {
      BigDecimal amount = Docs.amount(line, "Amount");
      BigDecimal net = amount.subtract(discountOn(form, amount));
      for (Json.Obj rate : ratesOf(code(line))) {
        Part old = parts.getOrDefault(rate.text("Id"), new Part(rate, Docs.ZERO, Docs.ZERO));
        BigDecimal tax = inclusive ? Docs.ZERO : Docs.share(net, rate.decimal("RateValue"));
        parts.put(rate.text("Id"), old.plus(net, tax));
      }
    }
    return parts.values().stream().map(p -> inclusive ? p.onSum() : p).toList();
  }

  static boolean inclusive(Json.Obj doc) {
    return doc.optText("GlobalTaxCalculation").orElse("").equals("TaxInclusive");
  }

  /// A line with its tax, as the books tell it of forms whose prices include tax. What was sent is
  /// kept unless it cannot be this line's.
  Json.Obj withGross(Json.Obj line) {
    Json.Obj detail = line.obj("SalesItemLineDetail");
    BigDecimal net = Docs.amount(line, "Amount");
    BigDecimal tax =
        Docs.sum(
            ratesOf(code(line)).stream()
                .map(rate -> Docs.share(net, rate.decimal("RateValue")))
                .toList());
    BigDecimal gross = net.add(tax);
    boolean kept =
        detail
            .optDecimal("TaxInclusiveAmt")
            .filter(sent -> sent.subtract(gross).abs().compareTo(LEEWAY) <= 0)
            .isPresent();
    return kept
        ? line
        : line.with("SalesItemLineDetail", detail.with("TaxInclusiveAmt", Json.of(gross)));
  }

  private List<Json.Obj> ratesOf(String code) {
    return books.find(Kind.TAX_CODE, code).flatMap(c -> c.optObj("SalesTaxRateList")).stream()
        .flatMap(l -> l.objects("TaxRateDetail").stream())
        .flatMap(d -> Docs.ref(d, "TaxRateRef").stream())
        .flatMap(id -> books.find(Kind.TAX_RATE, id).stream())
        .toList();
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
