package io.tieout.door.slack;

import static io.tieout.door.slack.SlackHouse.BEN;
import static io.tieout.door.slack.SlackHouse.CARO;
import static io.tieout.door.slack.SlackHouse.DEALS;
import static io.tieout.door.slack.SlackHouse.FINANCE;
import static io.tieout.door.slack.SlackHouse.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.approval.Click;
import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The life of cards and findings in a workspace.
class SlackCardsTest {
  private static final FindingDraft UNCLEAR =
      new FindingDraft(
          "customer unclear",
          "salesforce/deal/1",
          "customer:1",
          "Which customer is Acme?",
          "Two fit.",
          List.of(new Choice("c1", "Acme Inc"), new Choice("c2", "Acme Ltd")));

  @Test
  void an_approval_takes_the_buttons_away_and_says_who_decided() {
    try (SlackHouse house = new SlackHouse()) {
      String request = house.ask("P-1");
      Json.Obj card = house.awaitMessage(CARO, FINANCE, "Approval needed");
      assertThat(house.slack.click(CARO, FINANCE, ts(card), "approve", Optional.empty()))
          .isEqualTo(new Outcome.Taken());
      Json.Obj done = house.awaitMessage(CARO, FINANCE, "Approved, posting …");
      assertThat(ts(done)).isEqualTo(ts(card));
      assertThat(CardBlocksTest.actions(done.objects("blocks"))).isEmpty();
      assertThat(SlackHouse.textOf(done))
          .contains("Approved by Caro (controller)", "The new customer: planned");
      assertThat(house.approvals.view(request).state()).isEqualTo(ProposalState.APPROVED);
      assertThat(house.slack.requestLog()).allMatch(r -> r.outcome().equals("ok"));
    }
  }

  @Test
  void somebody_who_may_not_is_told_so_alone_and_the_card_stays() {
    try (SlackHouse house = new SlackHouse()) {
      house.ask("P-1");
      Json.Obj card = house.awaitMessage(CARO, FINANCE, "Approval needed");
      for (String person : List.of(BEN, STRANGER)) {
        assertThat(house.slack.click(person, FINANCE, ts(card), "approve", Optional.empty()))
            .isEqualTo(new Outcome.Taken());
        Json.Obj told =
            house.awaitMessage(
                person,
                FINANCE,
                person.equals(BEN) ? "you are not among them" : "I do not know you");
        assertThat(told.flag("is_ephemeral")).isTrue();
      }
      house.awaitQuiet();
      assertThat(CardBlocksTest.actions(card(house, card).objects("blocks")))
          .contains("approve", "reject");
    }
  }

