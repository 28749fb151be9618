package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.DealFinance;
import io.tieout.sandbox.pubsub.PubSubStandIn.Subscribed;
import io.tieout.value.json.Json;
import io.tieout.vendor.pubsub.ChangeHint.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What comes through the stream, over real gRPC.
class ChangeStreamTest {
  private final Rig rig = new Rig();
  private final Store store = rig.store;

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void what_people_do_to_a_record_is_hinted_at_in_order() {
    rig.settled();

    String account = rig.newAccount("Initech");
    rig.salesforce.edit("Account", account, Json.object().put("Phone", "555").build());
    rig.salesforce.delete("Account", account);
    rig.salesforce.undelete("Account", account);
    store.awaitHints(4);

    assertThat(store.hints())
        .extracting(ChangeHint::kind)
        .containsExactly(Kind.CREATE, Kind.UPDATE, Kind.DELETE, Kind.UNDELETE);
    assertThat(store.hints())
        .allSatisfy(h -> {
          assertThat(h.entity()).isEqualTo("Account");
          assertThat(h.recordIds()).containsExactly(account);
          assertThat(h.committedAt()).isEqualTo(rig.clock.instant());
          assertThat(h.changeOrigin()).isEmpty();
          assertThat(h.commitUser()).startsWith("005");
        });
  }

  @Test
  void the_first_beginning_asks_for_a_backfill_before_and_after_the_stream_is_open() {
    rig.opened();
    assertThat(store.gapsSince()).containsExactly(Instant.EPOCH);
    assertThat(store.ups()).isZero();

    rig.keepAlive();
    store.await(s -> s.ups() == 1);

    assertThat(store.gapsSince()).containsExactly(Instant.EPOCH, Rig.NOW.minus(Intake.OVERLAP));
    assertThat(rig.pubsub.subscriptions()).containsExactly(new Subscribed("LATEST", false));
  }

  @Test
  void after_a_restart_it_goes_on_behind_the_stored_position() {
    rig.settled().close();
    String meanwhile = rig.newAccount("Initech");

    rig.opened();
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(meanwhile);
    assertThat(rig.pubsub.subscriptions()).last().isEqualTo(new Subscribed("CUSTOM", true));
    assertThat(store.gaps()).hasSize(2);
  }

  @Test
  void a_keep_alive_without_events_moves_the_position_on() {
    rig.settled();
    ReplayPosition before = store.position().orElseThrow();

    rig.keepAlive();
    store.awaitStores(2);

    ReplayPosition after = store.position().orElseThrow();
    assertThat(after.replayId()).isNotEqualTo(before.replayId());
    assertThat(after.coveredTo()).isEqualTo(before.coveredTo().plus(Rig.KEEP_ALIVE));
    assertThat(store.hints()).isEmpty();
  }

  @Test
  void a_position_worth_nothing_begins_at_the_earliest_event_and_asks_for_a_backfill() {
    rig.settled().close();
    String early = rig.newAccount("Initech");
    Instant covered = store.position().orElseThrow().coveredTo();
    rig.pubsub.migrate();

    rig.opened();
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(early);
    assertThat(rig.pubsub.subscriptions())
        .extracting(Subscribed::preset)
        .containsExactly("LATEST", "CUSTOM", "EARLIEST");
    assertThat(store.gapsSince()).last().isEqualTo(covered.minus(Intake.OVERLAP));
    assertThat(store.gaps()).last().asString().contains("replayid.corrupted");
  }

  @Test
  void a_position_older_than_three_days_does_the_same() {
    rig.settled().close();
    rig.newAccount("forgotten by Salesforce");
    rig.clock.advance(Duration.ofHours(73));
    String late = rig.newAccount("Initech");

    rig.opened();
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(late);
    assertThat(store.gaps()).hasSize(3);
    assertThat(rig.pubsub.subscriptions()).last().isEqualTo(new Subscribed("EARLIEST", false));
  }

  @Test
  void after_the_earliest_event_the_position_is_good_again() {
    rig.settled().close();
    rig.newAccount("Initech");
    rig.pubsub.migrate();
    rig.opened();
    store.awaitHints(1);

    rig.pubsub.cut();
    rig.awaitSubscriptions(4);

    assertThat(rig.pubsub.subscriptions()).last().isEqualTo(new Subscribed("CUSTOM", true));
    assertThat(store.gaps()).hasSize(3);
  }

  @Test
  void our_own_write_back_is_left_out_and_a_person_s_edit_in_the_same_record_is_seen() {
    rig.settled();

    rig.crm.writeFinance(rig.deal(), finance("INV-1"));
    rig.rename("Renamed by sales");
    rig.crm.writeFinance(rig.deal(), DealFinance.NONE);
    String account = rig.newAccount("Initech");
    store.awaitHints(2);

    assertThat(store.hints()).hasSize(2);
    assertThat(store.records()).containsExactly(rig.deal(), account);
    assertThat(store.hints().getFirst().changeOrigin()).isEmpty();
  }

