package io.tieout.engine.halt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.crm.DealFinance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which writes a halt stops, and which words name it.
class ScopeTest {
  private static final Scopes SCOPES =
      new Scopes(List.of("salesforce", "quickbooks/main", "xero/uk", "xero/de"));

  @ParameterizedTest
  @CsvSource({
    "all, quickbooks/main, INVOICING, true",
    "all, salesforce, PAYMENTS, true",
    "quickbooks, quickbooks/main, INVOICING, true",
    "quickbooks, quickbooksy/main, INVOICING, false",
    "quickbooks/main, quickbooks/main, INVOICING, true",
    "quickbooks/main, quickbooks/main2, INVOICING, false",
    "quickbooks/main, quickbooks, INVOICING, false",
    "salesforce, salesforce, PAYMENTS, true",
    "salesforce, quickbooks/main, INVOICING, false",
    "invoicing, quickbooks/main, INVOICING, true",
    "invoicing, salesforce, INVOICING, true",
    "invoicing, salesforce, PAYMENTS, false",
    "payments, salesforce, PAYMENTS, true"
  })
  void a_scope_covers_what_it_names_and_no_more(
      String scope, String place, Workflow workflow, boolean covered) {
    assertThat(Scope.read(scope).covers(new Target(place, workflow))).isEqualTo(covered);
    assertThat(Scope.read(scope).word()).isEqualTo(scope);
  }

  @Test
  void what_can_be_halted_is_named_with_the_widest_first() {
    assertThat(SCOPES.all().stream().map(Scope::word))
        .containsExactly(
            "all",
            "quickbooks",
            "quickbooks/main",
            "salesforce",
            "xero",
            "xero/de",
            "xero/uk",
            "invoicing",
            "payments");
    assertThat(SCOPES.named(" XERO/uk ")).isEqualTo(new Scope.Place("xero/uk"));
    assertThat(SCOPES.named("All")).isEqualTo(new Scope.All());
    assertThat(new Scope.Place("xero/uk").spoken()).isEqualTo("Writes to Xero (book uk)");
  }

  @Test
  void a_name_nobody_knows_is_refused_because_it_would_stop_nothing() {
    assertThatThrownBy(() -> SCOPES.named("quickbook"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'quickbook' cannot be halted", "quickbooks/main", "invoicing");
    assertThatThrownBy(() -> Scope.read("Quick Books"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quickbooks/main");
  }

  @Test
  void a_change_writes_to_its_book_and_to_its_deal() {
    assertThat(Target.of(Samples.invoice("P-1", "d1").outside()))
        .containsExactly(
            new Target("quickbooks/us", Workflow.INVOICING),
            new Target("salesforce", Workflow.INVOICING));
    Change.OfDeal update =
        new Change.UpdateDealFinance("salesforce", "d1", "Acme", finance(), "it was paid");
    assertThat(Target.of(update)).containsExactly(new Target("salesforce", Workflow.PAYMENTS));
  }

  private static DealFinance finance() {
    return new DealFinance(
        Optional.of("P-1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
