package io.tieout.door.slack;

import static io.tieout.door.slack.SlackHouse.BEN;
import static io.tieout.door.slack.SlackHouse.CARO;
import static io.tieout.door.slack.SlackHouse.DEALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asking for an undo from Slack: what is asked, and by whom.
class UndoDeskTest {
  private final SlackHouse house = new SlackHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private void told(String person, String order, String words) {
    house.slack.command(person, DEALS, "/tieout", order);
    Json.Obj answer = house.awaitMessage(person, DEALS, words);
    assertThat(answer.flag("is_ephemeral")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "undo INV-1001 because billed twice|INV-1001 U0CARO billed twice",
        "UNDO P-7, because: it was wrong|P-7 U0CARO it was wrong",
        "undo Acme renewal because of the price|Acme renewal U0CARO of the price",
        "undo 1001|1001 U0CARO -"
      })
  void name_and_reason_are_told_apart(String order, String asked) {
    told(CARO, order, "Asked to undo");
    assertThat(house.undoing).containsExactly(asked);
  }

  @Test
  void without_a_name_it_is_said_how() {
    told(CARO, "undo", "Say what and why");
    assertThat(house.undoing).isEmpty();
  }

  @Test
  void people_without_a_role_ask_for_nothing() {
    told(BEN, "undo 1001 because I can", "Undoing is asked for by people with the role");
    assertThat(house.undoing).isEmpty();
  }
}
