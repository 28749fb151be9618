package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.hubspot.Portals.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final Portals hub = new Portals(o -> o);

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void a_professional_portal_s_limits_are_in_the_headers() {
    Answer answer = hub.get(V3 + "deals?limit=1");
    assertThat(answer.header("X-HubSpot-RateLimit-Max")).isEqualTo("190");
    assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
    assertThat(answer.header("X-HubSpot-RateLimit-Interval-Milliseconds")).isEqualTo("10000");
    assertThat(answer.header("X-HubSpot-RateLimit-Daily")).isEqualTo("650000");
    assertThat(answer.header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("649999");
    assertThat(answer.header("Date")).isEqualTo("Sun, 22 Nov 2026 08:15:30 GMT");
  }

  @Test
  void ten_rolling_seconds_are_counted_by_the_stand_in_s_clock() {
    hub.portal.switches().limits(new Limits(3, 3, 5, 100));
    for (int i = 0; i < 3; i++) {
      assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
    }
    Answer over = hub.get(V3 + "deals");
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.obj().text("policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
    assertThat(over.obj().text("category")).isEqualTo("RATE_LIMITS");
    assertThat(over.obj().text("errorType")).isEqualTo("RATE_LIMIT");
    assertThat(over.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("0");
    hub.clock.advance(Duration.ofSeconds(10));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
  }

  @Test
  void five_searches_a_second_and_no_headers_on_them() {
    for (int i = 0; i < 5; i++) {
      Answer answer = hub.post(V3 + "deals/search", "{}");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("X-HubSpot-RateLimit-Max")).isEmpty();
    }
    Answer over = hub.post(V3 + "companies/search", "{}");
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.obj().text("policyName")).isEqualTo("SECONDLY");
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
    hub.clock.advance(Duration.ofSeconds(1));
    assertThat(hub.post(V3 + "companies/search", "{}").status()).isEqualTo(200);
  }

  @Test
  void the_day_ends_at_midnight_of_the_account() {
    hub.portal.switches().limits(new Limits(190, 110, 5, 2));
    hub.get(V3 + "deals");
    hub.get(V3 + "deals");
    assertThat(hub.get(V3 + "deals").obj().text("policyName")).isEqualTo("DAILY");
    // 08:15 UTC is 03:15 in New York; midnight there is 05:00 UTC.
    hub.clock.advance(Duration.ofHours(20));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(429);
    hub.clock.advance(Duration.ofHours(1));
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
  }

  @Test
  void an_oauth_app_has_a_smaller_burst_and_no_day() {
    String token =
        hub.token(
                Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    hub.portal.info().text("refreshToken")))
            .obj()
            .text("access_token");
    Answer answer = hub.with(token).get(V3 + "deals");
    assertThat(answer.header("X-HubSpot-RateLimit-Max")).isEqualTo("110");
    assertThat(answer.header("X-HubSpot-RateLimit-Daily")).isEmpty();
  }

  @Test
  void troubles_come_in_the_order_they_were_armed_and_only_where_they_match() {
    Switches switches = hub.portal.switches();
    switches.trouble(Trouble.LOCKED, 1, c -> c.method().equals("PATCH"));
    switches.trouble(Trouble.MIGRATING, 1, _ -> true);
    switches.trouble(Trouble.BAD_GATEWAY, 1, _ -> true);
    switches.trouble(Trouble.DAILY, 1, _ -> true);
    Answer migrating = hub.get(V3 + "deals");
    assertThat(migrating.status()).isEqualTo(477);
    assertThat(migrating.header("Retry-After")).isEqualTo("30");
    String deal = V3 + "deals/" + hub.portal.dealId("acme-platform");
    assertThat(hub.patch(deal, "{\"properties\":{\"amount\":\"1\"}}").status()).isEqualTo(423);
    assertThat(
            hub.portal.deal(hub.portal.dealId("acme-platform")).amount().orElseThrow().getAmount())
        .isEqualByComparingTo("72259.75");
    Answer gateway = hub.get(V3 + "deals");
    assertThat(gateway.status()).isEqualTo(502);
    assertThat(gateway.header("Content-Type")).startsWith("text/html");
    assertThat(hub.get(V3 + "deals").obj().text("policyName")).isEqualTo("DAILY");
    assertThat(hub.get(V3 + "deals").status()).isEqualTo(200);
  }

  @Test
  void the_weather_throttles_in_the_vendor_s_words_and_writes_are_logged() {
    hub.portal.weather().arm(Mishap.THROTTLED, 1);
    assertThat(hub.get(V3 + "deals").obj().text("category")).isEqualTo("RATE_LIMITS");
    hub.portal.weather().arm(Mishap.ERROR_AFTER, 1, hub.portal::writes);
    hub.post(V3 + "deals/search", "{}");
    assertThat(
            hub.post(V3 + "notes", "{\"properties\":{\"hs_timestamp\":\"1795421730250\"}}")
                .status())
        .isEqualTo(500);
    assertThat(hub.portal.requestLog())
        .containsExactly(new HubSpotStandIn.LoggedWrite("POST", V3 + "notes", 201));
  }
}
