package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.quickbooks.WebhookMood;
import io.tieout.sandbox.salesforce.Delivery;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.money.Amounts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The vendors have their bad days: whatever happens, one invoice, a deal that says so, a card that
/// is done.
class FaultsTest {
  private static final Scene SCENE = new Scene();

  /// A vendor that throttled us is left alone for a minute.
  private static final Duration PAUSE = Duration.ofSeconds(61);

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

  @AfterAll
  static void close() {
    SCENE.close();
  }

  @AfterEach
  void fairWeather() {
    SCENE.books.weather().clear();
    SCENE.crm.weather().clear();
    SCENE.crm.jamRows(0);
    SCENE.books.webhookMood(WebhookMood.PROMPT);
    SCENE.vendors.clock().advance(PAUSE);
  }

  private static boolean createsInvoice(HttpCall call) {
    return call.method().equals("POST") && call.path().endsWith("/invoice");
  }

  private static boolean writes(HttpCall call) {
    return call.path().startsWith("/services/data/") && !call.method().equals("GET");
  }

  /// Approves and lets time pass more quickly until the card is done.
  private static void posted(Sale sale, Post card) {
    SCENE.board.clickLate(Scene.CARO, card, "approve");
    SCENE.await(
        "the card of " + sale.word() + " is done",
        () -> {
          SCENE.vendors.clock().advance(Duration.ofSeconds(1));
          return Optional.of(SCENE.board.now(card)).filter(p -> p.text().contains(Board.POSTED));
        });
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
    InvoiceView invoice = SCENE.invoices(sale.word()).getFirst();
    assertThat(sale.shows("Tieout_Invoice_Number__c")).isEqualTo(invoice.number());
    assertThat(sale.shows("Tieout_Sync_Status__c")).contains("Invoiced");
    assertThat(sale.shows("Tieout_Payment_Status__c")).contains("Unpaid");
    assertThat(SCENE.states(sale.deal(), "CreateInvoice")).containsExactly("DONE");
    assertThat(SCENE.crm.related("Task", "WhatId", sale.deal())).hasSize(1);
    assertThat(SCENE.board.now(card).offers("approve")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Mishap.class)
  void a_mishap_while_the_invoice_is_created_makes_no_second_one(Mishap mishap) {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.books.weather().arm(mishap, 1, FaultsTest::createsInvoice);
    posted(sale, card);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mishap.class,
      names = {"DOWN", "THROTTLED", "ERROR_AFTER", "ANSWER_LOST"})
  void the_books_are_away_for_a_while(Mishap mishap) {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.books.weather().arm(mishap, 6, FaultsTest::createsInvoice);
    posted(sale, card);
  }

  /// Sources that cannot be read again decide nothing; the buttons come back for a later click.
  @Test
  void while_quickbooks_throttles_everything_a_click_does_not_count() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    int before = SCENE.board.whispers(Scene.CARO).size();
    SCENE.books.weather().arm(Mishap.THROTTLED, 500);
    SCENE.board.clickLate(Scene.CARO, card, "approve");
    assertThat(SCENE.board.whisper(Scene.CARO, before))
        .contains("could not check that nothing changed", "click again");
    SCENE.books.weather().clear();
    SCENE.vendors.clock().advance(PAUSE);
    assertThat(SCENE.invoices(sale.word())).isEmpty();
    posted(sale, SCENE.board.asked(sale.word()));
  }

  @Test
  void the_token_expires_in_the_middle() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.books.expireTokens();
    SCENE.crm.expireTokens();
    posted(sale, card);
  }

  @ParameterizedTest
  @EnumSource(Mishap.class)
  void salesforce_is_away_at_the_write_back(Mishap mishap) {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.crm.weather().arm(mishap, 3, FaultsTest::writes);
    posted(sale, card);
  }

  @Test
  void the_deal_s_row_is_locked_by_somebody_else() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.crm.jamRows(3);
    posted(sale, card);
  }

  @Test
  void webhooks_that_come_twice_are_told_once() {
    Sale sale = SCENE.won();
    SCENE.books.webhookMood(WebhookMood.TWICE);
    posted(sale, SCENE.board.asked(sale.word()));
    SCENE.awaitQuiet();
    InvoiceView invoice = SCENE.invoices(sale.word()).getFirst();
    SCENE.books.recordPayment(invoice.id(), invoice.total());
    paid(sale);
    SCENE.awaitQuiet();
    assertThat(SCENE.proposals(sale.deal(), "UpdateDealFinance")).isEqualTo(1);
  }

  @Test
  void webhooks_in_the_wrong_order_end_right() {
    Sale sale = SCENE.won();
    posted(sale, SCENE.board.asked(sale.word()));
    SCENE.awaitQuiet();
    InvoiceView invoice = SCENE.invoices(sale.word()).getFirst();
    SCENE.books.webhookMood(WebhookMood.REORDERED);
    SCENE.books.recordPayment(invoice.id(), Amounts.exact("USD", "500.00"));
    SCENE.books.recordPayment(invoice.id(), Amounts.exact("USD", "1500.00"));
    SCENE.books.releaseWebhooks();
    paid(sale);
    SCENE.awaitQuiet();
    paid(sale);
  }

  @Test
  void webhooks_that_never_come_are_made_up_for_by_the_sweep() {
    Sale sale = SCENE.won();
    SCENE.books.webhookMood(WebhookMood.NEVER);
    posted(sale, SCENE.board.asked(sale.word()));
    InvoiceView invoice = SCENE.invoices(sale.word()).getFirst();
    SCENE.books.recordPayment(invoice.id(), invoice.total());
    SCENE.runUntil(
        "quickbooks-main-sweep",
        () -> sale.shows("Tieout_Payment_Status__c").filter("Paid"::equals).isPresent());
  }

  @Test
  void a_lost_outbound_message_is_made_up_for_by_the_poll() {
    SCENE.crm.outboundMessagesTo(NOWHERE);
    try {
      Sale sale = SCENE.sale().made();
      sale.win();
      SCENE.runUntil(
          "salesforce-poll",
          () ->
              SCENE.board.posts(Scene.CARO).stream()
                  .anyMatch(p -> p.text().contains(sale.word()) && p.offers("approve")));
      posted(sale, SCENE.board.asked(sale.word()));
    } finally {
      SCENE.tellAddresses();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Delivery.class,
      names = {"DOUBLED", "REORDERED"})
  void outbound_messages_doubled_or_out_of_order_make_one_card_each(Delivery delivery) {
    SCENE.crm.deliverOutbound(delivery);
    List<Sale> sales = List.of(SCENE.sale().made(), SCENE.sale().made());
    sales.forEach(Sale::win);
    for (Sale sale : sales) {
      posted(sale, SCENE.board.asked(sale.word()));
    }
    SCENE.crm.deliverOutbound(Delivery.ONCE);
  }

  private static void paid(Sale sale) {
    SCENE.awaitThat(
        "the deal says Paid",
        () -> sale.shows("Tieout_Payment_Status__c").filter("Paid"::equals).isPresent());
  }
}
