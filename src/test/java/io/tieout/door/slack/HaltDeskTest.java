package io.tieout.door.slack;

import static io.tieout.door.slack.SlackHouse.BEN;
import static io.tieout.door.slack.SlackHouse.CARO;
import static io.tieout.door.slack.SlackHouse.DEALS;
import static io.tieout.door.slack.SlackHouse.FINANCE;
import static io.tieout.door.slack.SlackHouse.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.halt.Halts;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Halting and resuming from Slack: by those who may, and seen by everybody.
class HaltDeskTest {
  private final SlackHouse house = new SlackHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private String told(String person, String order, String words) {
    house.slack.command(person, DEALS, "/tieout", order);
    Json.Obj answer = house.awaitMessage(person, DEALS, words);
    assertThat(answer.flag("is_ephemeral")).isTrue();
    return SlackHouse.textOf(answer);
  }

  private long halts() {
    return house.rows("select count(*) as n from halt_event");
  }

  private List<String> standing() {
    return house.query(Halts::standing).stream().map(halt -> halt.scope().word()).toList();
  }

  @Test
  void a_halt_is_told_to_everybody_and_stands_on_the_cards() {
    house.ask("P-1");
    house.awaitMessage(CARO, FINANCE, "Approval needed");
    assertThat(told(CARO, "halt all because the rates are wrong", "All writes are halted"))
        .contains("Waiting now: nothing");
    assertThat(standing()).containsExactly("all");
    house.awaitMessage(BEN, FINANCE, "*All writes are halted* by Caro: the rates are wrong");
    Json.Obj card = house.awaitMessage(CARO, FINANCE, "nothing covered is sent");
    assertThat(SlackHouse.textOf(card)).contains("Approval needed", "by Caro", "rates are wrong");
    assertThat(told(BEN, "status", "All writes are halted since"))
        .contains("2026-11-20 15:00 UTC by Caro: the rates are wrong");
  }

  @Test
  void resuming_asks_first_and_the_button_lifts_the_halt_that_was_shown() {
    told(CARO, "halt quickbooks because the rates are wrong", "Writes to QuickBooks are halted");
    assertThat(told(CARO, "resume quickbooks because they are right", "Nothing goes on before"))
        .contains("are halted since", "by Caro", "nothing. Each is checked again");
    assertThat(standing()).containsExactly("quickbooks");
    Json.Obj question = house.awaitMessage(CARO, DEALS, "Nothing goes on before");
    house.slack.click(CARO, DEALS, question.text("ts"), "choose_0", Optional.empty());
    house.awaitMessage(CARO, DEALS, "Halt 1 is lifted. No writes are halted.");
    house.awaitMessage(BEN, FINANCE, "*Writes to QuickBooks go on*, by Caro: they are right");
    assertThat(standing()).isEmpty();
    told(CARO, "halt quickbooks because again", "Writes to QuickBooks are halted");
    house.slack.click(CARO, DEALS, question.text("ts"), "choose_0", Optional.empty());
    house.awaitMessage(CARO, DEALS, "Halt 1 was lifted before; nothing was changed.");
    assertThat(standing()).containsExactly("quickbooks");
  }

  @Test
  void a_long_reason_still_has_its_button() {
    told(CARO, "halt quickbooks because the rates are wrong", "Writes to QuickBooks are halted");
    told(CARO, "resume quickbooks because " + "they are right, ".repeat(150), "Nothing goes on");
    Json.Obj question = house.awaitMessage(CARO, DEALS, "Nothing goes on before");
    house.slack.click(CARO, DEALS, question.text("ts"), "choose_0", Optional.empty());
    house.awaitMessage(CARO, DEALS, "Halt 1 is lifted. No writes are halted.");
    assertThat(standing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "halt all because I can",
        "resume all because I can",
        "lift halt 1 because I can",
        "“lift halt 1 because I can”"
      })
  void who_lacks_the_role_is_refused_and_only_they_see_it(String order) {
    told(CARO, "halt salesforce because of the migration", "Writes to Salesforce are halted");
    assertThat(told(BEN, order, "with the role")).contains("admin, cfo, controller");
    assertThat(standing()).containsExactly("salesforce");
    assertThat(house.said(CARO, DEALS)).noneMatch(t -> t.contains("with the role"));
  }

  @Test
  void a_stranger_halts_nothing() {
    told(STRANGER, "halt all because why not", "I do not know you yet");
    assertThat(halts()).isZero();
  }

  @Test
  void said_in_a_channel_it_is_answered_to_the_one_alone() {
    house.slack.say(
        BEN,
        DEALS,
        "<@" + house.slack.info().text("bot_user_id") + "> halt all because I can",
        Optional.empty());
    assertThat(house.awaitMessage(BEN, DEALS, "with the role").flag("is_ephemeral")).isTrue();
    assertThat(house.said(CARO, DEALS)).isEmpty();
    assertThat(halts()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "halt|Say what and why",
        "halt all|Say what and why",
        "halt all because|Say what and why",
        "halt quickbook because of a typo|'quickbook' cannot be halted; there is: all",
        "halt xero because we have none|salesforce",
        "resume all because it is over|'all' is not halted. No writes are halted."
      })
  void what_is_not_understood_changes_nothing_and_says_what_there_is(String order, String words) {
    told(CARO, order, words);
    assertThat(halts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what is the status of Acme",
        "is QuickBooks halted?",
        "please resume",
        "halting all because",
        "lift halt because"
      })
  void other_words_go_to_the_assistant(String words) {
    assertThat(HaltDesk.concerns(words)).isFalse();
  }
}
