package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// An invoice draft as the body that creates it in QuickBooks.
///
/// No tax amount is ever sent: the book computes its tax and the read-back shows what it made of
/// it. `EmailStatus` is `NotSet`: sending to the customer is another step. The exchange rate is
/// left to QuickBooks, which takes the rate of the invoice's day.
final class InvoiceBody {
  /// QuickBooks itself shows prices before tax so in invoices whose prices hold it.
  private static final int PRICE_DECIMALS = 7;

  private InvoiceBody() {}

  static Json.Obj of(String customerId, InvoiceDraft draft, Book book) {
    Limits.checkCurrency(draft.currency(), book);
    checkPricing(draft, book);
    Limits.check("PrivateNote", draft.mark(), Limits.PRIVATE_NOTE);
    draft.memo().ifPresent(m -> Limits.check("CustomerMemo", m, Limits.CUSTOMER_MEMO));
    JsonObjBuilder out = Json.object().put("CustomerRef", Fields.toRef(customerId));
    if (book.ownNumbers()) {
      // With custom transaction numbers on, an invoice without this stays without a number.
      out.put("DocNumber", "AUTO_GENERATE");
    }
    out.put("TxnDate", draft.issued().toString()).put("DueDate", draft.due().toString());
    out.putJson("SalesTermRef", draft.termId().map(Fields::toRef));
    if (book.multicurrency()) {
      out.put("CurrencyRef", Fields.toRef(draft.currency().getCode()));
    }
    globalTax(draft, book).ifPresent(mode -> out.put("GlobalTaxCalculation", mode));
    out.put("Line", lines(draft, book));
    draft.email().ifPresent(e -> out.put("BillEmail", Json.object().put("Address", e)));
    out.put("EmailStatus", "NotSet");
    out.putJson("BillAddr", Fields.toAddress(draft.billing()));
    out.putJson("ShipAddr", Fields.toAddress(draft.shipping()));
    draft.memo().ifPresent(m -> out.put("CustomerMemo", Json.object().put("value", m)));
    return out.put("PrivateNote", draft.mark()).build();
  }

  /// With a number that is not for QuickBooks to give. It takes one only with custom transaction
  /// numbers on.
  static Json.Obj numbered(Json.Obj body, String number, Book book) {
    if (!book.ownNumbers()) {
      throw refused(
          "DocNumber",
          "number %s cannot be given while QuickBooks numbers invoices itself; turn on 'Custom transaction numbers' in Account and settings, Sales, Sales form content"
              .formatted(number));
    }
    Limits.check("DocNumber", number, Limits.DOC_NUMBER);
    return body.with("DocNumber", number);
  }

  /// In the United States tax always comes on top.
  private static void checkPricing(InvoiceDraft draft, Book book) {
    if (draft.pricing() == Pricing.WITH_TAX && book.american()) {
      throw refused(
          "GlobalTaxCalculation",
          "the prices hold the tax, and '%s' is a United States company, where tax comes on top; give the prices before tax"
              .formatted(book.name()));
    }
  }

  /// Outside the United States the invoice must say how its line amounts relate to tax.
  private static Optional<String> globalTax(InvoiceDraft draft, Book book) {
    return switch (book.taxRegime()) {
      case PER_LINE ->
          Optional.of(draft.pricing() == Pricing.WITH_TAX ? "TaxInclusive" : "TaxExcluded");
      case NONE -> Optional.of("NotApplicable").filter(_ -> !book.country().equals("US"));
      case US_AUTOMATED, US_BY_CODE -> Optional.empty();
    };
  }

  private static List<Json.Obj> lines(InvoiceDraft draft, Book book) {
    if (draft.lines().isEmpty()) {
      throw refused("Line", "the invoice has no line; an invoice needs at least one");
    }
    List<Json.Obj> out = new ArrayList<>();
    boolean inclusive =
        draft.pricing() == Pricing.WITH_TAX && book.taxRegime() == Book.TaxRegime.PER_LINE;
    for (InvoiceLine line : draft.lines()) {
      String at = "Line[%d]".formatted(out.size() + 1);
      Limits.check(at + ".Description", line.description(), Limits.LINE_DESCRIPTION);
      if (line.itemId().isEmpty()) {
        out.add(remark(at, line));
      } else {
        out.add(inclusive ? inclusive(at, line, sale(at, line, book)) : sale(at, line, book));
      }
    }
    return out;
  }

  private static Json.Obj sale(String at, InvoiceLine line, Book book) {
    if (book.taxRegime() == Book.TaxRegime.PER_LINE && line.taxCodeId().isEmpty()) {
      throw refused(
          at + ".TaxCodeRef",
          "%s has no tax code, and the book '%s' wants one on every line; choose a tax code"
              .formatted(at, book.name()));
    }
    JsonObjBuilder detail = Json.object();
    detail.putJson("ItemRef", line.itemId().map(Fields::toRef));
    detail.put("Qty", line.quantity()).put("UnitPrice", line.unitPrice());
    detail.putJson("TaxCodeRef", line.taxCodeId().map(Fields::toRef));
    detail.putText("ServiceDate", line.serviceDate().map(Object::toString));
    return Json.object()
        .put("DetailType", "SalesItemLineDetail")
        .put("Amount", line.amount())
        .put("Description", line.description())
        .put("SalesItemLineDetail", detail)
        .build();
  }

  /// The line with its net amount, which `Amount` and `UnitPrice` are in QuickBooks even so; only
  /// `TaxInclusiveAmt` holds the tax. Nets are such that QuickBooks finds the same tax again,
  /// whether or not it looks at `TaxInclusiveAmt` when an invoice comes by the API.
  private static Json.Obj inclusive(String at, InvoiceLine line, Json.Obj sale) {
    Money net =
        line.taxInside()
            .map(line.amount()::minus)
            .orElseThrow(() ->
                refused(
                    at + ".TaxInclusiveAmt",
                    "%s ('%s') does not tell the tax inside its amount; draft the invoice anew"
                        .formatted(at, line.description())));
    BigDecimal price =
        line.quantity().signum() == 0
            ? net.getAmount()
            : net.getAmount().divide(line.quantity(), PRICE_DECIMALS, RoundingMode.HALF_UP);
    Money product = Amounts.roundedHalfUp(net.getCurrencyUnit(), line.quantity().multiply(price));
    if (!product.equals(net)) {
      throw refused(
          at + ".UnitPrice",
          "%s ('%s'): no price before tax gives %s for %s; sell it once for its amount"
              .formatted(
                  at, line.description(), Amounts.text(net), Amounts.plain(line.quantity())));
    }
    Json.Obj detail =
        sale.obj("SalesItemLineDetail")
            .with("UnitPrice", Json.of(new BigDecimal(Amounts.plain(price))))
            .with("TaxInclusiveAmt", Json.of(line.amount().getAmount()));
    return sale.with("Amount", Json.of(net.getAmount())).with("SalesItemLineDetail", detail);
  }

  /// A line without an item may only be a remark: QuickBooks would silently book an amount to the
  /// company's default item.
  private static Json.Obj remark(String at, InvoiceLine line) {
    if (!line.amount().isZero()) {
      throw refused(
          at + ".ItemRef",
          "%s ('%s') names no QuickBooks item; map the product to an item first"
              .formatted(at, line.description()));
    }
    return Json.object()
        .put("DetailType", "DescriptionOnly")
        .put("Description", line.description())
        .put("DescriptionLineDetail", Json.object())
        .build();
  }

  private static RuntimeException refused(String field, String message) {
    return new Fault.Refused(message, "6000", Optional.of(field)).asException();
  }
}
