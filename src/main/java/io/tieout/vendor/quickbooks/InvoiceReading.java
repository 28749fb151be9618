package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// QuickBooks' invoice JSON as our record.
///
/// QuickBooks adds a subtotal line to what it returns: it is left out. A discount is a line of its
/// own with a positive amount that subtracts; here it becomes a line with a negative amount and no
/// item, so that the lines sum to `net`. Bundles are opened into the lines they hold. `net` is the
/// total less the tax. Where prices hold tax, a line's `Amount` and `UnitPrice` are net all the
/// same; here it is told with its tax, so that the lines sum to `total`. The address is the
/// accountant's page, not the customer's payment link.
final class InvoiceReading {
  private static final int PRICE_DECIMALS = 7;

  private InvoiceReading() {}

  static Invoice read(Json.Obj in, CurrencyUnit home, URI appBase) {
    String id = in.text("Id");
    CurrencyUnit currency = Fields.currency(in, home);
    LocalDate issued = LocalDate.parse(in.text("TxnDate"));
    Money total = Fields.money(in, "TotalAmt", currency);
    Money tax =
        in.optObj("TxnTaxDetail")
            .map(t -> Fields.moneyOrZero(t, "TotalTax", currency))
            .orElse(Money.zero(currency));
    Optional<String> note = Fields.text(in, "PrivateNote");
    String customerId = in.obj("CustomerRef").text("value");
    boolean inclusive = in.optText("GlobalTaxCalculation").orElse("").equals("TaxInclusive");
    return new Invoice(
        id,
        Fields.text(in, "DocNumber"),
        customerId,
        Fields.refName(in, "CustomerRef").orElse(customerId),
        issued,
        Fields.date(in, "DueDate").orElse(issued),
        Fields.ref(in, "SalesTermRef"),
        currency,
        in.objects("Line").stream().flatMap(l -> lines(l, currency, inclusive)).toList(),
        total.minus(tax),
        tax,
        total,
        Fields.moneyOrZero(in, "Balance", currency),
        status(total, note),
        note,
        Fields.changedAt(in),
        in.text("SyncToken"),
        appBase + "/app/invoice?txnId=" + id);
  }

  /// QuickBooks keeps no drafts. A voided invoice is one of nothing whose note says so.
  static Invoice.Status status(Money total, Optional<String> note) {
    return total.isZero() && note.filter(n -> n.startsWith("Voided")).isPresent()
        ? Invoice.Status.VOIDED
        : Invoice.Status.POSTED;
  }

  private static Stream<InvoiceLine> lines(
      Json.Obj line, CurrencyUnit currency, boolean inclusive) {
    return switch (line.text("DetailType")) {
      case "SalesItemLineDetail" ->
          Stream.of(inclusive ? gross(line, currency) : sale(line, currency));
      case "DiscountLineDetail" -> Stream.of(discount(line, currency));
      case "DescriptionOnly" -> Stream.of(remark(line, currency));
      case "GroupLineDetail" ->
          line.obj("GroupLineDetail").objects("Line").stream()
              .flatMap(l -> lines(l, currency, inclusive));
      // Subtotals and whatever else QuickBooks derives; vendors' text is open, so this set is too.
      default -> Stream.empty();
    };
  }

  private static InvoiceLine sale(Json.Obj line, CurrencyUnit currency) {
    Json.Obj detail = line.obj("SalesItemLineDetail");
    Money amount = Fields.moneyOrZero(line, "Amount", currency);
    Optional<BigDecimal> unitPrice = detail.optDecimal("UnitPrice");
    // Without a unit price the amount is all there is, whatever the quantity says.
    BigDecimal quantity = unitPrice.flatMap(_ -> detail.optDecimal("Qty")).orElse(BigDecimal.ONE);
    return new InvoiceLine(
        Fields.ref(detail, "ItemRef"),
        line.optText("Description").orElse(""),
        quantity,
        unitPrice.orElse(amount.getAmount()),
        amount,
        Fields.ref(detail, "TaxCodeRef"),
        Fields.date(detail, "ServiceDate"));
  }

  /// The price with tax is not told; it is what one of the quantity costs.
  private static InvoiceLine gross(Json.Obj line, CurrencyUnit currency) {
    InvoiceLine net = sale(line, currency);
    Money amount = Fields.moneyOrZero(line.obj("SalesItemLineDetail"), "TaxInclusiveAmt", currency);
    if (amount.isZero() || net.quantity().signum() == 0) {
      return net;
    }
    BigDecimal price =
        amount.getAmount().divide(net.quantity(), PRICE_DECIMALS, RoundingMode.HALF_UP);
    return new InvoiceLine(
        net.itemId(),
        net.description(),
        net.quantity(),
        new BigDecimal(Amounts.plain(price)),
        amount,
        net.taxCodeId(),
        net.serviceDate());
  }

  private static InvoiceLine discount(Json.Obj line, CurrencyUnit currency) {
    Money off = Fields.moneyOrZero(line, "Amount", currency).negated();
    Optional<Json.Obj> detail = line.optObj("DiscountLineDetail");
    String wording =
        detail
            .filter(d -> d.flag("PercentBased"))
            .flatMap(d -> d.optDecimal("DiscountPercent"))
            .map(p -> "Discount " + Amounts.plain(p) + " %")
            .orElse("Discount");
    return new InvoiceLine(
        Optional.empty(),
        Fields.text(line, "Description").orElse(wording),
        BigDecimal.ONE,
        off.getAmount(),
        off,
        detail.flatMap(d -> Fields.ref(d, "TaxCodeRef")),
        Optional.empty());
  }

  private static InvoiceLine remark(Json.Obj line, CurrencyUnit currency) {
    return new InvoiceLine(
        Optional.empty(),
        line.optText("Description").orElse(""),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Money.zero(currency),
        Optional.empty(),
        Optional.empty());
  }
}
