package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.SlackSignature.Generator;
import io.tieout.door.web.WebCall;
import io.tieout.value.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Judged by Slack's own class, which generates the signatures.
class SlackSignatureTest {
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final Instant NOW = Instant.parse("2026-11-02T14:00:00Z");
  private static final String BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D";

  private final Generator slack = new Generator(SECRET);
  private final SlackSignature signature = new SlackSignature(new Secret(SECRET), () -> NOW);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 299, 300, -299, -300})
  void what_slack_signed_within_five_minutes_is_taken(long seconds) {
    assertThat(signature.complaint(signed(stamp(seconds), BODY, BODY))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {301, -301, 86_400, -86_400, 31_536_000})
  void what_is_older_or_further_ahead_is_refused_although_well_signed(long seconds) {
    assertThat(signature.complaint(signed(stamp(seconds), BODY, BODY)))
        .hasValueSatisfying(why -> assertThat(why).contains("five minutes"));
  }

  @Test
  void a_body_beyond_ascii_is_taken_as_its_bytes() {
    String body = "{\"text\":\"où est la facture “Ünïcode” 請求書 🧾?\"}";
    assertThat(signature.complaint(signed(stamp(0), body, body))).isEmpty();
  }

  @Test
  void another_body_or_another_secret_is_refused() {
    assertThat(signature.complaint(signed(stamp(0), BODY, BODY + " "))).isPresent();
    SlackSignature other = new SlackSignature(new Secret("another secret"), () -> NOW);
    assertThat(other.complaint(signed(stamp(0), BODY, BODY)))
        .contains("the request's signature does not fit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v0=", "v0=00", "v1=8f74", "vö=☃", "V0=ABCDEF", "null", "v0=\u0000\u0000"})
  void a_made_up_signature_is_refused(String made) {
    assertThat(signature.complaint(call(Map.of(TIME, stamp(0), SIGNATURE, made), BODY)))
        .contains("the request's signature does not fit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "-1", "1e9", "0x10", "１７６２０９２０００", "9999999999999", " 1762092000"})
  void a_timestamp_that_is_no_number_is_refused(String time) {
    String signed = slack.generate(time, BODY);
    assertThat(signature.complaint(call(Map.of(TIME, time, SIGNATURE, signed), BODY)))
        .contains("the request's timestamp is no number of seconds");
  }

  @Test
  void a_request_without_either_header_is_refused() {
    assertThat(signature.complaint(call(Map.of(), BODY))).contains("the request is not signed");
    assertThat(signature.complaint(call(Map.of(TIME, stamp(0)), BODY)))
        .contains("the request is not signed");
    assertThat(signature.complaint(call(Map.of(SIGNATURE, "v0=1"), BODY)))
        .contains("the request is not signed");
  }

  @Test
  void a_secret_does_not_print_itself() {
    assertThat(new Secret(SECRET)).hasToString("********");
  }

  private static final String TIME = "x-slack-request-timestamp";
  private static final String SIGNATURE = "x-slack-signature";

  private WebCall signed(String stamp, String signedBody, String body) {
    return call(Map.of(TIME, stamp, SIGNATURE, slack.generate(stamp, signedBody)), body);
  }

  private static WebCall call(Map<String, String> headers, String body) {
    return new WebCall("POST", "/slack/events", "", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String stamp(long seconds) {
    return String.valueOf(NOW.getEpochSecond() + seconds);
  }
}
