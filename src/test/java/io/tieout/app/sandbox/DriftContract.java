package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.money.Amounts;
import io.tieout.work.drift.DriftChoice;
import io.tieout.work.drift.DriftKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What bookkeepers do to an invoice that was approved, and who is told: the rows of
/// `docs/drift.md`, from the ledger's own pages to the thread in Slack.
abstract class DriftContract extends OddStage {
  DriftContract(OddScene scene) {
    super(scene);
  }

  /// Has the ledger lose its webhooks, or send them again.
  abstract void loseWebhooks(boolean lost);

  /// What is said of an invoice that a bookkeeper deletes.
  abstract String deleted();

  @AfterEach
  void webhooksAsUsual() {
    books().deliverTwice(false);
    loseWebhooks(false);
  }

  /// A sale over 2,000 that was approved and posted.
  ///
  /// @param card in whose thread its news come
  record Sold(OddSale sale, InvoiceView invoice, Post card) {
    String id() {
      return invoice.id();
    }

    String name() {
      return "nvoice " + invoice.number().orElseThrow();
    }
  }

  final Sold sold() {
    OddSale sale = scene.sale().line("1", "2000").won();
    Post card = card(sale);
    scene.board().clickLate(approver(card), card, "approve");
    Post done = scene.board().becomes(card, Board.POSTED);
    scene.awaitThat("the deal is told", () -> sale.shows("Tieout_Payment_Status__c").isPresent());
    scene.awaitQuiet();
    return new Sold(sale, sale.invoice(), done);
  }

  final BooksSide books() {
    return scene.books().side();
  }

  final Money usd(String amount) {
    return Amounts.exact("USD", amount);
  }

  private List<String> thread(Sold sold, String words) {
    return scene.board().thread(sold.card()).stream().filter(r -> r.contains(words)).toList();
  }

  /// What stands in the thread, once, with these words.
  final String told(Sold sold, String words) {
    scene.awaitThat(
        "'%s' in the thread of %s".formatted(words, sold.sale().word()),
        () -> !thread(sold, words).isEmpty());
    return once(sold, words);
  }

  /// As [#told], found by a sweep at the latest: Xero sends no webhooks of payments.
  private String swept(Sold sold, String words) {
    scene.sweptUntil(
        "'%s' in the thread of %s after a sweep".formatted(words, sold.sale().word()),
        () -> !thread(sold, words).isEmpty());
    return once(sold, words);
  }

  private String once(Sold sold, String words) {
    scene.awaitQuiet();
    assertThat(thread(sold, words)).hasSize(1);
    return thread(sold, words).getFirst();
  }

  private void shows(Sold sold, String status) {
    scene.awaitThat(
        "the deal says " + status,
        () -> sold.sale().shows("Tieout_Payment_Status__c").filter(status::equals).isPresent());
  }

  final Post finding(Sold sold, String words) {
    return scene.finding(sold.sale().word(), words);
  }

  private void resolved(Post finding) {
    scene.awaitThat(
        "the finding is resolved", () -> scene.board().now(finding).text().contains("esolved"));
  }

  @Test
  void an_edited_invoice_is_told_field_by_field_until_it_is_put_right() {
    Sold sold = sold();
    books().reprice(sold.id(), usd("1800"));
    assertThat(told(sold, "was edited"))
        .contains(sold.name(), "et was approved as USD 2,000.00 and is USD 1,800.00 now");
    Post finding = finding(sold, "was edited");
    books().reprice(sold.id(), usd("2000"));
    assertThat(told(sold, "again as it was approved")).contains(sold.name());
    resolved(finding);
  }

  @Test
  void a_voided_invoice_is_told() {
    Sold sold = sold();
    books().voidInvoice(sold.id());
    assertThat(told(sold, "was voided in the books")).contains("USD 2,000.00", "nothing of it");
    assertThat(finding(sold, "was voided").text()).contains("It is right as it is now");
    shows(sold, "Voided");
  }

  @Test
  void a_deleted_invoice_is_told() {
    Sold sold = sold();
    books().deleteInvoice(sold.id());
    assertThat(told(sold, deleted())).contains(sold.name(), "USD 2,000.00");
    assertThat(finding(sold, deleted()).text()).contains("enter the invoice in the books again");
  }

  @Test
  void a_credit_in_part_is_told_and_asks_for_nothing() {
    Sold sold = sold();
    books().credit(sold.id(), usd("300"));
    assertThat(told(sold, "were credited"))
        .contains("USD 300.00 of i" + sold.name(), "USD 1,700.00 are open");
    assertThat(thread(sold, " paid")).isEmpty();
    assertThat(scene.board().transcript()).doesNotContain("were credited");
  }

