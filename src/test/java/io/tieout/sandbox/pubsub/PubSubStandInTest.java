package io.tieout.sandbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.world.SandboxClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The protocol, as a foreign client sees it.
class PubSubStandInTest {
  private final Bench bench = new Bench();
  private final SandboxClock clock = bench.clock;
  private final SalesforceStandIn salesforce = bench.salesforce;
  private final PubSubStandIn pubsub = bench.pubsub;
  private final Client client = bench.client;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void its_info_says_where_it_listens() {
    assertThat(pubsub.info().text("pubsubHost")).isEqualTo("127.0.0.1");
    assertThat(pubsub.info().integer("pubsubPort")).isEqualTo(pubsub.port());
    assertThat(pubsub.info().text("topic")).isEqualTo("/data/Tieout__chn");
  }

  @Test
  void without_a_session_of_this_org_nothing_is_answered() {
    Map<String, String> good = Client.headers(salesforce);

    assertThat(refusal(Map.of())).isEqualTo("service.auth.headers.invalid");
    assertThat(refusal(with(good, "accesstoken", "made up"))).isEqualTo("service.auth.error");
    assertThat(refusal(with(good, "tenantid", "00D000000000000AAA")))
        .isEqualTo("service.auth.error");
    assertThat(refusal(with(good, "instanceurl", "https://other.example")))
        .isEqualTo("service.auth.error");
    assertThat(refusal(good)).isEqualTo("none");
    salesforce.expireTokens();
    assertThat(refusal(good)).isEqualTo("service.auth.error");
  }

  @Test
  void a_topic_tells_whose_it_is_and_an_unknown_one_is_not_found() {
    TopicInfo one = topic("/data/OpportunityChangeEvent");
    assertThat(one.getTenantGuid()).isEqualTo(salesforce.organizationId());
    assertThat(one.getCanSubscribe()).isTrue();
    assertThat(one.getCanPublish()).isFalse();
    assertThat(client.schema(one.getSchemaId()).getName()).isEqualTo("OpportunityChangeEvent");
    assertThat(topic("/data/ChangeEvents").getSchemaId()).isEmpty();

    assertThat(Client.code(catchThrowable(() -> topic("/data/UserChangeEvent"))))
        .isEqualTo("topic.not.found");
    assertThat(
            Client.code(
                catchThrowable(() ->
                    client.calls().getSchema(SchemaRequest.newBuilder().setSchemaId("x").build()))))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void replay_ids_are_opaque_and_lead_to_what_came_after() {
    List<String> made = List.of(bench.account("A"), bench.account("B"), bench.account("C"));
    List<ConsumerEvent> all = client.earliest(10).events(3);

    List<ConsumerEvent> rest = client.after(all.getFirst().getReplayId(), 10).events(2);

    assertThat(rest).extracting(bench::record).containsExactlyElementsOf(made.subList(1, 3));
    assertThat(all).extracting(ConsumerEvent::getReplayId).doesNotHaveDuplicates();
    assertThat(client.after(ByteString.copyFromUtf8("made up"), 10).end())
        .isEqualTo("subscription.fetch.replayid.corrupted");
  }

  @Test
  void an_event_is_kept_for_three_days() {
    bench.account("A");
    ByteString old = client.earliest(10).events(1).getFirst().getReplayId();
    clock.advance(Duration.ofDays(3).plusSeconds(1));
    String late = bench.account("B");

    assertThat(client.earliest(10).events(1)).extracting(bench::record).containsExactly(late);
    assertThat(client.after(old, 10).end()).isEqualTo("subscription.fetch.replayid.corrupted");
  }

  @Test
  void no_more_comes_than_was_asked_for_and_never_more_than_a_hundred_at_once() {
    for (int i = 0; i < 150; i++) {
      bench.account("Account " + i);
    }
    Client.Stream stream = client.earliest(3);
    FetchResponse first = stream.next();
    assertThat(first.getEventsCount()).isEqualTo(3);
    assertThat(first.getPendingNumRequested()).isZero();

    stream.more(1000);
    assertThat(stream.events(100)).hasSize(100);
    assertThat(stream.isQuiet()).isTrue();
    stream.more(47);
    assertThat(stream.events(47)).hasSize(47);
  }

  @Test
  void a_silent_stream_is_kept_alive_with_a_newer_replay_id() {
    Client.Stream stream = client.latest(10);
    bench.awaitOpen(1);
    pubsub.beat();
    assertThat(stream.isQuiet()).isTrue();

    clock.advance(Duration.ofSeconds(270));
    pubsub.beat();
    FetchResponse alive = stream.next();
    assertThat(alive.getEventsCount()).isZero();
    assertThat(alive.getPendingNumRequested()).isEqualTo(10);

    String later = bench.account("A");
    assertThat(client.after(alive.getLatestReplayId(), 1).events(1))
        .extracting(bench::record)
        .containsExactly(later);
  }

  @Test
  void a_stream_that_asks_for_nothing_is_ended_after_seventy_seconds() {
    bench.account("A");
    Client.Stream stream = client.earliest(1);
    stream.events(1);

    clock.advance(Duration.ofSeconds(69));
    pubsub.beat();
    assertThat(pubsub.openStreams()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    pubsub.beat();

    assertThat(stream.end()).isEqualTo("OK");
  }

  @Test
  void a_stream_whose_session_ends_is_ended() {
    Client.Stream stream = client.latest(10);
    bench.awaitOpen(1);

    salesforce.expireTokens();
    pubsub.beat();

    assertThat(stream.end()).isEqualTo("service.auth.error");
  }

  @Test
  void a_stream_keeps_to_its_topic_and_asks_for_something() {
    Client.Stream other = client.latest(10);
    other.send(
        FetchRequest.newBuilder().setTopicName("/data/ChangeEvents").setNumRequested(1).build());
    assertThat(other.end()).isEqualTo("INVALID_ARGUMENT");
    assertThat(client.subscribe(Client.request(ReplayPreset.LATEST, 0).build()).end())
        .isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void the_schema_has_another_id_when_a_field_is_added_and_the_old_one_is_still_known() {
    String before = topic("/data/AccountChangeEvent").getSchemaId();
    pubsub.addField("Account", "Region__c");
    String after = topic("/data/AccountChangeEvent").getSchemaId();

    assertThat(after).isNotEqualTo(before);
    assertThat(client.schema(before).getField("Region__c")).isNull();
    assertThat(client.schema(after).getField("Region__c")).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(PubSubTrouble.class)
  void every_trouble_can_be_asked_for(PubSubTrouble trouble) {
    pubsub.refuse(trouble, 1);
    String refused = client.latest(1).end();
    Client.Stream stream = client.latest(1);
    bench.awaitOpen(1);
    pubsub.interrupt(trouble);

    assertThat(refused).isEqualTo(trouble.code());
    assertThat(stream.end()).isEqualTo(trouble.code());
  }

  private TopicInfo topic(String name) {
    return client.calls().getTopic(TopicRequest.newBuilder().setTopicName(name).build());
  }

  private String refusal(Map<String, String> headers) {
    try (Client other = new Client(pubsub, salesforce, headers)) {
      Throwable thrown =
          catchThrowable(() ->
              other
                  .calls()
                  .getTopic(TopicRequest.newBuilder().setTopicName(PubSubStandIn.CHANNEL).build()));
      return thrown == null ? "none" : Client.code(thrown);
    }
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> copy = new HashMap<>(all);
    copy.put(name, value);
    return copy;
  }
}
