package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.pubsub.PubSubStandIn;
import io.tieout.sandbox.pubsub.PubSubStandIn.Subscribed;
import io.tieout.sandbox.pubsub.PubSubTrouble;
import io.tieout.sandbox.salesforce.AuthTrouble;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an end of the stream leads to, over real gRPC.
class OutageTest {
  private final Rig rig = new Rig();
  private final Store store = rig.store;

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = PubSubTrouble.class,
      names = {
        "ALLOCATION_USED_UP",
        "FETCH_OVERFLOW",
        "TOO_MANY_CLIENTS",
        "UNAVAILABLE",
        "PROTECTION",
        "AUTH_ERROR",
        "AUTH_HEADERS_INVALID"
      })
  void what_passes_by_itself_costs_no_event(PubSubTrouble trouble) {
    rig.settled();
    rig.pubsub.refuse(trouble, 1);

    rig.pubsub.interrupt(PubSubTrouble.UNAVAILABLE);
    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
    assertThat(store.gaps()).hasSize(2);
    assertThat(rig.pubsub.subscriptions()).last().isEqualTo(new Subscribed("CUSTOM", true));
  }

  @ParameterizedTest
  @EnumSource(
      value = PubSubTrouble.class,
      names = {"REPLAY_ID_CORRUPTED", "REPLAY_ID_INVALID"})
  void a_refused_replay_id_is_never_tried_again(PubSubTrouble trouble) {
    rig.settled();
    rig.pubsub.refuse(trouble, 1);

    rig.pubsub.cut();
    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
    assertThat(rig.pubsub.subscriptions()).last().isEqualTo(new Subscribed("EARLIEST", false));
    assertThat(store.gaps()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = PubSubTrouble.class,
      names = {"TOPIC_NOT_FOUND", "CANNOT_SUBSCRIBE"})
  void what_needs_a_person_stops_and_tells(PubSubTrouble trouble) {
    ChangeStream stream = rig.settled();

    rig.pubsub.interrupt(trouble);
    store.await(s -> !s.downs().isEmpty());

    assertThat(store.downs()).singleElement().isInstanceOf(Fault.Broken.class);
    assertThat(stream.isRunning()).isFalse();
    assertThat(rig.pauses).isEmpty();
  }

  @Test
  void a_topic_that_is_not_there_says_what_to_do() {
    rig.with(
            PubSubSettings.of("/data/Nobody__chn").onLoopback(rig.pubsub.host(), rig.pubsub.port()))
        .open();
    store.await(s -> !s.downs().isEmpty());

    assertThat(store.downs().getFirst().message())
        .contains("/data/Nobody__chn", "topic.not.found", "Change Data Capture");
  }

  @Test
  void a_session_that_ends_under_the_stream_is_renewed_and_no_event_is_lost() {
    rig.settled();
    rig.salesforce.expireTokens();
    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    rig.pubsub.beat();
    rig.awaitSubscriptions(2);
    String later = rig.newAccount("Hooli");
    store.awaitHints(2);

    assertThat(store.records()).containsExactly(account, later);
    assertThat(store.downs()).isEmpty();
    assertThat(rig.pauses).isEmpty();
  }

  @Test
  void a_new_session_that_is_refused_too_is_told_and_tried_seldom() {
    rig.settled();
    rig.pubsub.refuse(PubSubTrouble.AUTH_ERROR, 3);

    rig.pubsub.cut();
    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
    assertThat(store.downs()).singleElement().isInstanceOf(Fault.Broken.class);
    assertThat(rig.pauses).hasSize(3);
    assertThat(rig.pauses.subList(1, 3))
        .allSatisfy(p -> assertThat(p).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5)));
    store.await(s -> s.ups() == 2);
  }

  @Test
  void a_log_in_that_is_refused_stops_and_tells() {
    rig.salesforce.authTrouble(AuthTrouble.NO_RUN_AS_USER);

    ChangeStream stream = rig.open();
    store.await(s -> !s.downs().isEmpty());

    assertThat(store.downs().getFirst()).isInstanceOf(Fault.Broken.class);
    assertThat(store.downs().getFirst().message()).contains("run-as user");
    assertThat(stream.isRunning()).isFalse();
  }

  @Test
  void one_failure_is_nobody_s_business_and_several_are_told_once() {
    rig.settled();
    rig.pubsub.cut();
    rig.awaitSubscriptions(2);
    rig.keepAlive();
    store.awaitStores(2);
    assertThat(store.downs()).isEmpty();

    rig.pubsub.refuse(PubSubTrouble.UNAVAILABLE, 4);
    rig.pubsub.cut();
    rig.awaitSubscriptions(3);
    rig.keepAlive();
    store.await(s -> s.ups() == 2);

    assertThat(store.downs()).singleElement().isInstanceOf(Fault.Transient.class);
  }

  @Test
  void waits_double_fall_at_random_into_their_upper_half_and_begin_anew_after_an_answer() {
    rig.with(
            rig.settings()
                .withPatience(
                    new Patience(
                        1, Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(6))))
        .settled();
    rig.pubsub.refuse(PubSubTrouble.UNAVAILABLE, 4);
    rig.pubsub.cut();
    rig.awaitSubscriptions(2);
    rig.keepAlive();
    store.awaitStores(2);
    rig.pubsub.cut();
    rig.awaitSubscriptions(3);

    long[] full = {1000, 2000, 4000, 6000, 6000, 1000};
    assertThat(rig.pauses).hasSize(full.length);
    for (int i = 0; i < full.length; i++) {
      assertThat(rig.pauses.get(i).toMillis()).isBetween(full[i] / 2, full[i]);
    }
  }

  @Test
  void an_allocation_that_is_used_up_is_waited_for_long_and_told_at_once() {
    rig.settled();

    rig.pubsub.interrupt(PubSubTrouble.ALLOCATION_USED_UP);
    rig.awaitSubscriptions(2);

    assertThat(store.downs()).singleElement().isInstanceOf(Fault.Throttled.class);
    assertThat(rig.pauses.getFirst()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_stream_that_the_server_ends_in_peace_begins_again() {
    rig.settled();
    rig.pubsub.complete();
    rig.awaitSubscriptions(2);

    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
  }

  @Test
  void a_stream_that_says_nothing_counts_as_dead() {
    rig.settled().close();
    rig.pubsub.mute(true);
    String account = rig.newAccount("Initech");

    rig.with(rig.settings().withSilence(Duration.ofMillis(300))).open();
    rig.awaitSubscriptions(4);
    rig.pubsub.mute(false);
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
  }

  @Test
  void with_tls_asked_for_no_token_goes_to_a_server_without() {
    PubSubSettings plain = rig.settings();
    rig.with(
            new PubSubSettings(
                plain.host(),
                plain.port(),
                false,
                plain.topic(),
                plain.window(),
                plain.silence(),
                plain.patience()))
        .open();
    store.await(s -> !s.downs().isEmpty());

    assertThat(store.downs().getFirst()).isInstanceOf(Fault.Transient.class);
    assertThat(rig.pubsub.subscriptions()).isEmpty();
    assertThat(store.ups()).isZero();
  }

  @Test
  void a_server_that_is_away_is_waited_for() {
    rig.settled();
    rig.pubsub.close();

    store.await(s -> !s.downs().isEmpty());

    assertThat(store.downs().getFirst()).isInstanceOf(Fault.Transient.class);
  }

  @Test
  void closing_does_not_wait_for_a_pause_to_end() throws InterruptedException {
    CountDownLatch pausing = new CountDownLatch(1);
    rig.pausing(_ -> {
      pausing.countDown();
      new CountDownLatch(1).await();
    });
    ChangeStream stream = rig.settled();
    rig.pubsub.cut();
    assertThat(pausing.await(20, TimeUnit.SECONDS)).isTrue();

    stream.close();

    assertThat(stream.isRunning()).isFalse();
    assertThat(store.downs()).isEmpty();
  }

  @Test
  void closing_ends_the_stream_at_the_server_too_and_nothing_is_told_after() {
    ChangeStream stream = rig.settled();

    stream.close();
    rig.newAccount("Initech");

    assertThat(stream.isRunning()).isFalse();
    assertThat(store.hints()).isEmpty();
    assertThat(store.downs()).isEmpty();
    assertThat(rig.pubsub.awaitNoStream(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void another_object_s_topic_carries_only_its_events() {
    PubSubSettings accounts = PubSubSettings.of("/data/AccountChangeEvent");
    PubSubStandIn there = rig.pubsub;
    rig.with(accounts.onLoopback(there.host(), there.port())).settled();

    rig.rename("Renamed by sales");
    String account = rig.newAccount("Initech");
    store.awaitHints(1);

    assertThat(store.records()).containsExactly(account);
  }
}
