package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What becomes of an invoice in the books is on the deal within seconds, told once.
class PaymentsTest {
  private static final Scene SCENE = new Scene();
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final String STATUS = "Tieout_Payment_Status__c";
  private static final String SOLD = "SalesItemLineDetail";
  private static final String EDITED =
      "select count(*) as n from finding where kind = 'invoice edited in the books'";
  private static final String UPDATES = "UpdateDealFinance";

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static InvoiceView invoiced(Sale sale) {
    SCENE.board.approve(SCENE.board.asked(sale.word()));
    SCENE.awaitQuiet();
    assertThat(sale.shows(STATUS)).contains("Unpaid");
    return SCENE.invoices(sale.word()).getFirst();
  }

  private static void soonShows(Sale sale, String status, String balance) {
    long start = System.nanoTime();
    SCENE.awaitThat(
        "the deal says " + status, () -> sale.shows(STATUS).filter(status::equals).isPresent());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WITHIN);
    assertThat(sale.opportunity().decimal("Tieout_Balance__c")).isEqualByComparingTo(balance);
  }

  @Test
  void payments_are_told_as_they_come_once_each() {
    Sale sale = SCENE.won();
    InvoiceView invoice = invoiced(sale);
    long before = SCENE.proposals(sale.deal(), UPDATES);
    SCENE.books.recordPayment(invoice.id(), Amounts.exact("USD", "750.00"));
    soonShows(sale, "Partially paid", "1250");
    SCENE.awaitQuiet();
    assertThat(SCENE.proposals(sale.deal(), UPDATES)).isEqualTo(before + 1);
    SCENE.books.recordPayment(invoice.id(), Amounts.exact("USD", "1250.00"));
    soonShows(sale, "Paid", "0");
    SCENE.awaitQuiet();
    assertThat(SCENE.proposals(sale.deal(), UPDATES)).isEqualTo(before + 2);
    SCENE.awaitThat(
        "both updates are done",
        () -> SCENE.states(sale.deal(), UPDATES).stream().allMatch("DONE"::equals));
    assertThat(sale.shows("Tieout_Last_Payment_Date__c")).isPresent();
    assertThat(SCENE.board.thread(SCENE.board.seen(sale.dealName(), Board.POSTED)))
        .filteredOn(reply -> reply.contains(" paid "))
        .hasSize(2);
  }

  @Test
  void an_invoice_that_a_bookkeeper_edits_is_a_finding_and_its_payment_is_none() {
    Sale sale = SCENE.won();
    InvoiceView invoice = invoiced(sale);
    SCENE.books.recordPayment(invoice.id(), Amounts.exact("USD", "750.00"));
    soonShows(sale, "Partially paid", "1250");
    SCENE.awaitQuiet();
    assertThat(SCENE.count(EDITED)).isZero();
    List<Json.Obj> lines =
        SCENE.books.document("Invoice", invoice.id()).orElseThrow().objects("Line");
    Json.Obj first =
        lines.stream().filter(l -> l.text("DetailType").equals(SOLD)).findFirst().orElseThrow();
    SCENE.books.edit(
        "Invoice",
        invoice.id(),
        Json.object().put("DueDate", "2031-01-31").put("Line", List.of(first)).build());
    SCENE.awaitThat("the edit is a finding", () -> SCENE.count(EDITED) == 1);
    SCENE.awaitThat(
        "people are told",
        () -> SCENE.board.transcript().contains("was edited after it was approved"));
    assertThat(SCENE.board.transcript()).contains("is 2031-01-31 now");
  }

  @Test
  void an_invoice_voided_in_the_books_is_voided_on_the_deal() {
    Sale sale = SCENE.won();
    InvoiceView invoice = invoiced(sale);
    SCENE.books.voidTransaction("Invoice", invoice.id());
    soonShows(sale, "Voided", "0");
    SCENE.awaitQuiet();
    assertThat(SCENE.proposals(sale.deal(), UPDATES)).isEqualTo(1);
    assertThat(SCENE.board.thread(SCENE.board.seen(sale.dealName(), Board.POSTED)))
        .anyMatch(reply -> reply.contains("was voided in the books"));
  }

  @Test
  void a_payment_taken_back_opens_the_invoice_again() {
    Sale sale = SCENE.won();
    InvoiceView invoice = invoiced(sale);
    String payment = SCENE.books.recordPayment(invoice.id(), invoice.total());
    soonShows(sale, "Paid", "0");
    SCENE.books.delete("Payment", payment);
    soonShows(sale, "Unpaid", new BigDecimal("2000").toPlainString());
  }
}
