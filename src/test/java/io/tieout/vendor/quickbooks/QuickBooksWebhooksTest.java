package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksEvent.Entity;
import io.tieout.vendor.quickbooks.QuickBooksEvent.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickBooksWebhooksTest {
  private static final String CLOUD =
      """
      [{"specversion":"1.0","id":"88cd52aa-33b6-4351-9aa4-47572edbd068","source":"intuit.dsnFfuZfu=",
        "type":"qbo.invoice.created.v1","time":"2026-11-20T21:31:25.179851517Z",
        "intuitentityid":"1234","intuitaccountid":"310687","data":{}},
       {"specversion":"1.0","id":"2","source":"intuit.x","type":"qbo.creditmemo.voided.v1",
        "datacontenttype":"application/json","time":"2026-11-20T21:31:26Z",
        "intuitentityid":"7","intuitaccountid":"310687","data":{"alternative_ids":[]}},
       {"specversion":"1.0","id":"3","source":"intuit.x","type":"qbo.budget.created.v1",
        "time":"2026-11-20T21:31:26Z","intuitentityid":"8","intuitaccountid":"310687"}]\
      """;

  /// The signature was made with `openssl dgst -sha256 -hmac verifier -binary | base64`.
  @Test
  void only_the_exact_bytes_with_our_token_are_genuine() {
    byte[] body = bytes("{\"eventNotifications\":[]}");
    String signature = "bMlzRCQm2LZWdYu47/x0QKWgW3o3rEKU8Shp+xkpYaE=";
    Secret token = new Secret("verifier");
    assertThat(QuickBooksWebhooks.verify(body, signature, token)).isTrue();
    assertThat(QuickBooksWebhooks.verify(bytes("{\"eventNotifications\":[] }"), signature, token))
        .isFalse();
    assertThat(QuickBooksWebhooks.verify(body, signature, new Secret("other"))).isFalse();
    assertThat(QuickBooksWebhooks.verify(body, "not base64!", token)).isFalse();
    assertThat(QuickBooksWebhooks.verify(body, "", token)).isFalse();
  }

  @Test
  void cloud_events_are_read_and_unknown_types_are_reported() {
    QuickBooksWebhooks.Delivery delivery = QuickBooksWebhooks.read(bytes(CLOUD));
    assertThat(delivery.events())
        .containsExactly(
            new QuickBooksEvent(
                "88cd52aa-33b6-4351-9aa4-47572edbd068",
                "310687",
                Entity.INVOICE,
                Operation.CREATED,
                "1234",
                Instant.parse("2026-11-20T21:31:25.179851517Z")),
            new QuickBooksEvent(
                "2",
                "310687",
                Entity.CREDIT_MEMO,
                Operation.VOIDED,
                "7",
                Instant.parse("2026-11-20T21:31:26Z")));
    assertThat(delivery.skipped()).containsExactly("qbo.budget.created.v1");
    assertThat(QuickBooksWebhooks.parse(bytes(CLOUD))).isEqualTo(delivery.events());
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "updated", "deleted", "merged", "voided", "emailed"})
  void every_verb_is_known(String verb) {
    byte[] body = bytes(CLOUD.replace("invoice.created", "invoice." + verb));
    assertThat(QuickBooksWebhooks.parse(body).getFirst().operation().name())
        .isEqualToIgnoringCase(verb);
  }

  @Test
  void the_older_format_is_read_and_its_events_can_be_told_apart() {
    String body =
        """
        {"eventNotifications":[{"realmId":"310687","dataChangeEvent":{"entities":[
          {"name":"Customer","id":"1","operation":"Merge","lastUpdated":"2026-11-20T14:42:19-0700","deletedId":"9"},
          {"name":"Payment","id":"5","operation":"Void","lastUpdated":"2026-11-20T21:42:19.000Z"},
          {"name":"Payment","id":"5","operation":"Void","lastUpdated":"2026-11-20T21:42:20.000Z"},
          {"name":"Budget","id":"6","operation":"Create","lastUpdated":"2026-11-20T21:42:19Z"}]}}]}\
        """;
    QuickBooksWebhooks.Delivery delivery = QuickBooksWebhooks.read(bytes(body));
    assertThat(delivery.events())
        .extracting(QuickBooksEvent::operation)
        .containsExactly(Operation.MERGED, Operation.VOIDED, Operation.VOIDED);
    assertThat(delivery.events()).extracting(QuickBooksEvent::eventId).doesNotHaveDuplicates();
    assertThat(delivery.events().getFirst().time())
        .isEqualTo(Instant.parse("2026-11-20T21:42:19Z"));
    assertThat(delivery.skipped()).containsExactly("Budget.Create");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "42",
        "{}",
        "[1]",
        "[{}]",
        "{\"eventNotifications\":7}",
        "[{\"id\":\"1\",\"type\":\"qbo.invoice.created.v1\",\"time\":\"yesterday\",\"intuitentityid\":\"1\",\"intuitaccountid\":\"2\"}]",
        "[{\"id\":\"1\",\"type\":\"qbo.invoice.created.v1\",\"time\":\"2026-11-20T21:31:25Z\",\"intuitaccountid\":\"2\"}]"
      })
  void junk_is_refused_as_misshapen(String body) {
    assertThatThrownBy(() -> QuickBooksWebhooks.parse(bytes(body)))
        .isInstanceOf(JsonShapeException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
