package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Undoing through the whole way, from the wish in Slack to the ledger's own records.
abstract class UndoContract extends OddStage {
  private static final String STATUS = "Tieout_Payment_Status__c";
  private static final String BALANCE = "Tieout_Balance__c";
  private static final String LAST_PAYMENT = "Tieout_Last_Payment_Date__c";
  private static final String ASKED = "Approval needed to undo";

  UndoContract(OddScene scene) {
    super(scene);
  }

  @AfterEach
  void calm() {
    scene.books().reopen();
    scene.books().side().weather().clear();
  }

  /// An invoice in the books and the card it was approved on.
  record Posted(OddSale sale, InvoiceView invoice, Post card) {
    String number() {
      return invoice.number().orElseThrow();
    }
  }

  final Posted posted() {
    OddSale sale = scene.sale().line("2", "100").won();
    Post card = card(sale);
    approve(card);
    // The deal and the activity follow; only then is it done.
    scene.await(
        "the undo is offered",
        () -> Optional.of(scene.board().now(card)).filter(p -> p.offers("undo")));
    scene.awaitQuiet();
    return new Posted(sale, sale.invoice(), card);
  }

  /// What the person is told, privately.
  final String orders(String person, String words) {
    int before = scene.board().whispers(person).size();
    assertThat(scene.vendors().slack().command(person, scene.board().channel(), "/tieout", words))
        .isInstanceOf(Outcome.Taken.class);
    return scene.board().whisper(person, before);
  }

  final Post undoCard(Posted posted) {
    return undoCard(posted.sale(), ASKED);
  }

  final Post undoCard(OddSale sale, String words) {
    return scene.await(
        "a card that asks to undo",
        () ->
            scene.board().posts(Scene.CARO).reversed().stream()
                .filter(p -> p.text().contains(words) && p.text().contains(sale.word()))
                .filter(p -> p.offers("approve"))
                .findFirst());
  }

  final InvoiceView.Status status(Posted posted) {
    return scene.books().side().invoices().stream()
        .filter(i -> i.id().equals(posted.invoice().id()))
        .findFirst()
        .orElseThrow()
        .status();
  }

  final void voided(Posted posted, Post card) {
    scene.board().becomes(card, "Invoice voided");
    scene.awaitQuiet();
    assertThat(status(posted)).isEqualTo(InvoiceView.Status.VOIDED);
    assertThat(scene.states(posted.sale(), "CreateInvoice")).containsExactly("UNDONE");
    assertThat(scene.states(posted.sale(), "UndoInvoice")).containsExactly("DONE");
    assertThat(posted.sale().shows(STATUS)).contains("Voided");
  }

  final void untouchedBooks(Posted posted) {
    scene.awaitQuiet();
    assertThat(status(posted)).isNotEqualTo(InvoiceView.Status.VOIDED);
    assertThat(scene.states(posted.sale(), "CreateInvoice")).containsExactly("DONE");
  }

  @Test
  void an_undo_is_asked_for_approved_done_and_told_and_the_deal_may_be_invoiced_again() {
    Posted posted = posted();
    assertThat(orders(Scene.ARI, "undo %s because billed twice".formatted(posted.number())))
        .contains("Approval is asked for", "can be voided", "stays");
    Post card = undoCard(posted);
    assertThat(card.text())
        .contains("Void invoice", "for good", "billed twice", "nothing paid or credited");
    assertThat(orders(Scene.ARI, "undo %s".formatted(posted.sale().deal())))
        .contains("proposed already", "waits for approval");
    assertThat(scene.states(posted.sale(), "UndoInvoice")).containsExactly("WAITING");
    int before = scene.board().whispers(Scene.ARI).size();
    scene.board().click(Scene.ARI, card, "approve");
    assertThat(scene.board().whisper(Scene.ARI, before)).contains("controller");
    scene.board().clickLate(Scene.CARO, card, "approve");
    scene.board().clickLate(Scene.CARO, card, "approve");
    voided(posted, card);
    assertThat(posted.sale().shows("Tieout_Sync_Status__c")).contains("Needs attention");
    Post old = scene.board().now(posted.card());
    assertThat(old.text()).contains("Undone: the invoice was voided");
    assertThat(old.offers("undo")).isFalse();
    assertThat(scene.board().thread(posted.card()))
        .anyMatch(reply -> reply.contains("Undone by") && reply.contains("billed twice"))
        .noneMatch(reply -> reply.contains("was voided in the books"));
    assertThat(scene.states(posted.sale(), "UpdateDealFinance")).isEmpty();
    invoicedAgainOnlyWhenAsked(posted);
  }

  private void invoicedAgainOnlyWhenAsked(Posted posted) {
    OddSale sale = posted.sale();
    sale.save();
    scene.sandbox().house().runNow("salesforce-poll");
    scene.awaitQuiet();
    assertThat(scene.states(sale, "CreateInvoice")).containsExactly("UNDONE");
    scene.asked(Scene.ARI, sale, "approval is asked for");
    Post again = card(sale);
    approve(again);
    scene.awaitThat(
        "the deal shows the new invoice",
        () -> sale.shows(STATUS).filter("Unpaid"::equals).isPresent());
    List<InvoiceView> all = scene.books().invoices(sale.word());
    assertThat(all).hasSize(2);
    assertThat(all.getLast().number()).isNotEqualTo(posted.invoice().number());
    assertThat(orders(Scene.ARI, "undo " + posted.number())).contains("was undone before");
  }

