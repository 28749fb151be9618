package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.sandbox.quickbooks.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// One setting of the company is wrong at a time.
class QuickBooksChecksTest {
  @Test
  void a_company_as_it_should_be_has_nothing_to_change() {
    assertThat(checks(s -> s))
        .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Outcome.OK));
    assertThat(checks(s -> s))
        .extracting(Check::name)
        .containsExactlyInAnyOrder(
            "log-in and company",
            "preferences readable",
            "closing date",
            "invoice numbers",
            "multicurrency",
            "sales tax",
            "credits",
            "webhook verifier");
  }

  @Test
  void books_closed_through_today_refuse_invoices() {
    Check check = at(checks(s -> s.closedOn(LocalDate.of(2026, 11, 22))), "closing date");
    assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.told()).contains("closed through 2026-11-22").contains("Account and settings");
    assertThat(at(checks(s -> s.closedOn(LocalDate.of(2026, 9, 30))), "closing date").told())
        .contains("2026-09-30");
  }

  @Test
  void numbers_by_people_are_warned_of() {
    Check check = at(checks(s -> s.withCustomNumbers(true)), "invoice numbers");
    assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(check.told()).contains("Custom transaction numbers").contains("Warn if duplicate");
  }

  @Test
  void currencies_and_tax_are_told() {
    assertThat(at(checks(Settings::withMulticurrency), "multicurrency").told()).startsWith("on");
    assertThat(at(checks(s -> s), "multicurrency").told()).contains("off: deals in other");
    Check tax = at(checks(s -> s.withSalesTax(false)), "sales tax");
    assertThat(tax.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(tax.told()).contains("carry no tax");
  }

  @Test
  void without_a_grant_the_log_in_fails_and_nothing_else_is_looked_at() {
    try (CannedQuickBooks canned = new CannedQuickBooks(1000, MemoryVault.empty())) {
      List<Check> checks = canned.ledger.checks();
      assertThat(checks.getFirst().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(checks.getFirst().told()).contains("is not connected to QuickBooks");
      assertThat(checks).extracting(Check::name).doesNotContain("closing date");
      assertThat(canned.calls("GET", "preferences")).isEmpty();
    }
  }

  @Test
  void credits_applied_by_themselves_are_warned_of() {
    try (CannedQuickBooks canned = new CannedQuickBooks()) {
      canned.on(
          "GET",
          "preferences",
          "{\"Preferences\":{\"SalesFormsPrefs\":{\"AutoApplyCredit\":true},\"Id\":\"1\"}}");
      Check check = at(canned.ledger.checks(), "credits");
      assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
      assertThat(check.told()).contains("Automatically apply credits");
    }
  }

  private static List<Check> checks(UnaryOperator<Settings> how) {
    try (StandInStage stage = new StandInStage(how, 100)) {
      return ((QuickBooksLedger) stage.ledger()).checks();
    }
  }

  private static Check at(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
