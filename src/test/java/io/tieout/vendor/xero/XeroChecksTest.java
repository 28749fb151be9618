package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.LockDates;
import io.tieout.sandbox.xerobooks.Profile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An organisation with one thing wrong at a time.
class XeroChecksTest {
  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final SandboxClock clock = new SandboxClock(() -> START);
  private final XeroStandIn standIn =
      XeroStandIn.start(
          XeroStandIn.Options.of(SeededCompany.generate(7, 5, START), clock)
              .with(Profile.uk("Northlight Ltd")));
  private final XeroLedger uk = ledger(standIn.info().text("refreshToken"));

  @AfterEach
  void stop() {
    uk.close();
    standIn.close();
  }

  private XeroLedger ledger(String refreshToken) {
    XeroAccess access = XeroStage.access(standIn, false);
    XeroAccess consented =
        new XeroAccess(
            access.apiBase(),
            access.tokenUrl(),
            access.clientId(),
            access.clientSecret(),
            new XeroAuth.Consent("main", new MemoryVault(refreshToken)));
    return new XeroLedger(
        XeroStage.settings(standIn, standIn.info().text("tenantId"), 100, consented),
        XeroStage.http(),
        XeroStage.timing(clock));
  }

  private static List<Check> wrong(XeroLedger ledger) {
    return ledger.checks().stream()
        .filter(c -> c.outcome() != Outcome.OK && !c.name().equals("sales account"))
        .toList();
  }

  @Test
  void an_organisation_as_it_should_be_has_nothing_to_change() {
    assertThat(wrong(uk)).isEmpty();
    assertThat(uk.checks())
        .extracting(Check::name)
        .contains(
            "log-in and organisation",
            "invoices readable",
            "lock date",
            "tax rates",
            "calls left today",
            "webhook key");
  }

  @Test
  void books_locked_through_today_are_told_with_the_place_to_change_it() {
    standIn.clerk().lockDates(new LockDates(Optional.of(TODAY), Optional.empty()));
    assertThat(wrong(uk))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.name()).isEqualTo("lock date");
          assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(check.told()).contains("2026-11-22", "Financial settings");
        });
  }

  @Test
  void few_calls_left_are_a_warning() {
    standIn.budget(60, 150);
    assertThat(wrong(uk))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.name()).isEqualTo("calls left today");
          assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
        });
  }

  @Test
  void a_consent_that_is_refused_fails_the_log_in_and_nothing_else_is_asked() {
    try (XeroLedger stranger = ledger("not-a-token-of-ours")) {
      assertThat(stranger.checks())
          .extracting(Check::name, Check::outcome)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("log-in and organisation", Outcome.FAILED),
              org.assertj.core.groups.Tuple.tuple("webhook key", Outcome.OK));
    }
  }
}
