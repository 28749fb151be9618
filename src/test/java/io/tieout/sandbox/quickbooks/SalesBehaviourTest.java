package io.tieout.sandbox.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesBehaviourTest {
  private final Shop shop = new Shop();
  private final String customer = shop.customer("Quarry Lane Foods");

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void an_invoice_comes_back_numbered_totalled_and_with_a_subtotal_line() {
    Json.Obj invoice = shop.created("Invoice", Shop.invoice(customer, "250.00", "NON"));
    assertThat(invoice.text("DocNumber")).matches("\\d+");
    assertThat(invoice.decimal("TotalAmt")).isEqualByComparingTo("250");
    assertThat(invoice.decimal("Balance")).isEqualByComparingTo("250");
    assertThat(invoice.text("SyncToken")).isEqualTo("0");
    assertThat(invoice.objects("Line")).hasSize(2);
    assertThat(invoice.objects("Line").getLast().text("DetailType"))
        .isEqualTo("SubTotalLineDetail");
    assertThat(invoice.obj("CustomerRef").text("name")).isEqualTo("Quarry Lane Foods");
    assertThat(invoice.obj("MetaData").text("CreateTime")).isEqualTo("2026-11-22T10:00:00-08:00");
  }

  @Test
  void automated_tax_follows_the_ship_to_state() {
    Json.Obj toTexas =
        Shop.invoice(customer, "100.00", "TAX")
            .with("ShipAddr", Json.parseObj("{\"CountrySubDivisionCode\": \"TX\"}"));
    Json.Obj toOregon =
        Shop.invoice(customer, "100.00", "TAX")
            .with("ShipAddr", Json.parseObj("{\"CountrySubDivisionCode\": \"OR\"}"));
    assertThat(shop.created("Invoice", toTexas).decimal("TotalAmt")).isEqualByComparingTo("106.25");
    assertThat(shop.created("Invoice", toOregon).decimal("TotalAmt")).isEqualByComparingTo("100");
  }

  @Test
  void a_percentage_discount_is_taken_off() {
    Json.Obj discount =
        Json.parseObj(
            """
            {"DetailType": "DiscountLineDetail",
             "DiscountLineDetail": {"PercentBased": true, "DiscountPercent": 10}}
            """);
    Json.Obj invoice =
        Shop.invoice(customer, "50.00", "NON")
            .with("Line", Json.array(List.of(Shop.line("50.00", "NON"), discount)));
    assertThat(shop.created("Invoice", invoice).decimal("TotalAmt")).isEqualByComparingTo("45");
  }

  @Test
  void a_payment_bumps_the_invoice_and_too_much_of_it_stays_unapplied() {
    Json.Obj invoice = shop.created("Invoice", Shop.invoice(customer, "100.00", "NON"));
    Json.Obj payment =
        shop.created(
            "Payment",
            Seeding.payment(invoice, new BigDecimal("130.00"), LocalDate.parse("2026-11-22")));
    assertThat(payment.decimal("UnappliedAmt")).isEqualByComparingTo("30");
    Json.Obj paid = shop.read("Invoice", invoice.text("Id"));
    assertThat(paid.decimal("Balance")).isEqualByComparingTo("0");
    assertThat(paid.text("SyncToken")).isEqualTo("1");
    assertThat(paid.objects("LinkedTxn").getFirst().text("TxnId")).isEqualTo(payment.text("Id"));
    assertThat(shop.post("invoice?operation=void", key(paid)).code()).isEqualTo("6000");
    assertThat(shop.post("invoice?operation=delete", key(invoice)).code()).isEqualTo("5010");
    assertThat(shop.read("Customer", customer).decimal("Balance")).isEqualByComparingTo("-30");
  }

  @Test
  void one_payment_settles_two_invoices_and_its_void_opens_them_again() {
    Json.Obj one = shop.created("Invoice", Shop.invoice(customer, "40.00", "NON"));
    Json.Obj two = shop.created("Invoice", Shop.invoice(customer, "60.00", "NON"));
    Json.Obj payment =
        shop.created(
            "Payment",
            Json.object()
                .put("CustomerRef", Json.object().put("value", customer))
                .put("TotalAmt", 70)
                .put("Line", List.of(link(one, "Invoice", "40"), link(two, "Invoice", "30")))
                .build());
    assertThat(shop.read("Invoice", two.text("Id")).decimal("Balance")).isEqualByComparingTo("30");
    Shop.Reply voided =
        shop.post(
            "payment?operation=update&include=void", key(payment).with("sparse", Json.of(true)));
    assertThat(voided.body().obj("Payment").text("PrivateNote")).startsWith("Voided");
    assertThat(shop.read("Invoice", one.text("Id")).decimal("Balance")).isEqualByComparingTo("40");
    assertThat(shop.read("Invoice", one.text("Id")).list("LinkedTxn")).isEmpty();
  }

  @Test
  void a_credit_is_applied_by_a_payment_of_nothing_and_cannot_be_voided() {
    Json.Obj invoice = shop.created("Invoice", Shop.invoice(customer, "80.00", "NON"));
    Json.Obj credit = shop.created("CreditMemo", Shop.invoice(customer, "50.00", "NON"));
    shop.created(
        "Payment",
        Json.object()
            .put("CustomerRef", Json.object().put("value", customer))
            .put("TotalAmt", 0)
            .put("Line", List.of(link(invoice, "Invoice", "50"), link(credit, "CreditMemo", "50")))
            .build());
    assertThat(shop.read("Invoice", invoice.text("Id")).decimal("Balance"))
        .isEqualByComparingTo("30");
    Json.Obj used = shop.read("CreditMemo", credit.text("Id"));
    assertThat(used.decimal("RemainingCredit")).isEqualByComparingTo("0");
    assertThat(shop.post("creditmemo?operation=void", key(used)).code()).isEqualTo("500");
    assertThat(shop.post("creditmemo?include=void", key(used)).status()).isEqualTo(200);
    assertThat(shop.read("CreditMemo", credit.text("Id"))).isEqualTo(used);
  }

  @Test
  void a_full_update_clears_what_is_left_out_and_a_sparse_one_keeps_it() {
    Json.Obj invoice =
        shop.created(
            "Invoice", Shop.invoice(customer, "10.00", "NON").with("PrivateNote", "deal 7"));
    Json.Obj sparse =
        shop.created(
            "Invoice", key(invoice).with("sparse", Json.of(true)).with("DueDate", "2027-01-31"));
    assertThat(sparse.text("PrivateNote")).isEqualTo("deal 7");
    assertThat(sparse.decimal("TotalAmt")).isEqualByComparingTo("10");
    Json.Obj full =
        shop.created(
            "Invoice",
            Shop.invoice(customer, "20.00", "NON")
                .with("Id", sparse.text("Id"))
                .with("SyncToken", sparse.text("SyncToken")));
    assertThat(full.has("PrivateNote")).isFalse();
    assertThat(full.has("DocNumber")).isFalse();
    assertThat(full.decimal("TotalAmt")).isEqualByComparingTo("20");
  }

  @Test
  void outside_the_us_each_line_is_taxed_by_its_code_and_needs_one() {
    shop.books.change(s -> s.withCountry("CA"));
    Json.Obj bare = Shop.invoice(customer, "100.00", "1");
    Json.Obj line = bare.objects("Line").getFirst();
    Json.Obj untaxed =
        line.with("SalesItemLineDetail", line.obj("SalesItemLineDetail").without("TaxCodeRef"));
    assertThat(shop.post("invoice", bare.with("Line", Json.array(List.of(untaxed)))).code())
        .isEqualTo("6000");
    assertThat(shop.created("Invoice", bare).decimal("TotalAmt")).isEqualByComparingTo("113");
  }

  @Test
  void where_prices_include_tax_the_amount_is_net_and_tax_goes_by_the_sum_of_the_nets() {
    shop.books.change(s -> s.withCountry("GB"));
    List<Json.Obj> lines = List.of(line("10.02", "12.02"), line("10.02", "12.03"));
    Json.Obj made =
        shop.created(
            "Invoice",
            Shop.invoice(customer, "1", "1")
                .with("Line", Json.array(lines))
                .with("GlobalTaxCalculation", "TaxInclusive"));
    // 4.008 of tax is 4.01; by line it would be twice 2.00
    assertThat(made.obj("TxnTaxDetail").decimal("TotalTax")).isEqualByComparingTo("4.01");
    assertThat(made.decimal("TotalAmt")).isEqualByComparingTo("24.05");
    assertThat(made.decimal("Balance")).isEqualByComparingTo("24.05");
    assertThat(grosses(made)).containsExactly("12.02", "12.03");
    Json.Obj bare = Shop.invoice(customer, "83.32", "1");
    Json.Obj untold = shop.created("Invoice", bare.with("GlobalTaxCalculation", "TaxInclusive"));
    assertThat(untold.decimal("TotalAmt")).isEqualByComparingTo("99.98");
    assertThat(grosses(untold)).containsExactly("99.98");
  }

  private static List<String> grosses(Json.Obj invoice) {
    return invoice.objects("Line").stream()
        .flatMap(l -> l.optObj("SalesItemLineDetail").stream())
        .map(d -> d.decimal("TaxInclusiveAmt").toPlainString())
        .toList();
  }

  private static Json.Obj line(String net, String gross) {
    Json.Obj line = Shop.line(net, "1");
    return line.with(
        "SalesItemLineDetail",
        line.obj("SalesItemLineDetail").with("TaxInclusiveAmt", Json.of(new BigDecimal(gross))));
  }

  @Test
  void where_people_number_the_books_give_no_number_unless_asked() {
    shop.books.change(s -> s.withCustomNumbers(true));
    Json.Obj plain = Shop.invoice(customer, "5.00", "NON");
    assertThat(shop.created("Invoice", plain).has("DocNumber")).isFalse();
    Json.Obj asked = shop.created("Invoice", plain.with("DocNumber", "AUTO_GENERATE"));
    assertThat(asked.text("DocNumber")).matches("\\d+");
    Json.Obj again = plain.with("DocNumber", asked.text("DocNumber"));
    assertThat(shop.post("invoice", again).code()).isEqualTo("6140");
    assertThat(shop.post("creditmemo", again).code()).isEqualTo("6140");
    assertThat(shop.post("invoice?include=allowduplicatedocnum", again).status()).isEqualTo(200);
  }

  @Test
  void a_person_may_void_a_paid_invoice_and_the_payment_becomes_a_credit() {
    Json.Obj invoice = shop.created("Invoice", Shop.invoice(customer, "90.00", "NON"));
    String payment = shop.books.recordPayment(invoice.text("Id"), Amounts.exact("USD", "90.00"));
    shop.books.voidTransaction("Invoice", invoice.text("Id"));
    assertThat(shop.read("Payment", payment).decimal("UnappliedAmt")).isEqualByComparingTo("90");
    assertThat(shop.books.invoices().getLast().status()).isEqualTo(InvoiceView.Status.VOIDED);
  }

  @Test
  void journal_entries_must_balance() {
    Json.Obj balanced = journal("100", "100");
    assertThat(shop.created("JournalEntry", balanced).decimal("TotalAmt"))
        .isEqualByComparingTo("100");
    assertThat(shop.post("journalentry", journal("100", "90")).code()).isEqualTo("6000");
  }

  @Test
  void the_seeded_company_has_its_customers_and_its_open_invoices() {
    assertThat(shop.books.documents("Customer")).hasSizeGreaterThan(10);
    assertThat(shop.books.invoices())
        .extracting(InvoiceView::status)
        .contains(InvoiceView.Status.PAID, InvoiceView.Status.OVERDUE);
  }

  private static Json.Obj journal(String debit, String credit) {
    return Json.parseObj(
        """
        {"Line": [
          {"Amount": %s, "DetailType": "JournalEntryLineDetail",
           "JournalEntryLineDetail": {"PostingType": "Debit", "AccountRef": {"value": "8"}}},
          {"Amount": %s, "DetailType": "JournalEntryLineDetail",
           "JournalEntryLineDetail": {"PostingType": "Credit", "AccountRef": {"value": "1"}}}]}
        """
            .formatted(debit, credit));
  }

  private static Json.Obj key(Json.Obj doc) {
    return Json.object().put("Id", doc.text("Id")).put("SyncToken", doc.text("SyncToken")).build();
  }

  private static Json.Obj link(Json.Obj target, String type, String amount) {
    Json.Obj link = Json.object().put("TxnId", target.text("Id")).put("TxnType", type).build();
    return Json.object()
        .put("Amount", new BigDecimal(amount))
        .put("LinkedTxn", List.of(link))
        .build();
  }
}
