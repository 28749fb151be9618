package io.tieout.door.slack;

import static io.tieout.door.slack.SlackHouse.BEN;
import static io.tieout.door.slack.SlackHouse.CARO;
import static io.tieout.door.slack.SlackHouse.DEALS;
import static io.tieout.door.slack.SlackHouse.GENERAL;
import static io.tieout.door.slack.SlackHouse.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conversations, from what a person types to what they read.
class SlackDoorTest {
  private static final Optional<String> NO_THREAD = Optional.empty();
  private final SlackHouse house = new SlackHouse();

  @AfterEach
  void close() {
    long waiting =
        house.rows(
            "select count(*) as n from signal s join signal_work w on w.signal = s.id"
                + " where s.source = 'slack' and w.lane <> 0");
    house.close();
    assertThat(waiting).as("what people did that goes with the news").isZero();
  }

  @Test
  void a_mention_in_a_channel_is_answered_in_its_thread() {
    String root =
        house.slack.say(
            CARO, DEALS, "<@" + bot() + "> where does the acme invoice stand?", NO_THREAD);
    Json.Obj answer = house.awaitMessage(CARO, DEALS, "Invoice *1042*");
    assertThat(answer.text("thread_ts")).isEqualTo(root);
    assertThat(SlackHouse.textOf(answer))
        .contains("unpaid", "QuickBooks invoice 1042", "Open invoice 1042");
    house.await(() -> session(DEALS, root).equals(Optional.of("active")));
    assertThat(house.slack.requestLog())
        .filteredOn(r -> r.method().equals("agents.sessions.setStatus"))
        .extracting(r -> r.args().text("status"))
        .containsExactly("processing", "active");
    assertNothingRefused();
  }

  @Test
  void a_direct_message_is_answered_in_a_thread_of_it_and_the_thread_goes_on() {
    String direct = house.slack.openDirectMessage(BEN);
    String root = house.slack.say(BEN, direct, "what does Acme owe?", NO_THREAD);
    assertThat(house.awaitMessage(BEN, direct, "USD 1,200.00").text("thread_ts")).isEqualTo(root);
    house.slack.say(BEN, direct, "and Globex?", Optional.of(root));
    Json.Obj second = house.awaitMessage(BEN, direct, "*Globex GmbH* owes nothing");
    assertThat(second.text("thread_ts")).isEqualTo(root);
    assertNothingRefused();
  }

  @Test
  void whoever_opens_the_messages_is_shown_what_to_ask_and_strangers_are_not() {
    String direct = house.slack.openDirectMessage(CARO);
    house.await(() -> !house.slack.prompts(direct).isEmpty());
    assertThat(house.slack.prompts(direct))
        .extracting(p -> p.text("message"))
        .containsExactly("What is waiting for approval?", "What can you do?");
    String other = house.slack.openDirectMessage(STRANGER);
    house.slack.openHome(BEN);
    house.awaitQuiet();
    assertThat(house.slack.prompts(other)).isEmpty();
    house.slack.say(CARO, direct, "What can you do?", NO_THREAD);
    house.awaitMessage(CARO, direct, "I can tell you where a deal's invoice stands");
    assertNothingRefused();
  }

  @Test
  void a_slash_command_is_answered_to_the_one_who_gave_it() {
    assertThat(house.slack.command(BEN, DEALS, "/tieout", "where does the Acme invoice stand?"))
        .isEqualTo(new Outcome.Taken());
    assertThat(house.awaitMessage(BEN, DEALS, "Invoice *1042*").flag("is_ephemeral")).isTrue();
    assertThat(house.said(CARO, DEALS)).isEmpty();
    assertNothingRefused();
  }

  @Test
  void a_slash_command_where_we_are_not_is_answered_in_direct_messages() {
    house.slack.command(BEN, GENERAL, "/tieout", "what does Acme owe?");
    String direct = house.slack.openDirectMessage(BEN);
    house.awaitMessage(BEN, direct, "*Acme Corporation* owes");
    assertThat(house.said(BEN, GENERAL)).isEmpty();
  }

