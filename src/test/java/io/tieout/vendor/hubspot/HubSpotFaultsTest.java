package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotFaultsTest {
  private static final URI URL = URI.create("https://api.hubapi.com/crm/objects/2026-09/deals/1");
  private static final Call READ = Call.get(URL);
  private static final Call WRITE = Call.write("PATCH", URL, "application/json", new byte[0]);

  /// Three in the morning in New York: its day ends in 21 hours, that of UTC in 16.
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final HubSpotFaults faults =
      new HubSpotFaults(InstantSource.fixed(NOW), () -> Optional.of(ZoneId.of("America/New_York")));

  @ParameterizedTest
  @CsvSource({
    "400,VALIDATION_ERROR,Refused,Refused",
    "401,EXPIRED_AUTHENTICATION,Broken,Broken",
    "401,INVALID_AUTHENTICATION,Broken,Broken",
    "403,MISSING_SCOPES,Broken,Broken",
    "404,OBJECT_NOT_FOUND,Refused,Refused",
    "409,CONFLICT,Refused,Refused",
    "410,GONE,Broken,Broken",
    "414,VALIDATION_ERROR,Broken,Broken",
    "415,VALIDATION_ERROR,Broken,Broken",
    "423,LOCKED,Throttled,Throttled",
    "429,RATE_LIMITS,Throttled,Throttled",
    "477,MIGRATION_IN_PROGRESS,Throttled,Throttled",
    "500,INTERNAL_ERROR,Transient,Ambiguous",
    "502,INTERNAL_ERROR,Transient,Ambiguous",
    "503,INTERNAL_ERROR,Transient,Ambiguous",
    "504,INTERNAL_ERROR,Transient,Ambiguous",
  })
  void a_status_says_what_to_do_next(int status, String category, String onRead, String onWrite) {
    Answer answer =
        answer(status, "{\"status\":\"error\",\"category\":\"%s\"}".formatted(category));

    assertThat(kind(faults.fault(READ, answer))).isEqualTo(onRead);
    assertThat(kind(faults.fault(WRITE, answer))).isEqualTo(onWrite);
  }

  @ParameterizedTest
  @CsvSource({"521", "522", "523", "524", "525", "526", "503"})
  void a_page_of_the_network_in_front_is_read_by_its_status(int status) {
    Answer page = answer(status, "<html><h1>Web server is down</h1></html>");

    assertThat(kind(faults.fault(READ, page))).isEqualTo("Transient");
    assertThat(kind(faults.fault(WRITE, page))).isEqualTo("Ambiguous");
    assertThat(faults.fault(READ, page).orElseThrow().message()).doesNotContain("html");
  }

  @Test
  void the_scopes_that_are_missing_are_named() {
    Answer answer =
        answer(
            403,
            """
            {"status":"error","message":"no","category":"MISSING_SCOPES","errors":[{"message":"m",
             "context":{"requiredGranularScopes":["crm.objects.deals.read","crm.objects.quotes.read"]}}]}
            """);

    assertThat(faults.fault(READ, answer).orElseThrow().message())
        .contains("crm.objects.deals.read, crm.objects.quotes.read");
  }

  @Test
  void a_limit_waits_as_long_as_its_policy_says() {
    assertThat(wait("SECONDLY")).isEqualTo(Duration.ofSeconds(1));
    assertThat(wait("TEN_SECONDLY_ROLLING")).isEqualTo(Duration.ofSeconds(10));
    assertThat(wait("A_POLICY_OF_TOMORROW")).isEqualTo(Duration.ofSeconds(10));
    assertThat(wait("DAILY")).as("until midnight in New York").isEqualTo(Duration.ofHours(21));
  }

  @Test
  void a_locked_record_waits_two_seconds_and_a_move_as_long_as_it_says() {
    assertThat(throttled(answer(423, "{}"))).isEqualTo(Duration.ofSeconds(2));
    assertThat(throttled(new Answer(423, Map.of("Retry-After", "1"), new byte[0])))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(
            throttled(
                new Answer(
                    477, Map.of("Retry-After", "7200"), "".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(Duration.ofHours(2));
    assertThat(throttled(answer(477, ""))).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void refused_values_name_their_properties() {
    Answer answer =
        answer(
            400,
            """
            {"status":"error","category":"VALIDATION_ERROR","message":"Property values were not valid:
             [{\\"isValid\\":false,\\"error\\":\\"INVALID_OPTION\\",\\"name\\":\\"tieout_sync_status\\"}]"}
            """
                .replace("valid:\n ", "valid: "));

    assertThat(faults.fault(WRITE, answer))
        .get()
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            r -> {
              assertThat(r.code()).isEqualTo("INVALID_OPTION");
              assertThat(r.field()).contains("tieout_sync_status");
              assertThat(r.message()).contains("Properties: tieout_sync_status");
            });
  }

  @Test
  void a_rule_of_the_administrator_names_what_it_wants() {
    Answer answer =
        answer(
            400,
            """
            {"category":"VALIDATION_ERROR","message":"m","errors":[{"message":"required",
             "code":"REQUIRED_FIELD","context":{"properties":["closed_won_reason"]}}]}
            """);

    assertThat(faults.fault(WRITE, answer))
        .get()
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.field()).contains("closed_won_reason"));
  }

  @Test
  void our_own_property_missing_is_a_matter_of_installation() {
    Answer answer =
        answer(
            400,
            """
            {"category":"VALIDATION_ERROR","message":"m","errors":[{"message":"no such",
             "code":"PROPERTY_DOESNT_EXIST","context":{"propertyName":["tieout_balance"]}}]}
            """);

    assertThat(faults.fault(WRITE, answer))
        .get()
        .isInstanceOfSatisfying(
            Fault.Broken.class, b -> assertThat(b.message()).contains("manifest/hubspot"));
  }

  @Test
  void every_field_may_be_missing_and_messages_are_redacted() {
    assertThat(kind(faults.fault(READ, answer(400, "{}")))).isEqualTo("Refused");
    assertThat(kind(faults.fault(READ, answer(400, "not json")))).isEqualTo("Refused");
    assertThat(
            faults
                .fault(READ, answer(400, "{\"message\":\"mail jane@acme.example is bad\"}"))
                .orElseThrow()
                .message())
        .doesNotContain("jane");
  }

  @Test
  void a_wrong_credential_is_not_renewed_and_an_old_one_is() {
    assertThat(HubSpotFaults.renewable(answer(401, "{\"category\":\"EXPIRED_AUTHENTICATION\"}")))
        .isTrue();
    assertThat(HubSpotFaults.renewable(answer(401, "{\"category\":\"INVALID_AUTHENTICATION\"}")))
        .isFalse();
  }

  @Test
  void limits_are_read_from_their_headers() {
    Answer answer =
        new Answer(
            200,
            Map.of(
                "X-HubSpot-RateLimit-Max", "190",
                "X-HubSpot-RateLimit-Remaining", "188",
                "X-HubSpot-RateLimit-Interval-Milliseconds", "10000",
                "X-HubSpot-RateLimit-Daily", "650000",
                "X-HubSpot-RateLimit-Daily-Remaining", "649123"),
            new byte[0]);

    assertThat(Usage.of(answer))
        .contains(
            new Usage(
                190, 188, Duration.ofSeconds(10), Optional.of(650_000L), Optional.of(649_123L)));
    assertThat(Usage.of(answer(200, "{}"))).as("a search has none").isEmpty();
  }

  private Duration wait(String policy) {
    return throttled(
        answer(429, "{\"category\":\"RATE_LIMITS\",\"policyName\":\"%s\"}".formatted(policy)));
  }

  private Duration throttled(Answer answer) {
    return faults.fault(WRITE, answer).orElseThrow() instanceof Fault.Throttled t
        ? t.retryAfter()
        : Duration.ZERO;
  }

  private static String kind(Optional<Fault> fault) {
    return fault.map(f -> f.getClass().getSimpleName()).orElse("none");
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
