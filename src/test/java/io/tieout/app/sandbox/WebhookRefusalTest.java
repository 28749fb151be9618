package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.web.Route;
import io.tieout.value.json.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is not genuine gets a short reason and leaves no trace in the inbox.
class WebhookRefusalTest {
  private static final Scene SCENE = new Scene();
  private static final String QUICKBOOKS = "/quickbooks/webhooks";
  private static final String FROM_OUTSIDE =
      """
      select count(*) as n from signal
       where source = 'slack' or dedupe_key like 'webhook:%' or dedupe_key like 'outbound:%'
      """;
  private static final String TOO_MUCH = "x".repeat(Route.WEBHOOK_BODY + 1);
  private static final String MENTION =
      """
      {"type": "event_callback", "event_id": "Ev1", "event":
        {"type": "app_mention", "user": "U0CARO", "channel": "C0DEALS", "ts": "%s", "text": "help"}}
      """;

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static HttpResponse<String> post(String path, Map<String, String> headers, String body) {
    return SCENE.send("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant now() {
    return SCENE.vendors.clock().instant();
  }

  private static long inbox() {
    return SCENE.count(FROM_OUTSIDE);
  }

  private static void refused(int status, String path, Map<String, String> headers, String body) {
    long before = inbox();
    HttpResponse<String> answer = post(path, headers, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    assertThat(answer.body()).isNotBlank().hasSizeLessThan(200).doesNotContain("Exception");
    assertThat(inbox()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slack/events", "/slack/interactivity", "/slack/commands"})
  void what_slack_did_not_sign_just_now_is_refused(String path) {
    String body = MENTION.formatted("1.1");
    Map<String, String> genuine = SCENE.board.signed(body, now());
    refused(401, path, Map.of(), body);
    refused(401, path, Map.of(), "");
    refused(401, path, without(genuine, "X-Slack-Signature"), body);
    refused(401, path, without(genuine, "X-Slack-Request-Timestamp"), body);
    refused(401, path, with(genuine, "X-Slack-Signature", "v0=" + "0".repeat(64)), body);
    refused(401, path, with(genuine, "X-Slack-Request-Timestamp", "soon"), body);
    refused(401, path, SCENE.board.signed("another body", now()), body);
    refused(401, path, SCENE.board.signed(body, now().minus(Duration.ofSeconds(302))), body);
    refused(401, path, SCENE.board.signed(body, now().plus(Duration.ofSeconds(302))), body);
    refused(413, path, SCENE.board.signed(TOO_MUCH, now()), TOO_MUCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slack/events", "/slack/interactivity", "/slack/commands"})
  void what_slack_signed_but_nobody_can_read_is_refused(String path) {
    refused(400, path, SCENE.board.signed("junk", now()), "junk");
    refused(400, path, SCENE.board.signed("", now()), "");
    refused(400, path, SCENE.board.signed("payload=%7B", now()), "payload=%7B");
  }

  @Test
  void a_mention_is_stored_once_however_often_slack_sends_it() {
    String body = MENTION.formatted("17.0001");
    long before = inbox();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = post("/slack/events", SCENE.board.signed(body, now()), body);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
    assertThat(inbox()).isEqualTo(before + 1);
  }

  @Test
  void a_command_is_stored_once() {
    String body =
        "command=%2Ftieout&channel_id=C0DEALS&user_id=U0SAM&trigger_id=T1&text="
            + URLEncoder.encode("what is waiting for approval?", StandardCharsets.UTF_8);
    long before = inbox();
    assertThat(post("/slack/commands", SCENE.board.signed(body, now()), body).statusCode())
        .isEqualTo(200);
    post("/slack/commands", SCENE.board.signed(body, now()), body);
    assertThat(inbox()).isEqualTo(before + 1);
  }

  private static Map<String, String> intuit(String body) {
    String token = SCENE.books.info().text("verifierToken");
    return Map.of("intuit-signature", Base64.getEncoder().encodeToString(Board.hmac(token, body)));
  }

  private static String event(String id, String realm, Instant at) {
    return Json.array(
            List.of(
                Json.object()
                    .put("specversion", "1.0")
                    .put("id", id)
                    .put("source", "intuit.test")
                    .put("type", "qbo.invoice.updated.v1")
                    .put("time", at.toString())
                    .put("intuitentityid", "990099")
                    .put("intuitaccountid", realm)
                    .put("data", Json.object())
                    .build()))
        .print();
  }

  private static String legacy(String realm, Instant at) {
    return """
    {"eventNotifications": [{"realmId": "%s", "dataChangeEvent": {"entities": [
      {"name": "Invoice", "id": "990098", "operation": "Update", "lastUpdated": "%s"}]}}]}
    """
        .formatted(realm, at);
  }

  private static String realm() {
    return SCENE.books.info().text("realmId");
  }

  @Test
  void what_intuit_did_not_sign_is_refused() {
    String body = event("e-1", realm(), now());
    refused(401, QUICKBOOKS, Map.of(), body);
    refused(401, QUICKBOOKS, Map.of("intuit-signature", "AAAA"), body);
    refused(401, QUICKBOOKS, Map.of("intuit-signature", "no base64!"), body);
    refused(401, QUICKBOOKS, intuit(body + " "), body);
    refused(401, QUICKBOOKS, Map.of(), "");
    refused(413, QUICKBOOKS, intuit(TOO_MUCH), TOO_MUCH);
  }

  @Test
  void what_intuit_signed_but_nobody_can_use_is_refused() {
    for (String body : List.of("", "junk", "{}", "[1]", "\"text\"", "[{\"id\": \"e\"}]")) {
      refused(400, QUICKBOOKS, intuit(body), body);
    }
    String future = event("e-2", realm(), now().plus(Duration.ofMinutes(11)));
    refused(400, QUICKBOOKS, intuit(future), future);
    String old = event("e-3", realm(), now().minus(Duration.ofDays(31)));
    refused(400, QUICKBOOKS, intuit(old), old);
    String oldLegacy = legacy(realm(), now().minus(Duration.ofDays(31)));
    refused(400, QUICKBOOKS, intuit(oldLegacy), oldLegacy);
  }

  /// Acknowledged, so that Intuit does not repeat it, and left alone.
  @Test
  void another_company_s_events_are_not_ours() {
    long before = inbox();
    String body = event("e-4", "111", now());
    assertThat(post(QUICKBOOKS, intuit(body), body).statusCode()).isEqualTo(200);
    assertThat(inbox()).isEqualTo(before);
  }

  @Test
  void genuine_events_of_both_formats_are_stored_once() {
    long before = inbox();
    Instant at = now();
    for (String body : List.of(event("e-5", realm(), at), legacy(realm(), at))) {
      for (int i = 0; i < 2; i++) {
        assertThat(post(QUICKBOOKS, intuit(body), body).statusCode()).isEqualTo(200);
      }
    }
    assertThat(inbox()).isEqualTo(before + 2);
  }

  private static String outboundPath() {
    return SCENE.outboundPath();
  }

  private static String organization() {
    return SCENE.crm.info().text("orgId");
  }

  @Test
  void what_is_no_outbound_message_of_ours_is_refused() {
    String path = outboundPath();
    String deal = SCENE.crm.dealId("cedar-discovery");
    String genuine = Envelope.of(organization(), "04l000000000001AAA", deal);
    refused(400, path, Map.of(), "");
    refused(400, path, Map.of(), "junk");
    refused(400, path, Map.of(), genuine.substring(0, genuine.length() / 2));
    refused(400, path, Map.of(), "<a/>");
    refused(400, path, Map.of(), Envelope.of("00D000000000009EAA", "04l000000000001AAA", deal));
    refused(413, path, Map.of(), TOO_MUCH);
    refused(404, path + "x", Map.of(), genuine);
    refused(404, path.substring(0, path.lastIndexOf('/')), Map.of(), genuine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">",
        "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
      })
  void a_message_that_declares_a_document_type_is_refused(String declaration) {
    String deal = SCENE.crm.dealId("cedar-discovery");
    String body = Envelope.of(organization(), "04l000000000002AAA", deal);
    refused(400, outboundPath(), Map.of(), body.replace("?>", "?>" + declaration));
  }

  @Test
  void a_genuine_outbound_message_is_stored_once_and_acknowledged() {
    String deal = SCENE.crm.dealId("cedar-discovery");
    String body = Envelope.of(organization(), "04l000000000003AAA", deal);
    long before = inbox();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = post(outboundPath(), Map.of("Content-Type", "text/xml"), body);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("<Ack>true</Ack>");
    }
    assertThat(inbox()).isEqualTo(before + 1);
  }

  @Test
  void nothing_is_taken_by_get() {
    for (String path :
        List.of(
            "/slack/events",
            "/slack/interactivity",
            "/slack/commands",
            QUICKBOOKS,
            outboundPath())) {
      long before = inbox();
      HttpResponse<String> answer = SCENE.send("GET", path, Map.of(), new byte[0]);
      assertThat(answer.statusCode()).as(path).isEqualTo(405);
      assertThat(inbox()).isEqualTo(before);
    }
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> changed = new java.util.LinkedHashMap<>(all);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, String> without(Map<String, String> all, String name) {
    Map<String, String> changed = new java.util.LinkedHashMap<>(all);
    changed.remove(name);
    return changed;
  }
}
