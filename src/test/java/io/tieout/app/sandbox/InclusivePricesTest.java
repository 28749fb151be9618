package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.xero.Clerk;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deal whose amount holds the tax is won, approved and paid: the ledger's own invoice comes to
/// the deal's amount, with the tax inside.
class InclusivePricesTest {
  private static final String CARO = "U0CARO";
  private static final String DEAL = "acme-platform";

  private final StringWriter told = new StringWriter();
  private final Checks checks = new Checks(new PrintWriter(told));

  @TempDir private Path keys;

  @Test
  void quickbooks_posts_the_deal_s_amount_with_the_tax_inside() {
    try (Vendors vendors = vendors("quickbooks")) {
      british(vendors);
      try (Sandbox sandbox = sandbox(vendors)) {
        Json.Obj made = posted(sandbox);
        Money amount = amount(vendors, DEAL);
        assertThat(made.text("GlobalTaxCalculation")).isEqualTo("TaxInclusive");
        assertThat(made.decimal("TotalAmt")).isEqualByComparingTo(amount.getAmount());
        assertThat(made.obj("TxnTaxDetail").decimal("TotalTax"))
            .isEqualByComparingTo(inside(amount, "20"));
        List<Json.Obj> lines = sold(made);
        assertThat(sum(lines.stream().map(l -> l.decimal("Amount")).toList()))
            .isEqualByComparingTo(amount.getAmount().subtract(inside(amount, "20")));
        assertThat(
                sum(
                    lines.stream()
                        .map(l -> l.obj("SalesItemLineDetail").decimal("TaxInclusiveAmt"))
                        .toList()))
            .isEqualByComparingTo(amount.getAmount());
        paid(vendors, made.text("Id"), amount);
      }
    }
  }

  @Test
  void xero_posts_the_deal_s_amount_with_the_tax_inside() {
    try (Vendors vendors = vendors("xero")) {
      taxed(((XeroStandIn) vendors.books().getFirst()).clerk());
      try (Sandbox sandbox = sandbox(vendors)) {
        Json.Obj made = posted(sandbox);
        Money amount = amount(vendors, DEAL);
        assertThat(made.text("LineAmountTypes")).isEqualTo("Inclusive");
        assertThat(made.decimal("Total")).isEqualByComparingTo(amount.getAmount());
        List<Money> lines =
            made.objects("LineItems").stream()
                .map(l -> Amounts.exact(amount.getCurrencyUnit(), l.decimal("LineAmount")))
                .toList();
        assertThat(Amounts.sum(amount.getCurrencyUnit(), lines)).isEqualTo(amount);
        assertThat(made.decimal("TotalTax"))
            .isEqualByComparingTo(sum(lines.stream().map(l -> inside(l, "8.25")).toList()));
        assertThat(made.decimal("SubTotal"))
            .isEqualByComparingTo(amount.getAmount().subtract(made.decimal("TotalTax")));
        paid(vendors, made.text("InvoiceID"), amount);
      }
    }
  }

  @Test
  void where_the_tax_cannot_come_out_even_nothing_is_posted_and_a_person_is_told() {
    try (Vendors vendors = vendors("quickbooks")) {
      british(vendors);
      CrmSide crm = vendors.crm();
      String deal = crm.dealId("initech-onboarding");
      crm.editLine(
          crm.lines(deal).getFirst().id(), Map.of(CrmSide.LineField.UNIT_PRICE, "4950.03"));
      int before = vendors.books().getFirst().invoices().size();
      try (Sandbox sandbox = sandbox(vendors)) {
        crm.moveStage(deal, crm.wonStage());
        seen(() -> finding(vendors, "does not come out to the cent"));
        assertThat(sandbox.house().waitingApprovals()).isZero();
        assertThat(vendors.books().getFirst().invoices()).hasSize(before);
      }
    }
  }

  private static Vendors vendors(String ledger) {
    return Vendors.start(
        1, 18, InstantSource.system(), new Vendors.Systems("salesforce", List.of(ledger)));
  }

  private Sandbox sandbox(Vendors vendors) {
    return Sandbox.open(
        vendors,
        TestDatabase.freshAddress(),
        keys,
        OtherBooks.each(book -> book.with(BillingRules.PLAIN.with(Pricing.WITH_TAX))));
  }

