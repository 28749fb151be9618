package io.tieout.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.value.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Slack sends to the app: signed events, clicks, forms and commands.
class SlackOutgoingTest {
  private static final String CARD =
      """
      [{"type":"actions","block_id":"b","elements":[
        {"type":"button","action_id":"approve","value":"P-1",
         "text":{"type":"plain_text","text":"Approve"}},
        {"type":"static_select","action_id":"book","options":[
          {"text":{"type":"plain_text","text":"US"},"value":"us"},
          {"text":{"type":"plain_text","text":"UK"},"value":"uk"}]}]}]
      """;
  private static final String FORM =
      """
      {"type":"modal","callback_id":"reject","private_metadata":"P-1","notify_on_close":true,
       "title":{"type":"plain_text","text":"Reject"},
       "submit":{"type":"plain_text","text":"Send"},
       "blocks":[{"type":"input","block_id":"why","label":{"type":"plain_text","text":"Why"},
                  "element":{"type":"plain_text_input","action_id":"text"}}]}
      """;

  private final Fixture fixture = new Fixture();
  private final FakeApp app = new FakeApp(fixture);
  private final SlackStandIn slack = fixture.slack;

  @BeforeEach
  void subscribe() {
    slack.eventsTo(app.url());
  }

  @AfterEach
  void close() {
    app.close();
    fixture.close();
  }

