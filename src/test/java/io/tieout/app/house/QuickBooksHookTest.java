package io.tieout.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.web.SignedIntake.Verdict;
import io.tieout.door.web.WebCall;
import io.tieout.engine.inbox.Signal;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// What of QuickBooks' news is worked on, and under which name.
class QuickBooksHookTest {
  private static final String TOKEN = "verifier";

  private final QuickBooksHook hook =
      new QuickBooksHook(
          List.of(
              new QuickBooksSettings(
                  "main",
                  QuickBooksSettings.SANDBOX,
                  QuickBooksSettings.TOKEN_URL,
                  "client",
                  new Secret("secret"),
                  "310687",
                  QuickBooksSettings.MINOR_VERSION,
                  QuickBooksSettings.APP,
                  new Secret(TOKEN),
                  100)),
          InstantSource.fixed(Instant.parse("2026-11-20T21:32:00Z")));

  private static String event(String id, String type, String realm) {
    return """
    {"specversion":"1.0","id":"%s","source":"intuit.x","type":"qbo.%s.v1",
     "time":"2026-11-20T21:31:26Z","intuitentityid":"7","intuitaccountid":"%s","data":{}}\
    """
        .formatted(id, type, realm);
  }

  private Verdict verdict(String... events) throws GeneralSecurityException {
    byte[] body = ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
    return hook.verify(
        new WebCall("POST", QuickBooksHook.PATH, "", Map.of("intuit-signature", signature), body));
  }

  @Test
  void a_credit_memo_is_news_of_a_credit_note_and_what_is_not_followed_is_left_out()
      throws GeneralSecurityException {
    Verdict verdict =
        verdict(
            event("1", "creditmemo.deleted", "310687"),
            event("2", "invoice.updated", "310687"),
            event("3", "estimate.created", "310687"),
            event("4", "creditmemo.created", "999"));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Genuine.class,
            genuine -> {
              assertThat(genuine.signals())
                  .extracting(Signal::kind)
                  .containsExactly("credit_note changed", "invoice changed");
              Signal memo = genuine.signals().getFirst();
              assertThat(memo.subject()).isEqualTo("quickbooks/main/credit_note/7");
              assertThat(memo.body().text("id")).isEqualTo("7");
              assertThat(memo.body().text("book")).isEqualTo("main");
              assertThat(memo.body().flag("deleted")).isTrue();
            });
  }
}
