package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An invoice draft as the body that creates it in Xero.
///
/// No tax amount is ever sent: Xero computes tax line by line, and the read-back shows what it made
/// of it. The number is left to Xero, and so is the exchange rate. Addresses, e-mail, terms and the
/// days of service have no place on a Xero invoice: it prints its contact's address, and its due
/// date says when to pay.
final class InvoiceBody {
  private static final Pattern PURCHASE_ORDER = Pattern.compile("(?:^|· )(PO [^·]+?)(?= ·|$)");
  private static final int CENTS = 2;

  private final XeroSettings settings;
  private final Book book;
  private final Set<String> accountless;

  /// @param accountless codes of items that name no sales account themselves
  InvoiceBody(XeroSettings settings, Book book, Set<String> accountless) {
    this.settings = settings;
    this.book = book;
    this.accountless = Set.copyOf(accountless);
  }

  /// @param status `AUTHORISED` posts it, `DRAFT` does not
  Json.Obj of(String customerId, InvoiceDraft draft, String status) {
    checkCurrency(draft);
    JsonObjBuilder out =
        Json.object()
            .put("Type", "ACCREC")
            .put("Status", status)
            .put("Contact", Json.object().put("ContactID", customerId))
            .put("Date", draft.issued().toString())
            .put("DueDate", draft.due().toString())
            .put("CurrencyCode", draft.currency().getCode())
            .put("LineAmountTypes", amounts(draft.pricing()))
            .put("Url", Marks.link(draft.billedAt(), settings.markBase(), draft.mark()));
    out.putText("Reference", draft.memo().map(InvoiceBody::reference).filter(r -> !r.isEmpty()));
    out.putText("BrandingThemeID", settings.brandingTheme());
    return out.put("LineItems", lines(draft.lines())).build();
  }

  private void checkCurrency(InvoiceDraft draft) {
    if (draft.currency().getDecimalPlaces() > CENTS) {
      throw Limits.refused(
          "CurrencyCode",
          "CURRENCY",
          "%s has %d decimals and Xero keeps two; bill in another currency"
              .formatted(draft.currency(), draft.currency().getDecimalPlaces()));
    }
    if (!book.currencies().contains(draft.currency())) {
      throw Limits.refused(
          "CurrencyCode",
          "CURRENCY",
          "currency %s is not enabled in '%s'; add the currency in Xero, or bill in %s"
              .formatted(draft.currency(), book.name(), book.home()));
    }
  }

  private String amounts(InvoiceDraft.Pricing pricing) {
    if (book.taxRegime() == Book.TaxRegime.NONE) {
      return "NoTax";
    }
    return switch (pricing) {
      case BEFORE_TAX -> "Exclusive";
      case WITH_TAX -> "Inclusive";
    };
  }

  /// The customer's purchase order is what they look for; without one, the memo as far as it fits.
  static String reference(String memo) {
    String line =
        Arrays.stream(memo.split("\\s+")).reduce((a, b) -> a + " " + b).orElse("").strip();
    Matcher order = PURCHASE_ORDER.matcher(line);
    String wanted =
        order.find() && order.group(1).length() <= Limits.REFERENCE ? order.group(1) : line;
    return wanted.length() <= Limits.REFERENCE
        ? wanted
        : wanted.substring(0, Limits.REFERENCE - 1).strip() + "…";
  }

  private List<Json.Obj> lines(List<InvoiceLine> lines) {
    if (lines.isEmpty()) {
      throw Limits.refused(
          "LineItems", "LINES", "the invoice has no line; an invoice needs at least one");
    }
    List<Json.Obj> out = new ArrayList<>();
    for (InvoiceLine line : lines) {
      String at = "LineItems[%d]".formatted(out.size() + 1);
      boolean remark = line.itemId().isEmpty() && line.amount().isZero();
      out.add(remark ? remark(at, line) : sale(at, line));
    }
    return out;
  }

  private Json.Obj sale(String at, InvoiceLine line) {
    Optional<String> account =
        settings.salesAccount().filter(_ -> line.itemId().map(accountless::contains).orElse(true));
    if (line.itemId().isEmpty() && account.isEmpty()) {
      throw Limits.refused(
          at + ".ItemCode",
          "ITEM_CODE",
          "%s ('%s') names no item; map the product to an item, or set salesAccount for such lines"
              .formatted(at, line.description()));
    }
    boolean taxed = book.taxRegime() == Book.TaxRegime.PER_LINE;
    if (taxed && line.taxCodeId().isEmpty()) {
      throw Limits.refused(
          at + ".TaxType",
          "TAX_TYPE",
          "%s has no tax rate, and '%s' wants one on every line; choose a tax rate"
              .formatted(at, book.name()));
    }
    checkProduct(at, line);
    LineAmounts amounts = LineAmounts.of(line);
    Limits.check(at + ".Description", amounts.description(), Limits.LINE_DESCRIPTION);
    JsonObjBuilder out = Json.object();
    out.putText("ItemCode", line.itemId());
    out.putText("AccountCode", account);
    return out.put("Description", amounts.description())
        .put("Quantity", amounts.quantity())
        .put("UnitAmount", amounts.unitPrice())
        .put("LineAmount", line.amount())
        .putText("TaxType", line.taxCodeId().filter(_ -> taxed))
        .build();
  }

  private static void checkProduct(String at, InvoiceLine line) {
    BigDecimal product = line.quantity().multiply(line.unitPrice());
    if (!Amounts.roundedHalfUp(line.amount().getCurrencyUnit(), product).isEqual(line.amount())) {
      throw Limits.refused(
          at + ".LineAmount",
          "LINE_AMOUNT",
          "%s ('%s') is %s x %s, which is not its amount %s; correct the line"
              .formatted(
                  at,
                  line.description(),
                  Amounts.plain(line.quantity()),
                  Amounts.plain(line.unitPrice()),
                  Amounts.text(line.amount())));
    }
  }

  private static Json.Obj remark(String at, InvoiceLine line) {
    Limits.check(at + ".Description", line.description(), Limits.LINE_DESCRIPTION);
    return Json.object().put("Description", line.description()).build();
  }
}