  @Test
  void a_url_that_does_not_answer_the_challenge_is_refused() {
    assertThatThrownBy(() -> slack.eventsTo(URI.create(slack.base() + "/nowhere")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("challenge");
  }

  @Test
  void a_first_word_in_a_direct_message_has_no_thread() throws Exception {
    String dm = slack.openDirectMessage(Fixture.ANNA);
    Json.Obj opened = app.nextEvent().obj("event");
    assertThat(opened.text("type")).isEqualTo("app_home_opened");
    assertThat(opened.text("tab")).isEqualTo("messages");
    String ts = slack.say(Fixture.ANNA, dm, "what is overdue?", Optional.empty());
    Json.Obj envelope = app.nextEvent();
    assertThat(envelope.text("type")).isEqualTo("event_callback");
    assertThat(envelope.objects("authorizations").getFirst().text("user_id")).isEqualTo("U0TIEOUT");
    Json.Obj event = envelope.obj("event");
    assertThat(event.text("channel_type")).isEqualTo("im");
    assertThat(event.text("ts")).isEqualTo(ts);
    assertThat(event.has("thread_ts")).isFalse();
    slack.say(Fixture.ANNA, dm, "and by whom?", Optional.of(ts));
    assertThat(app.nextEvent().obj("event").text("thread_ts")).isEqualTo(ts);
  }

  @Test
  void a_mention_is_heard_where_the_bot_is_and_nothing_else_unless_subscribed() throws Exception {
    slack.say(Fixture.ANNA, Fixture.DEALS, "nobody listens", Optional.empty());
    slack.say(Fixture.ANNA, Fixture.GENERAL, "<@U0TIEOUT> are you here?", Optional.empty());
    slack.say(Fixture.ANNA, Fixture.DEALS, "<@U0TIEOUT> hello", Optional.empty());
    Json.Obj event = app.nextEvent().obj("event");
    assertThat(event.text("type")).isEqualTo("app_mention");
    assertThat(event.text("text")).isEqualTo("<@U0TIEOUT> hello");
    fixture.await(() -> slack.deliveries().size() == 1);
    assertThat(app.calls).isEmpty();
  }

  @Test
  void an_unanswered_event_comes_again_with_its_id() throws Exception {
    app.reply.set(c -> HttpAnswer.empty(c.header("X-Slack-Retry-Num").isPresent() ? 200 : 500));
    slack.say(Fixture.ANNA, Fixture.DEALS, "<@U0TIEOUT> hello", Optional.empty());
    HttpCall first = app.next();
    HttpCall second = app.next();
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("X-Slack-Retry-Num")).hasValue("1");
    assertThat(second.header("X-Slack-Retry-Reason")).hasValue("http_error");
    fixture.await(() -> slack.deliveries().size() == 2);
    assertThat(slack.deliveries())
        .extracting(SlackStandIn.Delivery::outcome)
        .containsExactly("http_error", "ok");
  }

  @Test
  void an_answer_that_takes_too_long_counts_as_none_while_the_app_still_works() throws Exception {
    CountDownLatch cameAgain = new CountDownLatch(1);
    List<Duration> once = List.of(Duration.ZERO);
    try (Fixture hasty = new Fixture(o -> o.withTiming(once, Duration.ofSeconds(1)));
        FakeApp slow = new FakeApp(hasty)) {
      hasty.slack.eventsTo(slow.url());
      slow.reply.set(c -> {
        if (c.header("X-Slack-Retry-Num").isPresent()) {
          cameAgain.countDown();
        }
        waitFor(cameAgain);
        return HttpAnswer.empty(200);
      });
      hasty.slack.say(Fixture.ANNA, Fixture.DEALS, "<@U0TIEOUT> hello", Optional.empty());
      slow.next();
      assertThat(slow.next().header("X-Slack-Retry-Reason")).hasValue("http_timeout");
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void retries_end_and_a_lost_connection_counts_as_a_failure() throws Exception {
    app.weather.arm(Mishap.REQUEST_LOST, 3);
    slack.say(Fixture.ANNA, Fixture.DEALS, "<@U0TIEOUT> hello", Optional.empty());
    fixture.await(() -> slack.deliveries().size() == 3);
    assertThat(slack.deliveries())
        .extracting(SlackStandIn.Delivery::outcome)
        .containsOnly("connection_failed");
    assertThat(slack.deliveries()).extracting(SlackStandIn.Delivery::retry).contains(0, 1, 2);
  }

  @Test
  void an_app_can_forbid_retries_and_an_event_can_come_twice() throws Exception {
    app.reply.set(_ -> HttpAnswer.empty(500).withHeader("X-Slack-No-Retry", "1"));
    slack.twice(1);
    slack.say(Fixture.ANNA, Fixture.DEALS, "<@U0TIEOUT> hello", Optional.empty());
    fixture.await(() -> slack.deliveries().size() == 2);
    assertThat(app.nextEvent().text("event_id")).isEqualTo(app.nextEvent().text("event_id"));
    assertThat(slack.deliveries()).extracting(SlackStandIn.Delivery::retry).containsOnly(0);
  }

  @Test
  void a_click_is_sent_with_a_trigger_and_an_address_to_answer() throws Exception {
    String ts = card();
    assertThat(click(ts, "approve")).isEqualTo(new Outcome.Taken());
    Json.Obj payload = app.nextPayload();
    assertThat(payload.text("type")).isEqualTo("block_actions");
    assertThat(payload.obj("user").text("id")).isEqualTo(Fixture.ANNA);
    assertThat(payload.obj("container").text("message_ts")).isEqualTo(ts);
    assertThat(payload.objects("actions").getFirst().text("value")).isEqualTo("P-1");
    assertThat(payload.objects("actions").getFirst().text("block_id")).isEqualTo("b");
    String url = payload.text("response_url");
    assertThat(respond(url, "{\"replace_original\":true,\"text\":\"Approved\"}")).isEqualTo(200);
    Json.Obj message = slack.messages(Fixture.ANNA, Fixture.DEALS).getFirst();
    assertThat(message.text("text")).isEqualTo("Approved");
    assertThat(click(ts, "approve")).isInstanceOf(Outcome.Refused.class);
    for (int i = 0; i < 4; i++) {
      assertThat(respond(url, "{\"text\":\"again\"}")).isEqualTo(200);
    }
    assertThat(respond(url, "{\"text\":\"too often\"}")).isEqualTo(404);
    assertThat(slack.messages(Fixture.BEN, Fixture.DEALS)).hasSize(1);
    assertThat(slack.messages(Fixture.ANNA, Fixture.DEALS)).hasSize(5);
  }

  @Test
  void a_choice_names_its_option() throws Exception {
    slack.select(Fixture.ANNA, Fixture.DEALS, card(), "book", "uk");
    Json.Obj action = app.nextPayload().objects("actions").getFirst();
    assertThat(action.obj("selected_option").text("value")).isEqualTo("uk");
  }

  @Test
  void an_app_that_does_not_take_a_click_is_seen_to_fail() throws Exception {
    app.reply.set(_ -> HttpAnswer.empty(500));
    assertThat(click(card(), "approve"))
        .isEqualTo(new Outcome.Unanswered("the app answered with status 500"));
  }

  @Test
  void a_form_is_checked_by_the_client_then_by_the_app_then_closed() throws Exception {
    String view = openForm();
    Json.Obj empty = Json.object().build();
    assertThat(slack.submit(Fixture.ANNA, view, empty))
        .isEqualTo(
            new Outcome.Refused(
                "the form is not complete", Map.of("why", "Please complete this required field.")));
    app.reply.set(_ ->
        HttpAnswer.json(
            200, Json.parse("{\"response_action\":\"errors\",\"errors\":{\"why\":\"say more\"}}")));
    Json.Obj entered = Json.parseObj("{\"why\":{\"text\":\"no\"}}");
    assertThat(slack.submit(Fixture.ANNA, view, entered))
        .isEqualTo(new Outcome.Refused("the app found errors", Map.of("why", "say more")));
    assertThat(slack.openViews(Fixture.ANNA)).hasSize(1);
    Json.Obj payload = app.nextPayload();
    assertThat(payload.text("type")).isEqualTo("view_submission");
    assertThat(payload.obj("view").text("private_metadata")).isEqualTo("P-1");
    assertThat(payload.obj("view").obj("state").obj("values").obj("why").obj("text").text("value"))
        .isEqualTo("no");
    app.reply.set(_ -> HttpAnswer.empty(200));
    assertThat(slack.submit(Fixture.ANNA, view, entered)).isEqualTo(new Outcome.Taken());
    assertThat(slack.openViews(Fixture.ANNA)).isEmpty();
  }

  @Test
  void the_app_s_answer_can_update_push_and_clear() throws Exception {
    String view = openForm();
    Json.Obj entered = Json.parseObj("{\"why\":{\"text\":\"no\"}}");
    answerWith("update");
    assertThat(slack.submit(Fixture.ANNA, view, entered)).isEqualTo(new Outcome.Taken());
    assertThat(slack.openViews(Fixture.ANNA)).extracting(v -> v.text("id")).containsExactly(view);
    answerWith("push");
    slack.submit(Fixture.ANNA, view, entered);
    assertThat(slack.openViews(Fixture.ANNA)).hasSize(2);
    String top = slack.openViews(Fixture.ANNA).getLast().text("id");
    assertThat(slack.submit(Fixture.ANNA, view, entered)).isInstanceOf(Outcome.Refused.class);
    app.reply.set(_ -> HttpAnswer.json(200, Json.parse("{\"response_action\":\"clear\"}")));
    slack.submit(Fixture.ANNA, top, entered);
    assertThat(slack.openViews(Fixture.ANNA)).isEmpty();
  }

  @Test
  void a_closed_form_is_told_when_it_asked_for_it() throws Exception {
    String view = openForm();
    assertThat(slack.close(Fixture.ANNA, view)).isEqualTo(new Outcome.Taken());
    assertThat(app.nextPayload().text("type")).isEqualTo("view_closed");
    assertThat(slack.openViews(Fixture.ANNA)).isEmpty();
  }

  @Test
  void a_command_is_a_form_and_its_answer_is_for_the_person_alone() throws Exception {
    app.reply.set(_ -> HttpAnswer.of(200, "text/plain", "Nothing waits for you."));
    assertThat(slack.command(Fixture.ANNA, Fixture.DEALS, "/tieout", "waiting"))
        .isEqualTo(new Outcome.Taken());
    Map<String, List<String>> form = app.next().form();
    assertThat(form.get("command")).isEqualTo(List.of("/tieout"));
    assertThat(form.get("text")).isEqualTo(List.of("waiting"));
    assertThat(form.get("channel_name")).isEqualTo(List.of("deals"));
    assertThat(slack.messages(Fixture.ANNA, Fixture.DEALS)).hasSize(1);
    assertThat(slack.messages(Fixture.BEN, Fixture.DEALS)).isEmpty();
  }

  @Test
  void messages_of_channels_and_of_the_bot_itself_are_heard_when_subscribed() throws Exception {
    try (Fixture other =
            new Fixture(o -> o.withSubscriptions(Set.of("message.channels", "message.im")));
        FakeApp listener = new FakeApp(other)) {
      other.slack.eventsTo(listener.url());
      other.slack.say(Fixture.ANNA, Fixture.DEALS, "hello", Optional.empty());
      assertThat(listener.nextEvent().obj("event").text("channel_type")).isEqualTo("channel");
      String dm = other.slack.openDirectMessage(Fixture.ANNA);
      other.call("chat.postMessage", Map.of("channel", dm, "text", "mine"));
      assertThat(listener.nextEvent().obj("event").text("bot_id")).isEqualTo("B0TIEOUT");
    }
  }

  private String card() throws Exception {
    return fixture
        .call("chat.postMessage", Map.of("channel", Fixture.DEALS, "text", "c", "blocks", CARD))
        .text("ts");
  }

  private Outcome click(String ts, String action) {
    return slack.click(Fixture.ANNA, Fixture.DEALS, ts, action, Optional.empty());
  }

  private String openForm() throws Exception {
    click(card(), "approve");
    String trigger = app.nextPayload().text("trigger_id");
    return fixture
        .call("views.open", Map.of("trigger_id", trigger, "view", FORM))
        .obj("view")
        .text("id");
  }

  private void answerWith(String action) {
    Json.Obj answer =
        Json.object().put("response_action", action).put("view", Json.parseObj(FORM)).build();
    app.reply.set(_ -> HttpAnswer.json(200, answer));
  }

  private int respond(String url, String body) throws Exception {
    return fixture
        .http
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
