package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.xero.XeroWebhooks.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class XeroWebhooksTest {
  private static final Secret KEY = new Secret("webhook-key");

  /// The signature of `{"events":[]}` with that key, made with openssl.
  private static final String SIGNATURE = "U0mpat5utIvvkRCSUeRrc98GaurZo2HAhVgM9RdgWts=";

  private static final byte[] EMPTY = bytes("{\"events\":[]}");

  @Test
  void a_signature_holds_for_exactly_these_bytes_and_this_key() {
    assertThat(XeroWebhooks.status(EMPTY, SIGNATURE, KEY)).isEqualTo(200);
    assertThat(XeroWebhooks.status(EMPTY, " " + SIGNATURE + "\n", KEY)).isEqualTo(200);
    assertThat(XeroWebhooks.status(bytes("{\"events\": []}"), SIGNATURE, KEY)).isEqualTo(401);
    assertThat(XeroWebhooks.status(EMPTY, SIGNATURE, new Secret("other"))).isEqualTo(401);
    assertThat(XeroWebhooks.status(EMPTY, "", KEY)).isEqualTo(401);
    assertThat(XeroWebhooks.status(EMPTY, "not base64 !", KEY)).isEqualTo(401);
  }

  @Test
  void a_delivery_without_events_only_tests_us() {
    Delivery delivery =
        XeroWebhooks.read(
            bytes(
                "{\"events\":[],\"lastEventSequence\":0,\"firstEventSequence\":0,\"entropy\":\"A\"}"));
    assertThat(delivery.intentToReceive()).isTrue();
    assertThat(delivery.first()).isEmpty();
    assertThat(delivery.missedSince(17)).isZero();
  }

  @Test
  void events_tell_the_organisation_the_record_and_the_time() {
    Delivery delivery = XeroWebhooks.read(bytes(delivery("INVOICE", "UPDATE")));
    assertThat(delivery.events())
        .containsExactly(
            new XeroEvent(
                "t-1:INVOICE:UPDATE:i-1:2026-11-22T08:00:01.123Z",
                "t-1",
                XeroEvent.Category.INVOICE,
                XeroEvent.Type.UPDATE,
                "i-1",
                Instant.parse("2026-11-22T08:00:01.123Z")));
    assertThat(delivery.intentToReceive()).isFalse();
    assertThat(XeroWebhooks.read(bytes(delivery("CREDITNOTE", "CREATE"))).events()).hasSize(1);
    assertThat(XeroWebhooks.read(bytes(delivery("CONTACT", "UPDATE"))).events()).hasSize(1);
  }

  @Test
  void kinds_we_do_not_know_are_told_and_not_a_failure() {
    Delivery delivery = XeroWebhooks.read(bytes(delivery("SUBSCRIPTION", "CREATE")));
    assertThat(delivery.events()).isEmpty();
    assertThat(delivery.skipped()).containsExactly("SUBSCRIPTION.CREATE");
    assertThat(delivery.intentToReceive()).isFalse();
    assertThatThrownBy(() -> XeroWebhooks.read(bytes("[]"))).isInstanceOf(JsonShapeException.class);
  }

  @Test
  void lost_events_show_as_a_gap_in_the_sequence() {
    Delivery delivery = XeroWebhooks.read(bytes(delivery("INVOICE", "UPDATE")));
    assertThat(delivery.last()).contains(7L);
    assertThat(delivery.missedSince(6)).isZero();
    assertThat(delivery.missedSince(4)).isEqualTo(2);
    assertThat(delivery.missedSince(9)).as("a delivery that comes again").isZero();
  }

  private static String delivery(String category, String type) {
    return """
    {"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/i-1","resourceId":"i-1",
      "eventDateUtc":"2026-11-22T08:00:01.123","eventType":"%s","eventCategory":"%s",
      "tenantId":"t-1","tenantType":"ORGANISATION"}],
     "lastEventSequence":7,"firstEventSequence":7,"entropy":"S0m3"}\
    """
        .formatted(type, category);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
