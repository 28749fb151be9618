package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.pubsub.PubSubStandIn;
import io.tieout.sandbox.salesforce.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Change events bring a deal's news to the house; what they miss the poll finds. No Outbound
/// Message is sent here.
class ChangeEventsTest {
  private static final Scene SCENE = new Scene();

  private static final String POSITIONS = "select count(*) as n from feed_position";

  @AfterAll
  static void close() {
    SCENE.close();
  }

  @BeforeEach
  void no_outbound_messages() {
    SCENE.crm.deliverOutbound(Delivery.NEVER);
  }

  private static PubSubStandIn events() {
    return SCENE.vendors.events().orElseThrow();
  }

  private static long signals(Sale sale, String key) {
    return SCENE.count(
        "select count(*) as n from signal where dedupe_key like '%s%%' and subject = 'salesforce/deal/%s'"
            .formatted(key, sale.deal()));
  }

  @Test
  void an_event_tells_of_a_won_deal_and_our_own_write_back_is_no_news() {
    SCENE.won();
    SCENE.awaitThat("the house knows where it is", () -> SCENE.count(POSITIONS) == 1);
    Sale sale = SCENE.won();
    SCENE.awaitThat("the event came", () -> signals(sale, "event:") > 0);

    SCENE.board.approve(SCENE.board.asked(sale.word()));
    SCENE.awaitThat(
        "the deal shows its invoice",
        () -> sale.shows("Tieout_Payment_Status__c").filter("Unpaid"::equals).isPresent());
    SCENE.awaitQuiet();
    long before = signals(sale, "event:");
    SCENE.awaitThat(
        "everything is done", () -> SCENE.states(sale.deal(), "CreateInvoice").contains("DONE"));

    sale.edit("NextStep", "call them");
    SCENE.awaitThat("a person's edit is an event", () -> signals(sale, "event:") > before);
    assertThat(signals(sale, "event:")).isEqualTo(before + 1);
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
  }

  @Test
  void a_house_that_was_away_goes_on_where_it_stopped() {
    Sale sale = SCENE.sale().made();
    SCENE.awaitThat("the house knows where it is", () -> SCENE.count(POSITIONS) == 1);
    int begun = events().subscriptions().size();
    SCENE.restart(sale::win);
    assertThat(events().awaitSubscriptions(begun + 1, Duration.ofSeconds(20))).isTrue();
    SCENE.board.asked(sale.word());
    assertThat(events().subscriptions().getLast().withReplayId()).isTrue();
    assertThat(SCENE.proposals(sale.deal(), "CreateInvoice")).isEqualTo(1);
  }

  @Test
  void an_outage_is_waited_out_and_nothing_is_lost() {
    SCENE.won();
    SCENE.awaitThat("the house knows where it is", () -> SCENE.count(POSITIONS) == 1);
    events().cut();
    Sale sale = SCENE.won();
    SCENE.awaitThat("the event came after all", () -> signals(sale, "event:") > 0);
    assertThat(SCENE.proposals(sale.deal(), "CreateInvoice")).isEqualTo(1);
  }
}