  @Test
  void a_transaction_s_same_change_to_many_records_is_one_hint() {
    List<String> lines =
        rig.salesforce.related("OpportunityLineItem", "OpportunityId", rig.deal()).stream()
            .map(l -> l.text("Id"))
            .toList();
    rig.settled();

    rig.salesforce.delete("Opportunity", rig.deal());
    store.awaitHints(2);

    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(store.hints())
        .anySatisfy(h -> {
          assertThat(h.entity()).isEqualTo("OpportunityLineItem");
          assertThat(h.kind()).isEqualTo(Kind.DELETE);
          assertThat(h.recordIds()).containsExactlyInAnyOrderElementsOf(lines);
        });
  }

  @Test
  void an_event_that_comes_twice_is_told_once() {
    rig.settled();
    rig.pubsub.doubleNext(2);

    String first = rig.newAccount("Initech");
    String second = rig.newAccount("Hooli");
    String last = rig.newAccount("Pied Piper");
    store.await(s -> s.records().contains(last));

    assertThat(store.records()).containsExactly(first, second, last);
  }

  @Test
  void a_gap_event_says_which_records_to_look_at() {
    rig.settled();

    rig.pubsub.gap("Opportunity", "UPDATE", List.of(rig.deal()));
    store.awaitHints(1);

    assertThat(store.hints().getFirst().kind()).isEqualTo(Kind.GAP);
    assertThat(store.records()).containsExactly(rig.deal());
    assertThat(store.gaps()).hasSize(2);
  }

  @Test
  void a_gap_event_for_all_records_of_an_object_asks_for_a_backfill() {
    rig.settled();

    rig.pubsub.gap("Account", "UPDATE", List.of("001*"));
    store.await(s -> s.gaps().size() == 3);
    store.awaitStores(2);

    assertThat(store.hints()).isEmpty();
    assertThat(store.gapsSince()).last().isEqualTo(rig.clock.instant().minus(Intake.OVERLAP));
  }

  @Test
  void an_overflow_asks_for_a_backfill_and_is_hinted_at() {
    rig.settled();

    rig.pubsub.overflow("Opportunity");
    store.awaitHints(1);

    assertThat(store.hints().getFirst().kind()).isEqualTo(Kind.OVERFLOW);
    assertThat(store.records()).isEmpty();
    assertThat(store.gaps()).hasSize(3).last().asString().contains("GAP_OVERFLOW");
  }

  @Test
  void a_thousand_events_come_through_a_window_of_ten() {
    rig.with(rig.settings().withWindow(10)).settled();

    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      made.add(rig.newAccount("Account " + i));
    }
    store.awaitHints(1000);

    assertThat(store.records()).containsExactlyElementsOf(made);
    assertThat(rig.pubsub.mostPending()).isLessThanOrEqualTo(10);
  }

  @Test
  void no_event_is_lost_over_cuts_and_lost_stores_at_any_moment() {
    Random chance = new Random(11);
    rig.settled();

    List<String> made = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      if (chance.nextInt(3) == 0) {
        store.failNext(1);
      }
      rig.pubsub.cutAfter(1 + chance.nextInt(12));
      int events = 1 + chance.nextInt(25);
      for (int i = 0; i < events; i++) {
        made.add(rig.newAccount("Account %d %d".formatted(round, i)));
      }
      if (chance.nextInt(4) == 0) {
        rig.pubsub.cut();
      }
      if (round % 2 == 0) {
        store.await(s -> s.records().containsAll(made));
      }
    }
    store.await(s -> s.records().containsAll(made));

    assertThat(store.records()).containsExactlyElementsOf(made);
    assertThat(rig.pubsub.subscriptions()).hasSizeGreaterThan(10);
    assertThat(store.gaps()).hasSize(2);
  }

  @Test
  void a_schema_is_fetched_once_and_another_when_the_fields_change() {
    rig.settled();
    rig.newAccount("Initech");
    rig.newAccount("Hooli");
    store.awaitHints(2);
    assertThat(rig.pubsub.schemasAsked()).isEqualTo(1);

    rig.pubsub.addField("Account", "Region__c");
    rig.newAccount("Pied Piper");
    rig.newAccount("Raviga");
    store.awaitHints(4);

    assertThat(rig.pubsub.schemasAsked()).isEqualTo(2);
  }

  @Test
  void what_could_not_be_stored_comes_again() {
    rig.settled();
    store.failNext(2);

    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
    assertThat(rig.pubsub.subscriptions()).hasSize(3);
  }

  private static DealFinance finance(String invoice) {
    return new DealFinance(
        Optional.of("key-" + invoice),
        Optional.of(DealFinance.SyncStatus.INVOICED),
        Optional.of(invoice),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("audit"));
  }
}