  @Test
  void somebody_is_told_in_direct_messages_without_having_asked() {
    Answer answer =
        new Answer(
            List.of(new Answer.Part.Paragraph("**Reconnect needed: QuickBooks**")),
            List.of(),
            Optional.empty());
    house.transact(sql ->
        house.outbox().post(sql, new Notice.Reply(BEN, NO_THREAD, Optional.empty(), answer)));
    house.awaitMessage(BEN, house.slack.openDirectMessage(BEN), "*Reconnect needed: QuickBooks*");
    assertThat(house.said(BEN, GENERAL)).isEmpty();
  }

  @Test
  void choosing_a_candidate_answers_the_question_that_was_asked() {
    String root =
        house.slack.say(
            CARO, DEALS, "<@" + bot() + "> where does the globex invoice stand", NO_THREAD);
    Json.Obj question = house.awaitMessage(CARO, DEALS, "Which one do you mean?");
    house.slack.click(CARO, DEALS, question.text("ts"), "choose_1", Optional.of("Globex pilot"));
    Json.Obj answer = house.awaitMessage(CARO, DEALS, "*Globex pilot*");
    assertThat(answer.text("thread_ts")).isEqualTo(root);
    assertThat(house.said(CARO, DEALS)).hasSize(2);
  }

  @Test
  void choosing_under_a_private_answer_stays_private() {
    house.slack.command(BEN, DEALS, "/tieout", "where does the globex invoice stand");
    Json.Obj question = house.awaitMessage(BEN, DEALS, "Which one do you mean?");
    house.slack.click(BEN, DEALS, question.text("ts"), "choose_0", Optional.of("Globex expansion"));
    Json.Obj answer = house.awaitMessage(BEN, DEALS, "*Globex expansion*");
    assertThat(answer.flag("is_ephemeral")).isTrue();
    assertThat(house.said(CARO, DEALS)).isEmpty();
  }

  @Test
  void a_stranger_learns_nothing_alone_and_lends_no_words_to_others() {
    String root =
        house.slack.say(STRANGER, DEALS, "<@" + bot() + "> what does Acme owe?", NO_THREAD);
    Json.Obj told = house.awaitMessage(STRANGER, DEALS, "I do not know you yet");
    assertThat(told.flag("is_ephemeral")).isTrue();
    assertThat(house.said(CARO, DEALS)).isEmpty();
    house.slack.say(CARO, DEALS, "<@" + bot() + "> hello", Optional.of(root));
    assertThat(SlackHouse.textOf(house.awaitMessage(CARO, DEALS, "")))
        .contains("I can tell you where")
        .doesNotContain("1,200.00");
    assertThat(house.rows("select count(*) as n from slack_said where words like '%Acme owe?%'"))
        .isZero();
    String direct = house.slack.openDirectMessage(STRANGER);
    house.slack.say(STRANGER, direct, "what does Acme owe?", NO_THREAD);
    house.awaitMessage(STRANGER, direct, "I do not know you yet");
    assertThat(house.said(STRANGER, direct)).noneMatch(t -> t.contains("1,200.00"));
  }

  @Test
  void an_event_delivered_twice_is_answered_once() {
    house.slack.twice(4);
    house.slack.say(CARO, DEALS, "<@" + bot() + "> what does Acme owe?", NO_THREAD);
    house.awaitMessage(CARO, DEALS, "*Acme Corporation* owes");
    house.await(() ->
        house.slack.deliveries().stream().filter(d -> d.type().equals("app_mention")).count() == 2);
    house.awaitQuiet();
    assertThat(house.said(CARO, DEALS)).hasSize(1);
  }

