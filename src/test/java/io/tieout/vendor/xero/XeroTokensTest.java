package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.vendor.oauth.TokenVault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XeroTokensTest {
  private final CannedXero canned = new CannedXero();

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void the_new_refresh_token_is_stored_with_its_end_of_sixty_days() {
    canned.ledger.book();
    assertThat(canned.vault.history()).containsExactly("refresh-2");
    assertThat(canned.vault.load().flatMap(TokenVault.Grant::expires))
        .contains(Instant.parse("2027-01-21T08:00:00Z"));
    assertThat(canned.tokenCalls().getFirst().form().get("grant_type"))
        .containsExactly("refresh_token");
  }

  @Test
  void an_expired_token_is_renewed_once_and_a_missing_scope_never() {
    AtomicInteger calls = new AtomicInteger();
    canned.on(
        "GET",
        "Organisation",
        _ ->
            calls.incrementAndGet() == 1
                ? CannedXero.json(401, "{\"Detail\":\"TokenExpired: token expired\"}")
                : CannedXero.json(CannedXero.ORGANISATION));
    assertThat(canned.ledger.book().id()).isEqualTo("uk");
    assertThat(canned.tokenCalls()).hasSize(2);
    canned.on(
        "GET", "Items", _ -> CannedXero.json(401, "{\"Detail\":\"AuthorizationUnsuccessful\"}"));
    FaultException e = catchThrowableOfType(FaultException.class, canned.ledger::items);
    assertThat(e.fault()).isInstanceOf(Fault.Broken.class);
    assertThat(e).hasMessageContaining("accounting.invoices.read");
    assertThat(canned.tokenCalls()).hasSize(2);
  }

  @Test
  void a_lost_grant_asks_for_reconnection() {
    canned.onRoot("POST /token", _ -> CannedXero.json(400, "{\"error\":\"invalid_grant\"}"));
    assertThatThrownBy(canned.ledger::book)
        .hasMessageContaining("reconnect needed")
        .hasMessageContaining("book 'uk'");
  }

  @Test
  void a_custom_connection_asks_with_its_own_credentials_and_scopes() {
    XeroSettings consent = canned.settings(100, Optional.empty());
    XeroSettings custom =
        new XeroSettings(
            consent.bookId(),
            canned.access(new XeroAuth.CustomConnection()),
            consent.tenantId(),
            consent.webhookKey(),
            consent.appBase(),
            consent.markBase(),
            consent.salesAccount(),
            consent.brandingTheme(),
            consent.pageSize());
    try (XeroLedger ledger = new XeroLedger(custom, CannedXero.http(), CannedXero.timing())) {
      assertThat(ledger.book().id()).isEqualTo("uk");
      ledger.book();
    }
    assertThat(canned.tokenCalls())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.form().get("grant_type")).containsExactly("client_credentials");
          assertThat(c.form().get("scope"))
              .singleElement()
              .asString()
              .contains("accounting.invoices")
              .doesNotContain("offline_access");
        });
    assertThat(canned.vault.history()).isEmpty();
  }

  @Test
  void the_connections_of_a_consent_are_listed() {
    canned.onRoot(
        "GET /connections",
        _ ->
            CannedXero.json(
                """
                [{"id":"c-1","tenantId":"t-1","tenantType":"ORGANISATION","tenantName":"Northlight Ltd"},
                 {"id":"c-2","tenantId":"t-2","tenantType":"PRACTICE"}]\
                """));
    XeroAccess access = canned.access(new XeroAuth.Consent("group", canned.vault));
    try (XeroConnections connections =
        new XeroConnections(access, CannedXero.http(), CannedXero.timing())) {
      assertThat(connections.list())
          .containsExactly(
              new XeroConnections.Tenant("c-1", "t-1", "Northlight Ltd", true),
              new XeroConnections.Tenant("c-2", "t-2", "", false));
    }
  }

  @Test
  void no_more_than_four_calls_of_an_organisation_are_in_flight() throws Exception {
    canned.ledger.book();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch four = new CountDownLatch(4);
    canned.on(
        "GET",
        "Items",
        _ -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          four.countDown();
          await(four);
          now.decrementAndGet();
          return CannedXero.json("{\"Items\":[]}");
        });
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls =
          IntStream.range(0, 12)
              .mapToObj(_ -> many.submit(() -> canned.ledger.items().size()))
              .toList();
      for (Future<Integer> call : calls) {
        assertThat(call.get(20, TimeUnit.SECONDS)).isZero();
      }
    }
    assertThat(most).hasValue(4);
  }

  @Test
  void the_day_s_limit_is_not_waited_for_and_a_short_one_is() {
    canned.ledger.book();
    canned.on("GET", "Items", _ -> CannedXero.limited("day", "66975"));
    FaultException e = catchThrowableOfType(FaultException.class, canned.ledger::items);
    assertThat(e.fault())
        .isInstanceOfSatisfying(
            Fault.Throttled.class, t -> assertThat(t.retryAfter().toSeconds()).isEqualTo(66_975));
    assertThat(canned.calls("GET", "Items")).hasSize(1);
    AtomicInteger calls = new AtomicInteger();
    canned.on(
        "GET",
        "Items",
        _ ->
            calls.incrementAndGet() == 1
                ? CannedXero.limited("concurrent", "1")
                : HttpAnswer.of(200, "application/json", "{\"Items\":[]}")
                    .withHeader("X-DayLimit-Remaining", "12"));
    assertThat(canned.ledger.items()).isEmpty();
    assertThat(canned.ledger.usage().orElseThrow().dayLeft()).hasValue(12);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