  /// Company, customers and products such that sales are domestic and taxed at 20 %.
  private static void british(Vendors vendors) {
    vendors.quickbooks().change(s -> s.withCountry("GB"));
    vendors.quickbooks().documents("Item").stream()
        .filter(i -> i.has("Taxable") && !i.flag("Taxable"))
        .forEach(i ->
            vendors
                .quickbooks()
                .edit("Item", i.text("Id"), Json.object().put("Taxable", true).build()));
    Json.Obj country =
        Json.object().put("BillingCountry", "GB").put("ShippingCountry", "GB").build();
    for (String deal : List.of(DEAL, "initech-onboarding")) {
      String id = vendors.crm().dealId(deal);
      vendors
          .salesforce()
          .edit(
              "Account",
              vendors.salesforce().record("Opportunity", id).orElseThrow().text("AccountId"),
              country);
    }
  }

  /// Everything that is sold is taxed.
  private static void taxed(Clerk clerk) {
    for (Json.Obj item : clerk.documents("Items")) {
      Json.Obj sales = item.obj("SalesDetails").with("TaxType", "OUTPUT");
      clerk.edit("Items", item.text("ItemID"), Json.object().put("SalesDetails", sales).build());
    }
  }

  /// Wins the deal, approves the card, and gives the invoice as the ledger itself has it.
  private Json.Obj posted(Sandbox sandbox) {
    Vendors vendors = sandbox.vendors();
    CrmSide crm = vendors.crm();
    BooksSide books = vendors.books().getFirst();
    SlackReader slack = new SlackReader(vendors.slack());
    String deal = crm.dealId(DEAL);
    String name = crm.deal(deal).name();
    String amount = Amounts.text(amount(vendors, DEAL));
    crm.moveStage(deal, crm.wonStage());
    Json.Obj card =
        seen(() ->
            slack
                .card(CARO, name, "Approval needed")
                .filter(c -> SlackReader.hasAction(c, "approve")));
    assertThat(SlackReader.textOf(card))
        .contains(amount + "*, tax included", "Total, prices include tax", "Sales tax inside");
    vendors
        .slack()
        .click(CARO, slack.financeChannel(), card.text("ts"), "approve", Optional.empty());
    seen(() -> slack.card(CARO, name, "Invoice posted"));
    List<String> made = books.invoicesMadeByApi();
    assertThat(made).hasSize(1);
    DealView.Finance shown =
        seen(
            () -> Optional.of(crm.deal(deal).finance()).filter(f -> f.invoiceAmount().isPresent()));
    assertThat(shown.invoiceAmount().orElseThrow())
        .isEqualByComparingTo(amount(vendors, DEAL).getAmount());
    return books.invoiceDocument(made.getFirst());
  }

  private void paid(Vendors vendors, String invoiceId, Money amount) {
    BooksSide books = vendors.books().getFirst();
    CrmSide crm = vendors.crm();
    String deal = crm.dealId(DEAL);
    books.recordPayment(invoiceId, amount);
    seen(() -> crm.deal(deal).finance().paymentStatus().filter("Paid"::equals));
    assertThat(
            books.invoices().stream()
                .filter(i -> i.id().equals(invoiceId))
                .findFirst()
                .orElseThrow())
        .satisfies(i -> assertThat(i.status()).isEqualTo(InvoiceView.Status.PAID));
  }

  private static Optional<Json.Obj> finding(Vendors vendors, String words) {
    String channel = new SlackReader(vendors.slack()).financeChannel();
    return vendors.slack().messages(CARO, channel).stream()
        .filter(m -> SlackReader.textOf(m).contains(words))
        .findFirst();
  }

  private <T> T seen(Supplier<Optional<T>> look) {
    return checks
        .within("it is there", look)
        .orElseThrow(() -> new AssertionError("waited in vain\n" + told));
  }

  private static Money amount(Vendors vendors, String deal) {
    return vendors.crm().deal(vendors.crm().dealId(deal)).amount().orElseThrow();
  }

  private static BigDecimal inside(Money amount, String percent) {
    BigDecimal rate = new BigDecimal(percent);
    return amount
        .getAmount()
        .multiply(rate)
        .divide(rate.add(BigDecimal.valueOf(100)), 2, RoundingMode.HALF_UP);
  }

  private static List<Json.Obj> sold(Json.Obj invoice) {
    return invoice.objects("Line").stream().filter(l -> l.has("SalesItemLineDetail")).toList();
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
