package io.tieout.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceFaultsTest {
  private static final URI URL = URI.create("https://x.my.salesforce.com/services/data/v67.0/x");
  private static final Call READ = Call.get(URL);
  private static final Call WRITE = Call.write("PATCH", URL, "application/json", new byte[0]);

  private final SalesforceFaults faults = new SalesforceFaults(InstantSource.system());

  @ParameterizedTest
  @CsvSource({
    "401,INVALID_SESSION_ID,Broken,Broken",
    "403,API_DISABLED_FOR_ORG,Broken,Broken",
    "403,REQUEST_LIMIT_EXCEEDED,Throttled,Throttled",
    "403,INSUFFICIENT_ACCESS,Broken,Broken",
    "400,INSUFFICIENT_ACCESS_OR_READONLY,Broken,Broken",
    "400,INVALID_FIELD,Broken,Broken",
    "400,MALFORMED_QUERY,Broken,Broken",
    "400,UNABLE_TO_LOCK_ROW,Transient,Transient",
    "400,QUERY_TIMEOUT,Transient,Transient",
    "503,SERVER_UNAVAILABLE,Transient,Ambiguous",
    "500,UNKNOWN_EXCEPTION,Transient,Ambiguous",
    "400,FIELD_CUSTOM_VALIDATION_EXCEPTION,Refused,Refused",
    "400,DUPLICATES_DETECTED,Refused,Refused",
    "404,NOT_FOUND,Refused,Refused",
    "404,ENTITY_IS_DELETED,Refused,Refused",
    "400,A_CODE_OF_TOMORROW,Refused,Refused",
  })
  void a_code_says_what_to_do_next(int status, String code, String onRead, String onWrite) {
    Answer answer =
        json(status, "[{\"message\":\"m\",\"errorCode\":\"%s\",\"fields\":[]}]".formatted(code));

    assertThat(kind(faults.fault(READ, answer))).isEqualTo(onRead);
    assertThat(kind(faults.fault(WRITE, answer))).isEqualTo(onWrite);
  }

  @Test
  void a_refusal_keeps_code_message_and_field() {
    Answer answer =
        json(
            400,
            "[{\"message\":\"Stage: bad\",\"errorCode\":\"STRING_TOO_LONG\",\"fields\":[\"A__c\"]}]");

    assertThat(faults.fault(WRITE, answer))
        .get()
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            r -> {
              assertThat(r.code()).isEqualTo("STRING_TOO_LONG");
              assertThat(r.field()).contains("A__c");
              assertThat(r.message()).contains("Stage: bad");
            });
  }

  @Test
  void the_daily_limit_waits_long_and_calls_at_once_wait_short() {
    assertThat(wait("TotalRequests Limit exceeded.")).isEqualTo(Duration.ofHours(1));
    assertThat(wait("ConcurrentRequests (Concurrent API Requests) Limit exceeded."))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void pages_are_read_by_their_status() {
    Answer page = json(503, "<html>maintenance</html>");

    assertThat(kind(faults.fault(READ, page))).isEqualTo("Transient");
    assertThat(kind(faults.fault(WRITE, page))).isEqualTo("Ambiguous");
    assertThat(kind(faults.fault(READ, json(420, "<html>busy</html>")))).isEqualTo("Transient");
    assertThat(kind(faults.fault(READ, json(410, "<html>gone</html>")))).isEqualTo("Broken");
    assertThat(kind(faults.fault(WRITE, json(300, "[\"/a\",\"/b\"]")))).isEqualTo("Refused");
    assertThat(faults.fault(WRITE, json(204, ""))).isEmpty();
  }

  @Test
  void usage_is_read_from_its_header() {
    assertThat(Usage.parse("api-usage=18/5000")).contains(new Usage(18, 5000));
    assertThat(Usage.parse("api-usage=18/5000; per-app-api-usage=17/250(appName=x)"))
        .contains(new Usage(18, 5000));
    assertThat(Usage.parse("per-app-api-usage=17/250(appName=x)")).isEmpty();
    assertThat(new Usage(3499, 5000).beyond(70)).isFalse();
    assertThat(new Usage(3500, 5000).beyond(70)).isTrue();
    assertThat(new Usage(1, 0).beyond(70)).isFalse();
  }

  @Test
  void ids_are_brought_to_eighteen_characters() {
    assertThat(SalesforceId.of("001D000000IqhSL")).isEqualTo("001D000000IqhSLIAZ");
    assertThat(SalesforceId.of("001D000000IqhSLIAZ")).isEqualTo("001D000000IqhSLIAZ");
  }

  private Duration wait(String message) {
    Answer answer =
        json(
            403,
            "[{\"message\":\"%s\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]".formatted(message));
    return faults.fault(READ, answer).orElseThrow() instanceof Fault.Throttled t
        ? t.retryAfter()
        : Duration.ZERO;
  }

  private static String kind(Optional<Fault> fault) {
    return fault.map(f -> f.getClass().getSimpleName()).orElse("none");
  }

  private static Answer json(int status, String body) {
    return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
