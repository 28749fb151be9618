package io.tieout.fact.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Streak.Case;
import io.tieout.fact.rollout.Streak.Outcome;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutonomyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final AutonomyClass SMALL =
      document("limited, below: USD 1000000", "").autonomy("small").orElseThrow();

  private static Rollout document(String phase, String granted) {
    return Rollout.parse(
        """
        version: "t"
        scopes:
          - {workflow: invoicing, phase: %s}
          - {workflow: payments, phase: on}
        autonomy:
          - id: small
            when: {amount_below: USD 10000, lines_at_most: 1, known_customer: true, unchanged_terms: true}
            after: 5
            settle_days: 3
            %s
        """
            .formatted(phase, granted));
  }

  private static Rollout granted(String phase) {
    return document(phase, "granted: {agreements: 23, at: \"2026-11-01T00:00:00Z\"}");
  }

  private static Proposal invoice(String amount, boolean newCustomer, boolean standardTerms) {
    Proposal usual = Samples.invoice("P-1", "006A", new Billed.Known("55", "Acme"));
    return new Proposal(
        usual.id(),
        usual.change(),
        usual.requestedBy(),
        usual.at(),
        usual.sources(),
        usual.lines(),
        usual.evidence(),
        usual.remarks(),
        new Circumstances(
            Amounts.exact("USD", amount), newCustomer, standardTerms, BigDecimal.ZERO, 0));
  }

  private static Ruling went(Rollout rollout, Proposal proposal, Ruling ruling) {
    return ((Applied.Go) rollout.applied(proposal, ruling, (_, _) -> Samples.ask(1))).ruling();
  }

  @Test
  void a_class_holds_what_meets_all_its_conditions() {
    assertThat(SMALL.holds(invoice("9999.99", false, true))).isTrue();
    assertThat(SMALL.holds(invoice("10000.00", false, true))).isFalse();
    assertThat(SMALL.holds(invoice("1.00", true, true))).isFalse();
    assertThat(SMALL.holds(invoice("1.00", false, false))).isFalse();
  }

  @Test
  void what_was_granted_goes_without_asking_and_says_by_what() {
    Ruling ruling = went(granted("on"), invoice("500.00", false, true), Samples.ask(1));
    assertThat(ruling).isInstanceOf(Ruling.Proceed.class);
    assertThat(ruling.because())
        .contains(
            new Ruling.RuleHit(
                "autonomy:small", "class small goes without asking since 23 straight agreements"));
  }

  @Test
  void neither_a_refusal_nor_a_step_up_nor_another_class_gives_way() {
    Ruling.Ask ask = Samples.ask(1);
    Ruling.Ask stepUp =
        new Ruling.Ask(
            ask.policyVersion(),
            ask.because(),
            ask.layers(),
            ask.deadline(),
            ask.backups(),
            new Ruling.Care(true, false, false));
    Proposal small = invoice("500.00", false, true);
    assertThat(went(granted("on"), small, stepUp)).isEqualTo(stepUp);
    assertThat(went(granted("on"), small, Samples.refuse())).isEqualTo(Samples.refuse());
    assertThat(went(granted("on"), invoice("500.00", true, true), ask)).isEqualTo(ask);
    assertThat(went(document("on", ""), small, ask)).isEqualTo(ask);
  }

  @Test
  void a_phase_that_asks_about_everything_asks_about_a_granted_class_too() {
    Proposal small = invoice("500.00", false, true);
    Ruling.Ask ask = Samples.ask(1);
    assertThat(went(granted("review"), small, ask)).isEqualTo(ask);
    assertThat(went(granted("limited, below: USD 500"), small, ask)).isEqualTo(ask);
    assertThat(went(granted("limited, below: USD 501"), small, ask))
        .isInstanceOf(Ruling.Proceed.class);
  }

  private static List<Case> cases(Outcome... outcomes) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < outcomes.length; i++) {
      Instant at = NOW.minus(Duration.ofDays(30L - i));
      cases.add(new Case("P-" + i, at, outcomes[i], "invoice " + i));
    }
    return cases;
  }

  @Test
  void agreements_count_in_a_row_and_once_they_have_settled() {
    List<Case> five = new ArrayList<>(cases(Outcome.AGREED, Outcome.AGREED, Outcome.AGREED));
    five.add(new Case("P-8", NOW.minus(Duration.ofDays(3)), Outcome.AGREED, "just settled"));
    five.add(new Case("P-9", NOW.minus(Duration.ofDays(2)), Outcome.AGREED, "not settled"));
    Streak streak = Streak.of(SMALL, five, NOW);
    assertThat(streak.straight()).isEqualTo(4);
    assertThat(streak.earned(SMALL)).isFalse();
    assertThat(Streak.of(SMALL, five, NOW.plus(Duration.ofDays(1))).earned(SMALL)).isTrue();
  }

  @Test
  void a_disagreement_begins_the_count_anew() {
    Streak streak =
        Streak.of(
            SMALL, cases(Outcome.AGREED, Outcome.AGREED, Outcome.EDITED, Outcome.AGREED), NOW);
    assertThat(streak.straight()).isEqualTo(1);
    assertThat(streak.disagreement().map(Case::proposalId)).contains("P-2");
  }

  @Test
  void the_first_disagreement_after_the_grant_takes_it_back_and_an_earlier_one_does_not() {
    List<Case> cases = cases(Outcome.REJECTED, Outcome.AGREED);
    AutonomyClass granted = SMALL.granted(5, NOW.minus(Duration.ofDays(10)));
    assertThat(Streak.of(granted, cases, NOW).lost(granted)).isEmpty();
    List<Case> later = new ArrayList<>(cases);
    later.add(new Case("P-7", NOW.minus(Duration.ofDays(1)), Outcome.DRIFTED, "invoice 7"));
    Optional<Case> lost = Streak.of(granted, later, NOW).lost(granted);
    assertThat(lost.map(Case::proposalId)).contains("P-7");
    AutonomyClass revoked = granted.revoked(NOW);
    assertThat(revoked.granted()).isEmpty();
    assertThat(Streak.of(revoked, later, NOW).straight()).isZero();
  }
}
