package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotWebhooks.Proof;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HubSpotWebhooksTest {
  private static final String SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
  private static final Instant SENT = Instant.ofEpochMilli(1_564_113_600_000L);
  private static final byte[] BODY =
      "{\"example_field\":\"example_value\"}".getBytes(StandardCharsets.UTF_8);

  /// Made with HubSpot's own client library for this address, body and time.
  private static final String SIGNATURE = "eT0ip2TKVpsIi1vb5C2Uu42eNdHL+oTE3NRZOF67O2U=";

  @Test
  void the_vendor_s_own_signature_is_accepted() {
    assertThat(at(SENT).verify(proof(SIGNATURE, "1564113600000"), BODY)).isTrue();
  }

  @Test
  void one_other_byte_or_another_address_is_not() {
    byte[] other = BODY.clone();
    other[3] ^= 1;

    assertThat(at(SENT).verify(proof(SIGNATURE, "1564113600000"), other)).isFalse();
    assertThat(at(SENT).verify(proof(SIGNATURE, "1564113600001"), BODY)).isFalse();
    assertThat(
            at(SENT)
                .verify(
                    new Proof(
                        "POST",
                        Optional.of("a=b"),
                        Optional.of(SIGNATURE),
                        Optional.of("1564113600000")),
                    BODY))
        .isFalse();
    assertThat(at(SENT).verify(proof("not base64 !", "1564113600000"), BODY)).isFalse();
    assertThat(at(SENT).verify(proof(SIGNATURE, "1564113600000.0"), BODY)).isFalse();
    assertThat(
            at(SENT)
                .verify(
                    new Proof("POST", Optional.empty(), Optional.empty(), Optional.empty()), BODY))
        .isFalse();
  }

  @Test
  void five_minutes_are_the_limit_both_ways() {
    Duration limit = Duration.ofMinutes(5);
    Proof proof = proof(SIGNATURE, "1564113600000");

    assertThat(at(SENT.plus(limit)).verify(proof, BODY)).isTrue();
    assertThat(at(SENT.minus(limit)).verify(proof, BODY)).isTrue();
    assertThat(at(SENT.plus(limit).plusMillis(1)).verify(proof, BODY)).isFalse();
    assertThat(at(SENT.minus(limit).minusMillis(1)).verify(proof, BODY)).isFalse();
  }

  @Test
  void the_listed_escapes_are_taken_back_and_no_others() {
    assertThat(
            HubSpotWebhooks.unescaped("https%3a%2F%2Fx%3Fq%40%21%24%27%28%29%2A%2C%3B%20%25%3D%26"))
        .isEqualTo("https://x?q@!$'()*,;%20%25%3D%26");
    String query = "to=a%40b&at=10%3A00&n=%20";
    String signed =
        sign(
            "POSThttps://www.example.com/webhook_uri?to=a@b&at=10:00&n=%20", BODY, "1564113600000");

    assertThat(
            at(SENT)
                .verify(
                    new Proof(
                        "POST",
                        Optional.of(query),
                        Optional.of(signed),
                        Optional.of("1564113600000")),
                    BODY))
        .isTrue();
  }

  @Test
  void events_are_read_with_what_they_are_about() {
    List<HubSpotEvent> events =
        at(SENT)
            .parse(
                bytes(
                    """
                    [{"eventId":1,"subscriptionId":12,"portalId":62515,"appId":54321,"occurredAt":1564113600000,
                      "subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":123,
                      "changeSource":"CRM_UI","sourceId":"userId:7","propertyName":"dealstage","propertyValue":"won"},
                     {"eventId":2,"subscriptionId":13,"portalId":62515,"occurredAt":1564113600000,
                      "subscriptionType":"deal.merge","attemptNumber":0,"primaryObjectId":1,"mergedObjectIds":[2,3],
                      "newObjectId":1},
                     {"eventId":3,"subscriptionId":14,"portalId":62515,"occurredAt":1564113600000,
                      "subscriptionType":"deal.associationChange","attemptNumber":0,"associationType":"DEAL_TO_COMPANY",
                      "fromObjectId":5,"toObjectId":6,"associationRemoved":true}]
                    """));

    assertThat(events).hasSize(3);
    assertThat(events.get(0).property()).contains("dealstage");
    assertThat(events.get(0).occurredAt()).isEqualTo(SENT);
    assertThat(events.get(1).merge()).contains(new HubSpotEvent.Merge("1", List.of("2", "3")));
    assertThat(events.get(2).objectId()).isEqualTo("5");
    assertThat(events.get(2).association())
        .contains(new HubSpotEvent.Association("5", "6", "DEAL_TO_COMPANY", true));
  }

  @Test
  void a_later_attempt_is_the_same_event_and_another_value_is_not() {
    assertThat(key("0", "won")).isEqualTo(key("3", "won")).isNotEqualTo(key("0", "lost"));
  }

  @Test
  void only_our_own_writes_to_our_own_properties_are_echoes() {
    assertThat(told("INTEGRATION", "54321", "tieout_balance")).isFalse();
    assertThat(told("INTEGRATION", "54321", "dealname")).isTrue();
    assertThat(told("INTEGRATION", "99999", "tieout_balance")).isTrue();
    assertThat(told("CRM_UI", "54321", "tieout_balance")).isTrue();
  }

  @Test
  void what_is_no_delivery_is_refused() {
    assertThatThrownBy(() -> at(SENT).parse(bytes("{}"))).isInstanceOf(JsonShapeException.class);
    assertThatThrownBy(() -> at(SENT).parse(bytes("[{\"eventId\":1}]")))
        .isInstanceOf(JsonShapeException.class);
  }

  private static boolean told(String source, String sourceId, String property) {
    return !at(SENT)
        .parse(
            bytes(
                """
                [{"eventId":1,"subscriptionId":1,"portalId":1,"appId":54321,"occurredAt":1564113600000,
                  "subscriptionType":"deal.propertyChange","objectId":1,"changeSource":"%s","sourceId":"%s",
                  "propertyName":"%s","propertyValue":"x"}]
                """
                    .formatted(source, sourceId, property)))
        .isEmpty();
  }

  private static String key(String attempt, String value) {
    return at(SENT)
        .parse(
            bytes(
                """
                [{"eventId":1,"subscriptionId":1,"portalId":1,"occurredAt":1564113600000,"attemptNumber":%s,
                  "subscriptionType":"deal.propertyChange","objectId":1,"propertyName":"dealstage",
                  "propertyValue":"%s"}]
                """
                    .formatted(attempt, value)))
        .getFirst()
        .dedupeKey();
  }

  private static HubSpotWebhooks at(Instant now) {
    return new HubSpotWebhooks(
        new HubSpotSettings.Webhooks(
            new Secret(SECRET), URI.create("https://www.example.com/webhook_uri"), Set.of("54321")),
        InstantSource.fixed(now));
  }

  private static Proof proof(String signature, String timestamp) {
    return new Proof("POST", Optional.empty(), Optional.of(signature), Optional.of(timestamp));
  }

  private static String sign(String start, byte[] body, String timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(SECRET), "HmacSHA256"));
      mac.update(bytes(start));
      mac.update(body);
      return Base64.getEncoder().encodeToString(mac.doFinal(bytes(timestamp)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