  @Test
  void a_credit_of_everything_is_a_finding() {
    Sold sold = sold();
    books().credit(sold.id(), usd("2000"));
    assertThat(told(sold, "were credited")).contains("USD 0.00 are open");
    assertThat(finding(sold, "were credited").text()).contains("Nothing of it will be paid");
  }

  @Test
  void payments_in_parts_are_no_drift() {
    Sold sold = sold();
    books().recordPayment(sold.id(), usd("500"));
    told(sold, "paid USD 500.00 of");
    shows(sold, "Partially paid");
    books().recordPayment(sold.id(), usd("1500"));
    told(sold, "paid USD 1,500.00 of");
    assertThat(thread(sold, "not paid as")).isEmpty();
  }

  @Test
  void an_overpaid_invoice_is_told() {
    Sold sold = sold();
    books().recordPayment(sold.id(), usd("2100"));
    assertThat(swept(sold, "not paid as it was approved")).contains("USD 100.00");
    finding(sold, "not paid as");
  }

  @Test
  void money_that_is_put_to_no_invoice_is_told() {
    Sold sold = sold();
    books().receive(sold.id(), usd("2000"));
    assertThat(swept(sold, "not paid as it was approved"))
        .contains("over USD 2,000.00 settles no invoice", "USD 2,000.00 are open");
    finding(sold, "not paid as");
  }

  @Test
  void a_payment_removed_after_it_was_told_is_told_until_it_is_paid_again() {
    Sold sold = sold();
    String payment = books().recordPayment(sold.id(), usd("2000"));
    told(sold, " paid USD 2,000.00");
    books().removePayment(payment);
    assertThat(told(sold, "not paid as it was approved"))
        .contains("USD 2,000.00 that had been paid are not paid any more");
    Post finding = finding(sold, "had been paid");
    books().recordPayment(sold.id(), usd("2000"));
    told(sold, "are in order again");
    resolved(finding);
  }

  @Test
  void an_invoice_paid_a_little_short_is_told() {
    Sold sold = sold();
    books().recordPayment(sold.id(), usd("1960"));
    assertThat(told(sold, "not paid as it was approved"))
        .contains("USD 1,960.00 were paid, USD 40.00 less than the invoice");
    finding(sold, "less than the invoice");
  }

  @Test
  void an_invoice_entered_beside_it_is_told_until_it_is_voided() {
    Sold sold = sold();
    String copy = books().copyInvoice(sold.id());
    String news = told(sold, "entered in the books and not by Tieout");
    assertThat(news).contains("USD 2,000.00", "The deal has i" + sold.name() + " already");
    Post finding = finding(sold, "not by Tieout");
    books().voidInvoice(copy);
    told(sold, "does not stand beside the deal any more");
    resolved(finding);
  }

  @Test
  void somebody_who_says_that_it_is_right_is_not_asked_again() {
    Sold sold = sold();
    books().reprice(sold.id(), usd("1900"));
    told(sold, "was edited");
    Post finding = finding(sold, "was edited");
    scene.answer(finding, "It is right as it is now");
    resolved(finding);
    books().recordPayment(sold.id(), usd("1000"));
    told(sold, "USD 1,000.00");
    assertThat(thread(sold, "was edited")).hasSize(1);
  }

  @Test
  void news_that_comes_twice_is_told_once() {
    Sold sold = sold();
    books().deliverTwice(true);
    books().reprice(sold.id(), usd("1700"));
    told(sold, "was edited");
    books().voidInvoice(sold.id());
    told(sold, "was voided in the books");
    assertThat(thread(sold, "was edited")).hasSize(1);
  }

  @Test
  void news_that_never_comes_is_found_by_the_sweep() {
    Sold sold = sold();
    loseWebhooks(true);
    books().reprice(sold.id(), usd("1600"));
    assertThat(swept(sold, "was edited")).contains("USD 1,600.00");
  }

  @Test
  void what_is_not_chosen_or_comes_before_the_start_is_silent() {
    Sold sold = sold();
    try {
      scene.restart(choosing(new DriftChoice(Optional.empty(), Set.of(DriftKind.VOIDED))));
      books().reprice(sold.id(), usd("1500"));
      books().voidInvoice(sold.id());
      told(sold, "was voided in the books");
      assertThat(thread(sold, "was edited")).isEmpty();
      Sold later = sold();
      LocalDate start = scene.vendors().company().today().plusDays(30);
      scene.restart(choosing(new DriftChoice(Optional.of(start), DriftChoice.ALL.kinds())));
      books().voidInvoice(later.id());
      shows(later, "Voided");
      scene.awaitQuiet();
      assertThat(thread(later, "was voided")).isEmpty();
    } finally {
      scene.restart(UnaryOperator.identity());
    }
  }

  private static UnaryOperator<TieoutConfig> choosing(DriftChoice choice) {
    return OtherBooks.each(book -> book.with(choice));
  }
}
