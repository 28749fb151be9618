package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.TokenVault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickBooksTokensTest {
  private static final String INVALID_GRANT = "{\"error\":\"invalid_grant\"}";

  private final CannedQuickBooks canned = new CannedQuickBooks();

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void the_returned_refresh_token_is_stored_with_its_end_and_used_next_time() {
    AtomicInteger count = new AtomicInteger(1);
    canned.onToken(_ -> tokens("refresh-" + count.incrementAndGet()));
    canned.on("GET", "preferences", expiringOnce());
    canned.ledger.book();
    assertThat(canned.vault.history()).containsExactly("refresh-2", "refresh-3");
    HttpCall second = canned.tokenCalls().getLast();
    assertThat(second.form().get("refresh_token")).containsExactly("refresh-2");
    assertThat(second.form().get("grant_type")).containsExactly("refresh_token");
    assertThat(second.header("authorization"))
        .contains(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("client-id:client-secret".getBytes(StandardCharsets.US_ASCII)));
    assertThat(canned.vault.load().flatMap(TokenVault.Grant::expires))
        .contains(Instant.parse("2027-03-02T08:00:00Z"));
  }

  @Test
  void a_write_refused_for_its_token_is_sent_again_with_a_new_one() {
    AtomicInteger posts = new AtomicInteger();
    canned.on(
        "POST",
        "invoice",
        _ ->
            posts.incrementAndGet() == 1
                ? CannedQuickBooks.json(401, CannedQuickBooks.fault("3200", "expired", "token"))
                : CannedQuickBooks.json("{\"Invoice\":" + Samples.INVOICE + "}"));
    canned.ledger.createInvoice("58", Samples.draft(Samples.line()), "key-1");
    assertThat(posts).hasValue(2);
    assertThat(canned.tokenCalls()).hasSize(2);
  }

  @Test
  void a_refused_refresh_token_is_looked_up_once_more_since_a_sibling_may_have_changed_it() {
    canned.vault.siblingRotatesDuringNextWork("refresh-of-sibling");
    canned.onToken(call ->
        call.text().contains("refresh-of-sibling")
            ? tokens("refresh-9")
            : CannedQuickBooks.json(400, INVALID_GRANT));
    assertThat(canned.ledger.book().id()).isEqualTo("main");
    assertThat(canned.vault.history()).containsExactly("refresh-9");
  }

  @Test
  void a_refresh_token_that_stays_refused_asks_for_reconnection_and_is_kept() {
    canned.onToken(_ -> CannedQuickBooks.json(400, INVALID_GRANT));
    FaultException e = catchThrowableOfType(FaultException.class, canned.ledger::book);
    assertThat(e.fault()).isInstanceOf(Fault.Broken.class);
    assertThat(e)
        .hasMessageContaining("reconnect needed")
        .hasMessageContaining("book 'main'")
        .hasMessageNotContaining("refresh-1");
    assertThat(canned.tokenCalls()).hasSize(1);
    assertThat(canned.vault.load()).isPresent();
  }

  @Test
  void outages_and_throttling_during_a_refresh_leave_the_grant_and_can_be_tried_again() {
    canned.weather.arm(Mishap.DOWN, 3);
    assertThat(catchThrowableOfType(FaultException.class, canned.ledger::book).fault())
        .isInstanceOf(Fault.Transient.class);
    canned.weather.arm(Mishap.REQUEST_LOST, 3);
    assertThat(catchThrowableOfType(FaultException.class, canned.ledger::book).fault())
        .isInstanceOf(Fault.Transient.class);
    canned.onToken(_ -> HttpAnswer.empty(429).withHeader("Retry-After", "90"));
    assertThat(catchThrowableOfType(FaultException.class, canned.ledger::book).fault())
        .isInstanceOf(Fault.Throttled.class);
    assertThat(canned.vault.history()).isEmpty();
    canned.onToken(_ -> tokens("refresh-2"));
    assertThat(canned.ledger.book().id()).isEqualTo("main");
  }

  @Test
  void a_wrong_client_secret_is_not_taken_for_a_lost_grant() {
    canned.onToken(_ -> CannedQuickBooks.json(401, "{\"error\":\"invalid_client\"}"));
    assertThatThrownBy(canned.ledger::book)
        .hasMessageContaining("clientSecret")
        .hasMessageNotContaining("client-secret");
  }

  @Test
  void a_company_that_never_connected_is_told_to() {
    try (CannedQuickBooks never = new CannedQuickBooks(1000, MemoryVault.empty())) {
      assertThatThrownBy(never.ledger::book).hasMessageContaining("is not connected");
    }
  }

  @Test
  void secrets_do_not_print() {
    TokenVault.Grant grant =
        new TokenVault.Grant(new Secret("s3cret"), CannedQuickBooks.NOW, Optional.empty());
    assertThat(grant.toString() + canned.settings(1000))
        .doesNotContain("s3cret", "client-secret", "verifier]")
        .contains("***");
  }

  @Test
  void settings_tell_all_their_problems_at_once() {
    assertThatThrownBy(() ->
            new QuickBooksSettings(
                "",
                URI.create("https://api.example/"),
                QuickBooksSettings.TOKEN_URL,
                "id",
                new Secret(" "),
                "my company",
                70,
                QuickBooksSettings.APP,
                new Secret("v"),
                2000))
        .hasMessageContaining("bookId is empty")
        .hasMessageContaining("apiBase 'https://api.example/'")
        .hasMessageContaining("clientSecret is empty")
        .hasMessageContaining("realmId 'my company'")
        .hasMessageContaining("minorVersion 70")
        .hasMessageContaining("pageSize 2000 is out of range; choose 1 to 1000");
  }

  private static Function<HttpCall, HttpAnswer> expiringOnce() {
    AtomicInteger calls = new AtomicInteger();
    return _ ->
        calls.incrementAndGet() == 1
            ? CannedQuickBooks.json(401, CannedQuickBooks.fault("3200", "expired", "token"))
            : CannedQuickBooks.json(
                "{\"Preferences\":{\"CurrencyPrefs\":{\"HomeCurrency\":{\"value\":\"USD\"}}}}");
  }

  private static HttpAnswer tokens(String refreshToken) {
    return CannedQuickBooks.json(
        """
        {"access_token":"access-of-%s","refresh_token":"%s","expires_in":3600,"token_type":"bearer",
         "x_refresh_token_expires_in":8640000,"x_refresh_token_hard_expires_in":157680000}\
        """
            .formatted(refreshToken, refreshToken));
  }
}
