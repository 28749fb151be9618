package io.tieout.work.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.finding.Finding;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.shadow.ShadowCase;
import io.tieout.engine.shadow.ShadowCase.Would;
import io.tieout.fact.change.Change;
import io.tieout.fact.party.Actor;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Workflow;
import io.tieout.work.invoicing.InvoicingDesk.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The invoicing flow under each phase, on a real database.
class PhasesTest {
  private static final Actor ANNA = new Actor.Person("UANNA");

  private final Workshop shop = new Workshop();

  @AfterEach
  void close() {
    shop.close();
  }

  private void phase(String phase) {
    shop.rollout(
        """
        version: "t"
        scopes:
          - {workflow: invoicing, phase: on}
          - {workflow: payments, phase: on}
          - {workflow: invoicing, book: main, phase: %s}
        """
            .formatted(phase));
  }

  private long count(String table) {
    return shop.database.inTransaction(
        sql -> sql.ask("select count(*) as n from " + table).one(row -> row.number("n")));
  }

  @Test
  void off_files_nothing_says_nothing_and_answers_whoever_asks() {
    phase("off");
    shop.dealChanged();
    assertThat(shop.filed()).isEmpty();
    assertThat(shop.shadow(Workflow.INVOICING)).isEmpty();
    assertThat(count("notice_outbox")).isZero();
    assertThat(shop.flow.propose("006A", ANNA))
        .isEqualTo(new Outcome.NotYet("invoicing is off for book main."));
  }

  @Test
  void what_stands_in_the_way_is_asked_of_nobody_while_off_or_in_shadow() {
    shop.ledger.items.clear();
    phase("off");
    shop.dealChanged();
    phase("shadow");
    shop.dealChanged();
    assertThat(shop.open()).isEmpty();
    assertThat(count("notice_outbox")).isZero();
    assertThat(shop.shadow(Workflow.INVOICING).map(ShadowCase::would))
        .hasValueSatisfying(would ->
            assertThat(would)
                .isInstanceOfSatisfying(
                    Would.Ask.class, ask -> assertThat(ask.because()).isNotEmpty()));
    phase("review");
    shop.dealChanged();
    assertThat(shop.open()).isNotEmpty();
    phase("shadow");
    shop.dealChanged();
    assertThat(shop.open()).isEmpty();
  }

  @Test
  void shadow_keeps_the_proposal_with_its_ruling_once_and_files_nothing() {
    phase("shadow");
    shop.dealChanged();
    shop.now = shop.now.plus(Duration.ofMinutes(5));
    shop.dealChanged();
    assertThat(shop.filed()).isEmpty();
    assertThat(count("notice_outbox")).isZero();
    assertThat(count("shadow_case")).isEqualTo(1);
    ShadowCase kept = shop.shadow(Workflow.INVOICING).orElseThrow();
    assertThat(kept.scope().word()).isEqualTo("invoicing,book=main");
    assertThat(kept.would())
        .isInstanceOfSatisfying(
            Would.Propose.class,
            would -> {
              assertThat(would.proposal().change()).isInstanceOf(Change.CreateInvoice.class);
              assertThat(would.ruling()).isInstanceOf(Ruling.Ask.class);
            });
    assertThat(shop.flow.propose("006A", ANNA).words())
        .contains("invoicing for book main is in shadow");
  }

  @Test
  void a_deal_that_changed_in_shadow_is_kept_anew_beside_what_was_kept() {
    phase("shadow");
    shop.dealChanged();
    shop.put(
        Facts.readings(
            Facts.deal("1600.00"), List.of(Facts.line("L1", "SKU-1", "1", "1600", "1600.00"))));
    shop.dealChanged();
    assertThat(count("shadow_case")).isEqualTo(2);
  }

  @Test
  void a_deal_that_no_book_claims_is_held_by_the_whole_of_invoicing() {
    shop.rollout(
        """
        version: "t"
        scopes:
          - {workflow: invoicing, phase: shadow}
          - {workflow: payments, phase: on}
          - {workflow: invoicing, book: other, phase: on}
        """);
    shop.dealChanged();
    assertThat(shop.filed()).isEmpty();
    assertThat(count("shadow_case")).isEqualTo(1);
  }

  @Test
  void in_review_people_are_asked_as_before() {
    phase("review");
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
  }

  @Test
  void a_document_that_cannot_be_read_holds_everything_and_raises_one_finding() {
    shop.rollout("scopes: nonsense");
    shop.dealChanged();
    assertThat(shop.filed()).isEmpty();
    assertThat(shop.open().stream().map(Finding::draft).map(d -> d.dedupeKey()))
        .containsExactly("rollout:unreadable");
    assertThat(shop.flow.propose("006A", ANNA).words()).contains("cannot be read");
    phase("review");
    shop.gate(Workshop::rule).settle();
    assertThat(shop.open()).isEmpty();
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
  }

  @Test
  void what_waits_when_its_phase_steps_back_still_waits() {
    shop.dealChanged();
    phase("shadow");
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
    assertThat(Optional.of(count("shadow_case"))).contains(0L);
  }
}
