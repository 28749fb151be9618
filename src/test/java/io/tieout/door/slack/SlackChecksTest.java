package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// One setting of the workspace is wrong at a time.
class SlackChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

  @Test
  void an_app_as_its_manifest_asks_for_has_nothing_to_change_and_nobody_notices() {
    try (SlackStandIn slack = slack(o -> o)) {
      String channel = slack.info().obj("channels").text("finance-approvals");
      List<Check> checks = checks(slack, token(slack), channel);
      assertThat(checks)
          .extracting(Check::name)
          .containsExactly("bot token", "scopes", "finance channel");
      assertThat(checks)
          .allSatisfy(c -> assertThat(c.outcome()).as(c.told()).isEqualTo(Outcome.OK));
      assertThat(slack.messages("U0CARO", channel).toString()).doesNotContain("looks whether");
    }
  }

  @Test
  void a_missing_scope_is_named() {
    try (SlackStandIn slack = slack(o -> o.withScopes(Set.of("chat:write", "commands")))) {
      Check check =
          at(
              checks(slack, token(slack), slack.info().obj("channels").text("finance-approvals")),
              "scopes");
      assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(check.told())
          .contains("app_mentions:read, assistant:write, im:history is missing")
          .contains("install the app again");
    }
  }

  @Test
  void a_wrong_token_is_told_without_showing_it() {
    try (SlackStandIn slack = slack(o -> o)) {
      List<Check> checks = checks(slack, "xoxb-wrong", "C0123456789");
      assertThat(checks)
          .singleElement()
          .satisfies(c -> {
            assertThat(c.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(c.told()).contains("invalid_auth").doesNotContain("xoxb-wrong");
          });
    }
  }

  @Test
  void a_channel_that_the_app_is_not_in_is_told() {
    try (SlackStandIn slack = slack(o -> o)) {
      Check check = at(checks(slack, token(slack), "C0NOWHERE99"), "finance channel");
      assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(check.told()).contains("C0NOWHERE99").contains("/invite @Tieout");
    }
  }

  private static SlackStandIn slack(UnaryOperator<SlackStandIn.Options> how) {
    Company company = SeededCompany.generate(7, 17, NOW);
    return SlackStandIn.start(
        how.apply(SlackStandIn.Options.of(company, new SandboxClock(() -> NOW))));
  }

  private static String token(SlackStandIn slack) {
    return slack.info().text("bot_token");
  }

  private static List<Check> checks(SlackStandIn slack, String token, String channel) {
    Json.Obj info = slack.info();
    return new SlackChecks(
            new SlackSettings(
                URI.create(info.text("api")),
                new Secret(token),
                new Secret(info.text("signing_secret")),
                channel))
        .checks();
  }

  private static Check at(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
