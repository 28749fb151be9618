package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.fact.check.Lifetime;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import io.tieout.sandbox.hubspot.Limits;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A portal with one thing wrong at a time.
class HubSpotChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  private final HubSpotStandIn hubspot =
      HubSpotStandIn.start(
          HubSpotStandIn.Options.of(SeededCompany.generate(7, 12, NOW), clock)
              .withLimits(Limits.NONE));
  private final HubSpotCrm crm = crm(hubspot.info().text("serviceKey"));

  @AfterEach
  void stop() {
    crm.close();
    hubspot.close();
  }

  private HubSpotCrm crm(String key) {
    return new HubSpotCrm(
        HubSpotSettings.of(hubspot.base(), new Grant.ServiceKey(new Secret(key))),
        new Timing(clock, new Random(7), _ -> {}));
  }

  private static List<Check> wrong(HubSpotCrm crm) {
    return crm.checks().stream().filter(c -> c.outcome() != Outcome.OK).toList();
  }

  @Test
  void missing_properties_are_told_with_the_remedy_and_made_by_installing() {
    assertThat(wrong(crm))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.name()).isEqualTo("finance properties");
          assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(check.told()).contains("'tieout_sync_key' is not there", "check --install");
        });
    crm.install();
    assertThat(wrong(crm)).isEmpty();
    assertThat(crm.checks())
        .extracting(Check::name)
        .contains("log-in and portal", "line items readable", "deal pipelines", "calls left today");
  }

  @Test
  void a_dated_version_is_warned_of_half_a_year_before_its_eighteen_months_are_over() {
    crm.install();
    assertThat(crm.lifetime().version()).isEqualTo("HubSpot API " + HubSpotSettings.API_VERSION);
    assertThat(crm.lifetime().end()).contains(LocalDate.of(2028, 3, 1));
    assertThat(HubSpotVersions.lifetime(HubSpotSettings.FALLBACK_VERSION).end())
        .contains(LocalDate.of(2027, 9, 1));
    assertThat(crm.checks()).filteredOn(c -> c.name().equals(Lifetime.NAME)).hasSize(1);
    clock.advance(Duration.ofDays(280));
    assertThat(wrong(crm)).isEmpty();
    clock.advance(Duration.ofDays(30));
    assertThat(wrong(crm))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
          assertThat(check.told()).contains("HubSpot API 2026-09", "2028-03-01");
        });
  }

  @Test
  void a_scope_that_was_withdrawn_is_named() {
    crm.install();
    hubspot.switches().withdrawScope("crm.objects.quotes.read");
    assertThat(wrong(crm))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.name()).isEqualTo("quotes readable");
          assertThat(check.told())
              .contains("crm.objects.quotes.read")
              .contains("Settings, Integrations, Service Keys");
        });
  }

  @Test
  void each_scope_that_an_app_was_not_granted_is_named_with_the_place_to_add_it() {
    crm.install();
    try (HubSpotCrm app = app()) {
      assertThat(wrong(app)).isEmpty();
    }
    hubspot.switches().withdrawScope("crm.objects.contacts.write");
    hubspot.switches().withdrawScope("crm.schemas.deals.write");
    try (HubSpotCrm app = app()) {
      assertThat(wrong(app))
          .singleElement()
          .satisfies(check -> {
            assertThat(check.name()).isEqualTo("scopes");
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told())
                .contains("crm.objects.contacts.write, crm.schemas.deals.write")
                .contains("app-hsmeta.json", "./tieout connect hubspot");
          });
    }
  }

  private HubSpotCrm app() {
    Json.Obj info = hubspot.info();
    return new HubSpotCrm(
        HubSpotSettings.of(
            hubspot.base(),
            new Grant.OAuth(
                info.text("clientId"),
                new Secret(info.text("clientSecret")),
                URI.create(info.text("tokenUrl")))),
        Optional.of(new MemoryVault(info.text("refreshToken"))),
        new Timing(clock, new Random(7), _ -> {}));
  }

  @Test
  void a_key_that_is_refused_fails_the_log_in_and_nothing_else_is_asked() {
    try (HubSpotCrm stranger = crm("pat-na1-00000000-0000-4000-8000-000000000000")) {
      assertThat(stranger.checks())
          .singleElement()
          .satisfies(check -> {
            assertThat(check.name()).isEqualTo("log-in and portal");
            assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(check.told()).doesNotContain("00000000-0000");
          });
    }
  }
}
