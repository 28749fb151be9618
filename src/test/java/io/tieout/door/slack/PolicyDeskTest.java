package io.tieout.door.slack;

import static io.tieout.door.slack.SlackHouse.BEN;
import static io.tieout.door.slack.SlackHouse.CARO;
import static io.tieout.door.slack.SlackHouse.DEALS;
import static io.tieout.door.slack.SlackHouse.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Questions about the policy from Slack: what is asked, and who is answered.
class PolicyDeskTest {
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
        "policy why INV-1001|why: INV-1001",
        "POLICY WHY Acme renewal?|why: Acme renewal",
        "policy test invoice USD 12000 new customer discount 25|test: invoice USD 12000 new customer discount 25",
        "policy show|show",
        "policy|Ask: policy why INV-1001",
        "policy why|Ask: policy why INV-1001"
      })
  void the_words_are_told_apart(String order, String words) {
    told(CARO, order, words);
  }

  @Test
  void who_may_see_invoices_is_answered_and_nobody_else() {
    told(BEN, "policy show", "show");
    house.slack.command(STRANGER, DEALS, "/tieout", "policy show");
    house.awaitQuiet();
    assertThat(house.said(STRANGER, DEALS)).isNotEmpty().noneMatch(said -> said.equals("show"));
    Member clerkOfNothing = new Member("U0TESS", "Tess", Optional.empty(), Set.of());
    assertThat(
            AnswerBlocks.fallback(
                new PolicyDesk(new Explaining()).answer(clerkOfNothing, "policy show")))
        .contains("The policy is explained to people with the role");
  }

  @Test
  void other_words_about_a_policy_are_for_the_assistant() {
    assertThat(PolicyDesk.concerns("policy of returns?")).isFalse();
    assertThat(PolicyDesk.concerns("what is the policy")).isFalse();
  }
}