  @Test
  void rejecting_for_another_reason_needs_words_and_the_card_shows_them() {
    try (SlackHouse house = new SlackHouse()) {
      house.ask("P-1");
      Json.Obj card = house.awaitMessage(CARO, FINANCE, "Approval needed");
      house.slack.click(CARO, FINANCE, ts(card), "reject", Optional.empty());
      String view = house.slack.openViews(CARO).getLast().text("id");
      assertThat(house.slack.submit(CARO, view, reason("Other", "")))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, r -> assertThat(r.byBlock()).containsKey("words"));
      assertThat(house.slack.submit(CARO, view, reason("Other", "they *cancelled*")))
          .isEqualTo(new Outcome.Taken());
      Json.Obj rejected = house.awaitMessage(CARO, FINANCE, "Rejected: no invoice was posted");
      assertThat(SlackHouse.textOf(rejected))
          .contains("Rejected by Caro (controller)", ": Other: they *cancelled*");
      assertThat(house.slack.openViews(CARO)).isEmpty();
    }
  }

  @Test
  void a_button_pressed_on_what_is_decided_opens_a_window_that_says_so() {
    try (SlackHouse house = new SlackHouse()) {
      String request = house.ask("P-1");
      Json.Obj card = house.awaitMessage(CARO, FINANCE, "Approval needed");
      house.slack.weather().arm(Mishap.DOWN, 100, call -> call.path().endsWith("chat.update"));
      house.approvals.reject(
          new Click(request, CARO, house.approvals.view(request).digest(), Optional.of("no")));
      house.slack.click(CARO, FINANCE, ts(card), "reject", Optional.empty());
      assertThat(house.slack.openViews(CARO).getLast().obj("title").text("text"))
          .isEqualTo("Already decided");
    }
  }

  @Test
  void the_card_of_a_deleted_message_is_posted_anew() {
    try (SlackHouse house = new SlackHouse()) {
      String request = house.ask("P-1");
      Json.Obj card = house.awaitMessage(CARO, FINANCE, "Approval needed");
      delete(house, ts(card));
      house.transact(sql -> house.outbox().post(sql, new Notice.CardChanged(request)));
      Json.Obj anew = house.awaitMessage(CARO, FINANCE, "Approval needed");
      assertThat(ts(anew)).isNotEqualTo(ts(card));
      house.slack.click(CARO, FINANCE, ts(anew), "approve", Optional.empty());
      assertThat(ts(house.awaitMessage(CARO, FINANCE, "Approved, posting"))).isEqualTo(ts(anew));
    }
  }

  @Test
  void an_update_that_fails_is_repeated_however_long_slack_is_away() {
    try (SlackHouse house = new SlackHouse()) {
      String request = house.ask("P-1");
      Json.Obj card = house.awaitMessage(CARO, FINANCE, "Approval needed");
      house.slack.weather().arm(Mishap.DOWN, 12, call -> call.path().endsWith("chat.update"));
      house.slack.weather().arm(Mishap.THROTTLED, 1, call -> call.path().endsWith("chat.update"));
      house.approvals.reject(
          new Click(request, CARO, house.approvals.view(request).digest(), Optional.of("no")));
      house.await(() -> {
        house.clock.advance(Duration.ofMinutes(10));
        return SlackHouse.textOf(card(house, card)).contains("Rejected");
      });
      assertThat(house.rows("select count(*) as n from notice_outbox where state = 'set aside'"))
          .isZero();
    }
  }

  @Test
  void a_finding_is_answered_by_finance_alone_and_once() {
    try (SlackHouse house = new SlackHouse()) {
      String id = house.raise(UNCLEAR);
      Json.Obj message = house.awaitMessage(CARO, FINANCE, "Which customer is Acme?");
      String action = "answer_finding:" + id;
      house.slack.select(BEN, FINANCE, ts(message), action, "c1");
      Json.Obj told = house.awaitMessage(BEN, FINANCE, "Your choice was not taken");
      assertThat(told.flag("is_ephemeral")).isTrue();
      assertThat(house.said(CARO, FINANCE)).hasSize(1);
      house.slack.select(CARO, FINANCE, ts(message), action, "c2");
      Json.Obj answered = house.awaitMessage(CARO, FINANCE, "Answered: *Acme Ltd*");
      assertThat(ts(answered)).isEqualTo(ts(message));
      assertThat(CardBlocksTest.actions(answered.objects("blocks"))).isEmpty();
      house.resolve("customer:1", "customer 2 was taken");
      house.awaitMessage(CARO, FINANCE, "Resolved: customer 2 was taken");
    }
  }

  @Test
  void a_deleted_finding_is_posted_anew_and_one_chosen_too_late_says_so() {
    try (SlackHouse house = new SlackHouse()) {
      String id = house.raise(UNCLEAR);
      Json.Obj message = house.awaitMessage(CARO, FINANCE, "Which customer is Acme?");
      house.slack.weather().arm(Mishap.DOWN, 100, call -> call.path().endsWith("chat.update"));
      house.resolve("customer:1", "gone");
      house.slack.select(CARO, FINANCE, ts(message), "answer_finding:" + id, "c2");
      house.awaitMessage(CARO, FINANCE, "answered or resolved before your choice");
      delete(house, ts(message));
      house.slack.weather().clear();
      house.await(() -> {
        house.clock.advance(Duration.ofMinutes(10));
        return house.said(CARO, FINANCE).stream().anyMatch(t -> t.contains("Resolved: gone"));
      });
    }
  }

  @Test
  void a_workspace_that_takes_no_tables_gets_them_in_monospace() {
    Weather weather = new Weather();
    HttpClient http = HttpClient.newHttpClient();
    URI[] real = new URI[1];
    try (LoopbackServer old =
            LoopbackServer.start(
                "old Slack",
                0,
                call -> withoutTables(call, http, real[0]),
                weather,
                () -> HttpAnswer.empty(429));
        SlackHouse house =
            new SlackHouse(api -> {
              real[0] = api;
              return old.base().resolve("/api/");
            })) {
      Answer answer =
          new Answer(
              List.of(
                  new Answer.Part.Table(
                      List.of("Invoice", "Open"), List.of(List.of("1042", "USD 1,200.00")))),
              List.of(),
              Optional.empty());
      house.transact(sql ->
          house
              .outbox()
              .post(sql, new Notice.Reply(DEALS, Optional.empty(), Optional.empty(), answer)));
      house.awaitMessage(CARO, DEALS, "```\nInvoice  Open\n1042     USD 1,200.00\n```");
    } finally {
      http.shutdownNow();
    }
  }

  private static HttpAnswer withoutTables(HttpCall call, HttpClient http, URI real) {
    if (call.text().contains("raw_text")) {
      return HttpAnswer.json(
          200, Json.object().put("ok", false).put("error", "invalid_blocks").build());
    }
    String method = call.path().substring("/api/".length());
    HttpRequest request =
        HttpRequest.newBuilder(real.resolve(method))
            .header("Content-Type", call.header("content-type").orElse(""))
            .header("Authorization", call.header("authorization").orElse(""))
            .POST(HttpRequest.BodyPublishers.ofString(call.text()))
            .build();
    try {
      return HttpAnswer.json(
          200, Json.parseObj(http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Json.Obj reason(String choice, String words) {
    return Json.object()
        .put("reason", Json.object().put("reason_choice", choice))
        .put("words", Json.object().put("reason_words", words))
        .build();
  }

  private static String ts(Json.Obj message) {
    return message.text("ts");
  }

  private static Json.Obj card(SlackHouse house, Json.Obj card) {
    return house.seen(CARO, FINANCE).stream()
        .filter(m -> ts(m).equals(ts(card)))
        .findFirst()
        .orElseThrow();
  }

  /// An administrator of the workspace deletes a message.
  private static void delete(SlackHouse house, String ts) {
    house.call("chat.delete", Map.of("channel", FINANCE, "ts", ts));
  }
}
