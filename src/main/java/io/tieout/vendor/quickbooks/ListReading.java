package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.ledger.Term;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// QuickBooks' payments, items, terms and tax codes as our records.
final class ListReading {
  private static final Set<String> SELLABLE = Set.of("Service", "NonInventory", "Inventory");

  private ListReading() {}

  /// A payment settles one invoice a line. Lines that draw on a credit memo or a journal entry are
  /// the other side of an application and settle no invoice themselves.
  static Payment payment(Json.Obj in, CurrencyUnit home) {
    CurrencyUnit currency = Fields.currency(in, home);
    List<Payment.Application> applications =
        in.objects("Line").stream()
            .flatMap(line ->
                line.objects("LinkedTxn").stream()
                    .filter(t -> t.text("TxnType").equals("Invoice"))
                    .map(t ->
                        new Payment.Application(
                            t.text("TxnId"), Fields.money(line, "Amount", currency))))
            .toList();
    return new Payment(
        in.text("Id"),
        in.obj("CustomerRef").text("value"),
        LocalDate.parse(in.text("TxnDate")),
        Fields.moneyOrZero(in, "TotalAmt", currency),
        Fields.moneyOrZero(in, "UnappliedAmt", currency),
        applications,
        Fields.text(in, "PaymentRefNum"),
        Fields.changedAt(in),
        in.text("SyncToken"));
  }

  /// What a credit memo settles is not written on it: QuickBooks applies it by a payment of nothing
  /// that names the invoices.
  static CreditNote creditNote(Json.Obj in, CurrencyUnit home, URI appBase) {
    CurrencyUnit currency = Fields.currency(in, home);
    Money total = Fields.money(in, "TotalAmt", currency);
    String id = in.text("Id");
    return new CreditNote(
        id,
        Fields.text(in, "DocNumber"),
        in.obj("CustomerRef").text("value"),
        LocalDate.parse(in.text("TxnDate")),
        total,
        Fields.moneyOrZero(in, "Balance", currency),
        List.of(),
        InvoiceReading.status(total, Fields.text(in, "PrivateNote")),
        Fields.changedAt(in),
        in.text("SyncToken"),
        appBase + "/app/creditmemo?txnId=" + id);
  }

  /// Categories and bundles cannot stand on a line of ours.
  static Item item(Json.Obj in) {
    return new Item(
        in.text("Id"),
        in.text("Name"),
        Fields.text(in, "Sku"),
        Fields.text(in, "Description"),
        in.optText("Type").filter(SELLABLE::contains).isPresent(),
        in.flag("Taxable"),
        active(in),
        in.text("SyncToken"));
  }

  /// Empty for terms by day of the month, which a number of days cannot express.
  static Optional<Term> term(Json.Obj in) {
    return in.optDecimal("DueDays")
        .map(days ->
            new Term(
                in.text("Id"),
                in.text("Name"),
                days.intValueExact(),
                active(in),
                in.text("SyncToken")));
  }

  /// @param rates percent by the tax rate's id
  static TaxCode taxCode(Json.Obj in, Map<String, BigDecimal> rates) {
    List<BigDecimal> sales = salesRates(in, rates);
    return new TaxCode(
        in.text("Id"),
        in.text("Name"),
        Fields.text(in, "Description"),
        in.flag("Taxable"),
        sales.isEmpty()
            ? Optional.empty()
            : Optional.of(sales.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
        sales,
        active(in),
        in.optText("SyncToken").orElse("0"));
  }

  static Map.Entry<String, BigDecimal> rate(Json.Obj in) {
    return Map.entry(in.text("Id"), in.optDecimal("RateValue").orElse(BigDecimal.ZERO));
  }

  /// The sales rates; none when the code names none, one we do not know, or a tax on a tax, which
  /// does not add up.
  private static List<BigDecimal> salesRates(Json.Obj code, Map<String, BigDecimal> rates) {
    List<BigDecimal> found = new ArrayList<>();
    for (Json.Obj detail :
        code.optObj("SalesTaxRateList").map(l -> l.objects("TaxRateDetail")).orElse(List.of())) {
      BigDecimal rate = Fields.ref(detail, "TaxRateRef").map(rates::get).orElse(null);
      boolean onAmount =
          detail.optText("TaxTypeApplicable").orElse("TaxOnAmount").equals("TaxOnAmount");
      if (rate == null || !onAmount) {
        return List.of();
      }
      found.add(rate);
    }
    return List.copyOf(found);
  }

  private static boolean active(Json.Obj in) {
    return !in.has("Active") || in.flag("Active");
  }
}