  @Test
  void what_is_paid_is_not_undone_and_it_is_said_what_to_do() {
    Posted posted = paidInPart();
    assertThat(orders(Scene.ARI, "undo %s because wrong".formatted(posted.number())))
        .contains("Cannot be undone", "Remove the payment", "Nothing was changed");
    assertThat(scene.states(posted.sale(), "UndoInvoice")).isEmpty();
    untouchedBooks(posted);
  }

  @Test
  void what_is_paid_between_card_and_click_voids_the_approval() {
    Posted posted = posted();
    orders(Scene.ARI, "undo %s because wrong".formatted(posted.number()));
    Post card = undoCard(posted);
    pay(posted);
    scene.board().clickLate(Scene.CARO, card, "approve");
    assertThat(scene.board().becomes(card, "Void: something changed").text())
        .contains("Remove the payment");
    untouchedBooks(posted);
  }

  @Test
  void a_lost_answer_is_looked_up_and_a_void_is_made_once() {
    Posted posted = posted();
    orders(Scene.ARI, "undo %s because wrong".formatted(posted.number()));
    Post card = undoCard(posted);
    scene
        .books()
        .side()
        .weather()
        .arm(Mishap.ANSWER_LOST, 1, call -> scene.books().side().writes(call));
    scene.board().clickLate(Scene.CARO, card, "approve");
    voided(posted, card);
  }

  /// Somebody pays a part; the payment's id.
  private String pay(Posted posted) {
    return scene
        .books()
        .side()
        .recordPayment(
            posted.invoice().id(),
            Amounts.exact(scene.books().side().home(), new BigDecimal("50.00")));
  }

  /// An invoice of which a part is paid, and the deal was told so.
  final Posted paidInPart() {
    Posted posted = posted();
    String payment = pay(posted);
    scene.awaitThat(
        "the payment is told",
        () -> scene.states(posted.sale(), "UpdateDealFinance").equals(List.of("DONE")));
    assertThat(posted.sale().shows(STATUS)).contains("Partially paid");
    // Else a sweep that tells of the payment later puts right what the test makes wrong.
    scene.sweptOver(payment);
    return posted;
  }

  /// Somebody writes into the deal's own fields by hand.
  private static void write(OddSale sale, Json.Obj fields) {
    sale.scene().crm().edit("Opportunity", sale.deal(), fields);
  }

  /// Somebody writes every field again that the payment changed.
  static void writtenAgain(OddSale sale) {
    write(
        sale,
        Json.object()
            .put(STATUS, "Paid")
            .put(BALANCE, new BigDecimal("7.00"))
            .put(LAST_PAYMENT, "")
            .build());
  }

  @Test
  void a_deal_that_was_told_of_a_payment_gets_its_former_values_back() {
    Posted posted = paidInPart();
    OddSale sale = posted.sale();
    String told = scene.newest(sale, "UpdateDealFinance");
    assertThat(orders(Scene.ARI, "undo %s because told too early".formatted(told)))
        .contains("Approval is asked for", "where they still show what was written");
    Post card = undoCard(posted);
    assertThat(card.text())
        .contains("former values", "told too early", "Unpaid", "USD 200.00")
        .contains("their next news tells the deal again")
        .doesNotContain("Written again by somebody");
    scene.board().clickLate(approver(card), card, "approve");
    scene.board().becomes(card, "Deal shows its former values");
    scene.awaitQuiet();
    assertThat(sale.shows(STATUS)).contains("Unpaid");
    assertThat(sale.shows(BALANCE).map(BigDecimal::new).orElseThrow()).isEqualByComparingTo("200");
    assertThat(sale.shows(LAST_PAYMENT)).isEmpty();
    assertThat(sale.shows("Tieout_Invoice_Number__c")).contains(posted.number());
    assertThat(scene.states(sale, "UpdateDealFinance")).containsExactly("UNDONE");
    assertThat(scene.states(sale, "UndoUpdate")).containsExactly("DONE");
    untouchedBooks(posted);
    assertThat(orders(Scene.ARI, "undo " + told)).contains("was undone before");
  }

  @Test
  void what_somebody_wrote_into_the_deal_again_is_theirs_and_is_not_written_over() {
    Posted posted = paidInPart();
    OddSale sale = posted.sale();
    String told = scene.newest(sale, "UpdateDealFinance");
    write(sale, Json.object().put(STATUS, "Paid").build());
    orders(Scene.ARI, "undo %s because told too early".formatted(told));
    Post card = undoCard(posted);
    assertThat(card.text())
        .contains("Written again by somebody since: payment status is Paid and stays so");

    write(sale, Json.object().put(BALANCE, new BigDecimal("7.00")).build());
    scene.board().clickLate(approver(card), card, "approve");
    assertThat(scene.board().becomes(card, "Void: something changed").text())
        .contains("balance was USD 150.00, is USD 7.00");
    write(sale, Json.object().put(LAST_PAYMENT, "").build());
    assertThat(orders(Scene.ARI, "undo %s because told too early".formatted(told)))
        .contains("Cannot be undone", "it was written again since", "Nothing was changed");

    scene.awaitQuiet();
    assertThat(sale.shows(STATUS)).contains("Paid");
    assertThat(sale.shows(BALANCE).map(BigDecimal::new).orElseThrow()).isEqualByComparingTo("7");
    assertThat(sale.shows(LAST_PAYMENT)).isEmpty();
    assertThat(scene.states(sale, "UndoUpdate")).containsExactly("VOIDED");
    assertThat(scene.states(sale, "UpdateDealFinance")).containsExactly("DONE");
  }
}
