package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.LedgerChange;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.ledger.Term;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickBooksReadingTest {
  private final CannedQuickBooks canned = new CannedQuickBooks(2);

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void an_invoice_is_read_with_discount_as_a_negative_line_and_without_the_subtotal() {
    canned.on("GET", "invoice/145", "{\"Invoice\":" + Samples.INVOICE + "}");
    Invoice invoice = canned.ledger.invoice("145").orElseThrow();
    assertThat(invoice.number()).contains("1045");
    assertThat(invoice.lines())
        .extracting(InvoiceLine::amount)
        .containsExactly(Amounts.exact("USD", "50"), Amounts.exact("USD", "-5"));
    assertThat(invoice.lines().getFirst().serviceDate()).contains(LocalDate.of(2026, 11, 1));
    assertThat(invoice.lines().getLast().description()).isEqualTo("Discount 10 %");
    assertThat(invoice.net()).isEqualTo(Amounts.exact("USD", "45"));
    assertThat(invoice.tax()).isEqualTo(Amounts.exact("USD", "3.60"));
    assertThat(invoice.total()).isEqualTo(Amounts.exact("USD", "48.60"));
    assertThat(invoice.balance()).isEqualTo(Amounts.exact("USD", "20.10"));
    assertThat(invoice.voided()).isFalse();
    assertThat(invoice.bears(Samples.MARK)).isTrue();
    assertThat(invoice.changedAt()).isEqualTo(Instant.parse("2026-11-03T17:30:00Z"));
    assertThat(invoice.version()).isEqualTo("2");
    assertThat(invoice.url()).isEqualTo("https://app.qbo.intuit.com/app/invoice?txnId=145");
  }

  @Test
  void a_voided_invoice_is_known_by_its_amount_and_note() {
    canned.on(
        "GET",
        "invoice/9",
        """
        {"Invoice":{"Id":"9","SyncToken":"1","TxnDate":"2026-11-02","CustomerRef":{"value":"58"},
         "MetaData":{"LastUpdatedTime":"2026-11-03T09:30:00-08:00"},"Line":[],"TotalAmt":0,
         "PrivateNote":"Voided - tieout:x"}}\
        """);
    Invoice invoice = canned.ledger.invoice("9").orElseThrow();
    assertThat(invoice.voided()).isTrue();
    assertThat(invoice.due()).isEqualTo(LocalDate.of(2026, 11, 2));
    assertThat(invoice.currency().getCode()).isEqualTo("USD");
  }

  @Test
  void what_is_not_there_is_empty_and_what_is_misshapen_is_broken() {
    assertThat(canned.ledger.invoice("404")).isEmpty();
    canned.on(
        "GET", "invoice/1", "{\"Invoice\":{\"Id\":\"1\",\"CurrencyRef\":{\"value\":\"USD\"}}}");
    assertThatThrownBy(() -> canned.ledger.invoice("1"))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> {
              assertThat(e.fault()).isInstanceOf(Fault.Broken.class);
              assertThat(e).hasMessageContaining("TxnDate");
            });
  }

  @Test
  void the_book_tells_closing_date_currency_numbers_tax_and_terms() {
    var book = canned.ledger.book();
    assertThat(book.id()).isEqualTo("main");
    assertThat(book.name()).isEqualTo("Northlight Software");
    assertThat(book.closedThrough()).contains(LocalDate.of(2026, 9, 30));
    assertThat(book.home().getCode()).isEqualTo("USD");
    assertThat(book.multicurrency()).isFalse();
    assertThat(book.ownNumbers()).isFalse();
    assertThat(book.taxRegime()).isEqualTo(TaxRegime.US_AUTOMATED);
    assertThat(book.defaultTermId()).contains("3");
    assertThat(book.version()).isEqualTo("7.2");
  }

  @Test
  void names_are_found_in_any_case_inactive_ones_too_over_all_pages() {
    canned.rows(
        "Customer",
        customer("1", "Other", "ACME", true),
        customer("2", "Nobody", "", true),
        customer("3", "Zed", "", true),
        customer("4", "acme (deleted)", "", false));
    canned.rows("Vendor", customer("8", "Paper Mill", "", true));
    canned.rows("Employee", customer("9", "Acme", "", true));
    assertThat(canned.ledger.customersNamed(" Acme "))
        .extracting(Customer::id)
        .containsExactly("1", "4");
    assertThat(canned.statements())
        .containsExactly(
            "SELECT * FROM Customer WHERE Active IN (true, false) ORDERBY Id STARTPOSITION 1 MAXRESULTS 2",
            "SELECT * FROM Customer WHERE Active IN (true, false) ORDERBY Id STARTPOSITION 3 MAXRESULTS 2",
            "SELECT * FROM Customer WHERE Active IN (true, false) ORDERBY Id STARTPOSITION 5 MAXRESULTS 2");
    assertThat(canned.ledger.otherHolderOfName("ACME")).contains("employee");
    assertThat(canned.ledger.otherHolderOfName("paper mill")).contains("vendor");
    assertThat(canned.ledger.otherHolderOfName("Zed")).isEmpty();
  }

  @Test
  void values_in_queries_cannot_end_their_quotes() {
    canned.rows("Invoice");
    assertThat(canned.ledger.invoiceNumbered("O'Neil\\' OR '1'='1")).isEmpty();
    assertThat(canned.statements().getFirst())
        .contains("DocNumber = 'O\\'Neil\\\\\\' OR \\'1\\'=\\'1'");
  }

  @Test
  void a_number_on_two_invoices_is_told_not_guessed() {
    canned.rows("Invoice", Samples.INVOICE, Samples.INVOICE.replace("\"145\"", "\"146\""));
    assertThatThrownBy(() -> canned.ledger.invoiceNumbered("1045"))
        .hasMessageContaining("DocNumber '1045'")
        .hasMessageContaining("145, 146");
  }

  @Test
  void items_terms_and_tax_codes_are_read() {
    canned.rows(
        "Item",
        "{\"Id\":\"5\",\"Name\":\"Seats\",\"Sku\":\"S-1\",\"Type\":\"Service\",\"Taxable\":true,\"Active\":true,\"SyncToken\":\"0\"}",
        "{\"Id\":\"6\",\"Name\":\"Cat\",\"Type\":\"Category\",\"Active\":true,\"SyncToken\":\"0\"}");
    canned.rows(
        "Term",
        "{\"Id\":\"3\",\"Name\":\"Net 30\",\"DueDays\":30,\"Active\":true,\"SyncToken\":\"0\"}",
        "{\"Id\":\"4\",\"Name\":\"On the 15th\",\"DayOfMonthDue\":15,\"Active\":true,\"SyncToken\":\"0\"}");
    canned.rows("TaxRate", "{\"Id\":\"1\",\"RateValue\":5}", "{\"Id\":\"2\",\"RateValue\":9.975}");
    canned.rows(
        "TaxCode",
        """
        {"Id":"7","Name":"GST/QST","Taxable":true,"SyncToken":"0","SalesTaxRateList":{"TaxRateDetail":[
         {"TaxRateRef":{"value":"1"}},{"TaxRateRef":{"value":"2"},"TaxTypeApplicable":"TaxOnAmount"}]}}\
        """,
        """
        {"Id":"8","Name":"Old QST","Taxable":true,"SyncToken":"0","SalesTaxRateList":{"TaxRateDetail":[
         {"TaxRateRef":{"value":"1"}},{"TaxRateRef":{"value":"2"},"TaxTypeApplicable":"TaxOnTax"}]}}\
        """);
    assertThat(canned.ledger.items()).extracting(Item::sellable).containsExactly(true, false);
    assertThat(canned.ledger.terms()).containsExactly(new Term("3", "Net 30", 30, true, "0"));
    assertThat(canned.ledger.taxCodes())
        .extracting(TaxCode::ratePercent)
        .containsExactly(Optional.of(new BigDecimal("14.975")), Optional.empty());
  }

  @Test
  void a_payment_tells_what_it_settles_and_what_is_left() {
    canned.rows(
        "Payment",
        """
        {"Id":"80","SyncToken":"0","TxnDate":"2026-11-10","CustomerRef":{"value":"58"},"TotalAmt":100,
         "UnappliedAmt":15.5,"PaymentRefNum":"WIRE 7","CurrencyRef":{"value":"USD"},
         "MetaData":{"LastUpdatedTime":"2026-11-10T09:30:00-08:00"},
         "Line":[{"Amount":60,"LinkedTxn":[{"TxnId":"145","TxnType":"Invoice"}]},
                 {"Amount":24.5,"LinkedTxn":[{"TxnId":"146","TxnType":"Invoice"}]},
                 {"Amount":3,"LinkedTxn":[{"TxnId":"12","TxnType":"CreditMemo"}]}]}\
        """);
    Payment payment = canned.ledger.paymentsOf("58").getFirst();
    assertThat(payment.applications())
        .containsExactly(
            new Payment.Application("145", Amounts.exact("USD", "60")),
            new Payment.Application("146", Amounts.exact("USD", "24.50")));
    assertThat(payment.unapplied()).isEqualTo(Amounts.exact("USD", "15.50"));
    assertThat(payment.reference()).contains("WIRE 7");
  }

  @Test
  void the_change_feed_is_sorted_and_knows_deletions() {
    canned.on(
        "GET",
        "cdc",
        call ->
            CannedQuickBooks.json(
                cdc(
                    call,
                    "Invoice",
                    stub("5", "2026-11-21T12:00:00Z", ""),
                    stub("4", "2026-11-20T12:00:00Z", "\"status\":\"Deleted\","))));
    List<LedgerChange> changes =
        canned.ledger.changedSince(CannedQuickBooks.NOW.minus(Duration.ofDays(3)));
    assertThat(changes).extracting(LedgerChange::id).containsExactly("4", "5");
    assertThat(changes).extracting(LedgerChange::deleted).containsExactly(true, false);
  }

  @Test
  void a_full_change_feed_is_completed_by_query_and_by_later_windows() {
    Instant since = CannedQuickBooks.NOW.minus(Duration.ofDays(8));
    Instant half = CannedQuickBooks.NOW.minus(Duration.ofDays(4));
    String[] full =
        IntStream.range(0, 1000)
            .mapToObj(i -> stub("1" + i, "2026-11-15T12:00:00Z", ""))
            .toArray(String[]::new);
    canned.on(
        "GET",
        "cdc",
        call ->
            CannedQuickBooks.json(
                Instant.parse(call.param("changedSince").orElseThrow()).isBefore(half)
                    ? cdc(call, "Invoice", full)
                    : cdc(
                        call,
                        "Invoice",
                        stub("2", "2026-11-21T12:00:00Z", "\"status\":\"Deleted\","))));
    canned.rows("Invoice", stub("3", "2026-11-15T13:00:00Z", ""));
    List<LedgerChange> changes = canned.ledger.changedSince(since);
    assertThat(changes).hasSize(1002);
    assertThat(changes.getLast())
        .isEqualTo(
            new LedgerChange(LedgerKind.INVOICE, "2", true, Instant.parse("2026-11-21T12:00:00Z")));
    assertThat(canned.statements().getFirst())
        .contains("MetaData.LastUpdatedTime >= '2026-11-14T08:00:00Z'");
  }

  @Test
  void changes_of_more_than_thirty_days_are_refused_with_advice() {
    assertThatThrownBy(
            () -> canned.ledger.changedSince(CannedQuickBooks.NOW.minus(Duration.ofDays(31))))
        .hasMessageContaining("30 days")
        .hasMessageContaining("in full once");
  }

  private static String customer(String id, String name, String company, boolean active) {
    return """
    {"Id":"%s","DisplayName":"%s","CompanyName":"%s","Active":%s,"SyncToken":"0","Balance":1.5}\
    """
        .formatted(id, name, company, active);
  }

  private static String stub(String id, String time, String more) {
    return "{%s\"Id\":\"%s\",\"MetaData\":{\"LastUpdatedTime\":\"%s\"}}".formatted(more, id, time);
  }

  private static String cdc(HttpCall call, String entity, String... rows) {
    return call.param("entities").orElseThrow().equals(entity)
        ? "{\"CDCResponse\":[{\"QueryResponse\":[{\"%s\":[%s]}]}]}"
            .formatted(entity, String.join(",", rows))
        : "{\"CDCResponse\":[{\"QueryResponse\":[{}]}]}";
  }
}
