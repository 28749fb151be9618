package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Check.Outcome;
import io.tieout.sandbox.quickbooks.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One setting of the company is wrong at a time.
class QuickBooksChecksTest {
  @Test
  void a_company_as_it_should_be_has_nothing_to_change() {
    assertThat(checks(s -> s)).allSatisfy((_, check) -> assertThat(check.outcome()).isEqualTo(Outcome.OK));
    assertThat(checks(s -> s).keySet())
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
    Check check = checks(s -> s.closedOn(LocalDate.of(2026, 11, 22))).get("closing date");
    assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.told()).contains("closed through 2026-11-22").contains("Account and settings");
    assertThat(checks(s -> s.closedOn(LocalDate.of(2026, 9, 30))).get("closing date").told())
        .contains("2026-09-30");
  }

  @Test
  void numbers_by_people_are_warned_of() {
    Check check = checks(s -> s.withCustomNumbers(true)).get("invoice numbers");
    assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
    assertThat(check.told()).contains("Custom transaction numbers").contains("Warn if duplicate");
  }

  @Test
  void currencies_and_tax_are_told() {
    assertThat(checks(Settings::withMulticurrency).get("multicurrency").told()).startsWith("on");
    assertThat(checks(s -> s).get("multicurrency").told()).contains("off: deals in other");
    Check tax = checks(s -> s.withSalesTax(false)).get("sales tax");
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
      Check check = byName(canned.ledger.checks()).get("credits");
      assertThat(check.outcome()).isEqualTo(Outcome.WARNING);
      assertThat(check.told()).contains("Automatically apply credits");
    }
  }

  private static Map<String, Check> checks(UnaryOperator<Settings> how) {
    try (StandInStage stage = new StandInStage(how, 100)) {
      return byName(((QuickBooksLedger) stage.ledger()).checks());
    }
  }

  private static Map<String, Check> byName(List<Check> checks) {
    return checks.stream().collect(Collectors.toMap(Check::name, check -> check));
  }
}