  @Test
  void one_message_told_by_two_events_is_answered_once() {
    String direct = house.slack.openDirectMessage(CARO);
    house.awaitQuiet();
    String ts = "1763650000.000100";
    String said =
        """
        {"user":"U0CARO","channel":"%s","ts":"%s","text":"what does Acme owe?","channel_type":"im"
        """
            .formatted(direct, ts);
    house.post("/slack/events", event("Ev1", said + ",\"type\":\"message\"}"));
    house.post("/slack/events", event("Ev2", said + ",\"type\":\"app_mention\"}"));
    assertThat(house.rows("select count(*) as n from signal where kind = 'said'")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"message\",\"user\":\"U0TIEOUT\",\"bot_id\":\"B0TIEOUT\"",
        "\"type\":\"message\",\"user\":\"U0OTHER\",\"bot_id\":\"B0OTHER\"",
        "\"type\":\"message\",\"subtype\":\"bot_message\"",
        "\"type\":\"message\",\"user\":\"U0CARO\",\"subtype\":\"message_changed\"",
        "\"type\":\"message\",\"user\":\"U0CARO\",\"subtype\":\"message_deleted\"",
        "\"type\":\"message\",\"user\":\"U0CARO\",\"subtype\":\"channel_join\"",
        "\"type\":\"message\",\"user\":\"U0CARO\",\"subtype\":\"assistant_app_thread\"",
        "\"type\":\"app_mention\",\"user\":\"U0CARO\",\"bot_id\":\"B0OTHER\"",
        "\"type\":\"reaction_added\",\"user\":\"U0CARO\"",
        "\"type\":\"something_of_2027\"",
        "\"type\":\"app_home_opened\",\"tab\":\"home\",\"user\":\"U0CARO\""
      })
  void what_nobody_asked_us_is_taken_with_200_and_not_worked_on(String fields) {
    String event =
        "{%s,\"channel\":\"D1\",\"ts\":\"1.1\",\"text\":\"what does Acme owe?\",\"channel_type\":\"im\"}"
            .formatted(fields);
    assertThat(house.post("/slack/events", event("Ev1", event))).isEqualTo(200);
    assertThat(house.rows("select count(*) as n from signal")).isZero();
  }

  @Test
  void requests_of_unknown_types_are_taken_too() {
    assertThat(house.post("/slack/events", "{\"type\":\"app_rate_limited\",\"team_id\":\"T1\"}"))
        .isEqualTo(200);
    assertThat(house.post("/slack/interactivity", "payload=%7B%22type%22%3A%22shortcut%22%7D"))
        .isEqualTo(200);
    assertThat(house.rows("select count(*) as n from signal")).isZero();
  }

  @Test
  void what_is_not_signed_or_not_usable_is_refused() {
    String event = event("Ev1", "{\"type\":\"app_mention\"}");
    for (String path : List.of("/slack/events", "/slack/interactivity", "/slack/commands")) {
      assertThat(house.send(path, event, Map.of())).as(path).isEqualTo(401);
    }
    assertThat(house.post("/slack/events", "not json")).isEqualTo(400);
    assertThat(house.post("/slack/interactivity", "nothing=1")).isEqualTo(400);
    assertThat(house.post("/slack/commands", "text=hi")).isEqualTo(400);
  }

  @Test
  void entities_and_links_in_what_was_said_are_undone() {
    house.slack.say(CARO, DEALS, "<@" + bot() + "> find the deal “Initech &amp; Sons”", NO_THREAD);
    house.awaitMessage(CARO, DEALS, "Initech & Sons");
  }

  @Test
  void a_file_with_words_is_a_question_too() {
    String direct = house.slack.openDirectMessage(CARO);
    house.awaitQuiet();
    String event =
        """
        {"type":"message","subtype":"file_share","user":"U0CARO","channel":"%s","ts":"1.1",
         "text":"what does Acme owe?","channel_type":"im","files":[]}
        """
            .formatted(direct);
    house.post("/slack/events", event("Ev1", event));
    assertThat(house.rows("select count(*) as n from signal where kind = 'said'")).isEqualTo(1);
  }

  private static String event(String id, String event) {
    return "{\"type\":\"event_callback\",\"event_id\":\"%s\",\"event\":%s}".formatted(id, event);
  }

  private String bot() {
    return house.slack.info().text("bot_user_id");
  }

  private Optional<String> session(String channel, String ts) {
    return house.slack.messages(CARO, channel).stream()
        .filter(m -> m.text("ts").equals(ts))
        .flatMap(m -> m.optObj("session").stream())
        .flatMap(s -> s.optText("status").stream())
        .findFirst();
  }

  private void assertNothingRefused() {
    house.awaitQuiet();
    assertThat(house.slack.requestLog()).allMatch(r -> r.outcome().equals("ok"));
  }
}
