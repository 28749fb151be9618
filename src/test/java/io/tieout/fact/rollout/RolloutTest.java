package io.tieout.fact.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.party.Address;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final Proposal INVOICE = Samples.invoice("P-1", "006A");

  private static Rollout read(String... scopes) {
    return Rollout.parse(
        """
        version: "t"
        scopes:
          - {workflow: invoicing, phase: on}
          - {workflow: payments, phase: on}
        """
            + String.join("\n", scopes));
  }

  private static Ruling.Ask asking(Proposal proposal, List<Ruling.RuleHit> because) {
    Ruling.Ask usual = Samples.ask(1);
    return new Ruling.Ask(
        usual.policyVersion(),
        because,
        usual.layers(),
        usual.deadline(),
        usual.backups(),
        usual.care());
  }

  private static Ruling went(Rollout rollout, Ruling ruling) {
    Applied applied = rollout.applied(INVOICE, ruling, RolloutTest::asking);
    assertThat(applied).isInstanceOf(Applied.Go.class);
    return ((Applied.Go) applied).ruling();
  }

  private static Facts deal(String book, String line, String country, String state) {
    return Facts.ofDeal(
        Optional.of(book),
        List.of(line),
        new Address(
            Optional.empty(),
            Optional.empty(),
            Optional.of(state),
            Optional.empty(),
            Optional.of(country)));
  }

  @Test
  void the_shipped_document_leaves_every_ruling_as_the_policy_made_it() {
    for (Ruling ruling : List.of(Samples.ask(2), Samples.proceed(), Samples.refuse())) {
      assertThat(went(Rollout.shipped(), ruling)).isEqualTo(ruling);
    }
  }

  @Test
  void in_review_what_policy_lets_through_is_asked_about_and_says_why() {
    Rollout rollout = read("  - {workflow: invoicing, book: us, phase: review}");
    Ruling asked = went(rollout, Samples.proceed());
    assertThat(asked).isInstanceOf(Ruling.Ask.class);
    assertThat(asked.because())
        .extracting(Ruling.RuleHit::ruleId)
        .containsExactly("small", "phase:review");
    assertThat(asked.because().getLast().sentence())
        .isEqualTo("invoicing for book us is in phase review: everything is asked about there");
    assertThat(went(rollout, Samples.refuse())).isInstanceOf(Ruling.Refuse.class);
    assertThat(went(rollout, Samples.ask(2))).isEqualTo(Samples.ask(2));
  }

  @Test
  void a_document_may_say_who_is_asked_in_review() {
    Rollout rollout =
        Rollout.parse(
            """
            version: "t"
            ask: ar_clerk
            scopes:
              - {workflow: invoicing, phase: review}
              - {workflow: payments, phase: on}
            """);
    Ruling.Ask ask = (Ruling.Ask) went(rollout, Samples.proceed());
    assertThat(ask.layers()).extracting(Layer::spoken).containsExactly("ar clerk");
  }

  @Test
  void limited_lets_through_below_its_amount_alone() {
    String limited = "  - {workflow: invoicing, book: us, phase: limited, below: USD %s}";
    Ruling within = went(read(limited.formatted("1200.01")), Samples.proceed());
    assertThat(within).isInstanceOf(Ruling.Proceed.class);
    assertThat(within.because().getLast().sentence())
        .isEqualTo(
            "invoicing for book us is in phase limited: policy decides below USD 1,200.01, this is USD 1,200.00");
    assertThat(went(read(limited.formatted("1200.00")), Samples.proceed()))
        .isInstanceOf(Ruling.Ask.class);
    assertThat(
            went(
                read("  - {workflow: invoicing, book: us, phase: limited, below: EUR 9999}"),
                Samples.proceed()))
        .isInstanceOf(Ruling.Ask.class);
  }

  @Test
  void shadow_keeps_and_off_does_nothing_but_what_is_taken_back_goes_on() {
    Rollout shadow = read("  - {workflow: invoicing, book: us, phase: shadow}");
    assertThat(shadow.applied(INVOICE, Samples.ask(1), RolloutTest::asking))
        .isInstanceOfSatisfying(
            Applied.ShadowOnly.class,
            only -> {
              assertThat(only.ruling()).isEqualTo(Samples.ask(1));
              assertThat(only.words()).contains("invoicing for book us is in shadow");
            });
    Rollout off = read("  - {workflow: invoicing, book: us, phase: off}");
    assertThat(off.applied(INVOICE, Samples.ask(1), RolloutTest::asking))
        .isEqualTo(new Applied.Off("invoicing is off for book us"));
    Proposal discard =
        INVOICE.with(
            new Change.DiscardDraft("salesforce", "006A", "Acme", "xero", "us", "D1", "gone"));
    assertThat(off.applied(discard, Samples.proceed(), RolloutTest::asking))
        .isEqualTo(new Applied.Go(Samples.proceed()));
    assertThat(
            off.applied(
                Samples.update("P-2", "006A", DealFinance.NONE),
                Samples.proceed(),
                RolloutTest::asking))
        .isEqualTo(new Applied.Go(Samples.proceed()));
  }

  @Test
  void the_scope_that_names_most_decides() {
    Rollout rollout =
        read(
            "  - {workflow: invoicing, book: main, phase: review}",
            "  - {workflow: invoicing, book: main, region: US, phase: shadow}",
            "  - {workflow: invoicing, book: main, region: US/CA, phase: off}",
            "  - {workflow: invoicing, book: main, region: US, product_line: Seats, phase: on}");
    assertThat(rollout.deciding(deal("uk", "", "Germany", "")).phase()).isEqualTo(Phase.ON);
    assertThat(rollout.deciding(deal("main", "", "Germany", "")).phase()).isEqualTo(Phase.REVIEW);
    assertThat(rollout.deciding(deal("main", "", "United States", "NY")).phase())
        .isEqualTo(Phase.SHADOW);
    assertThat(rollout.deciding(deal("main", "", "US", "ca")).phase()).isEqualTo(Phase.OFF);
    assertThat(rollout.deciding(deal("main", "seats", "US", "NY")).phase()).isEqualTo(Phase.ON);
  }

  @Test
  void of_two_that_name_as_much_the_stricter_decides_and_the_conflict_is_told() {
    Rollout rollout =
        read(
            "  - {workflow: invoicing, book: main, phase: on}",
            "  - {workflow: invoicing, region: US, phase: shadow}",
            "  - {workflow: invoicing, region: DE, phase: off}");
    assertThat(rollout.deciding(deal("main", "", "US", "")).phase()).isEqualTo(Phase.SHADOW);
    assertThat(rollout.conflicts())
        .containsExactly(
            "invoicing for book main is on and invoicing for region US is shadow, and something may be both: the stricter counts there",
            "invoicing for book main is on and invoicing for region DE is off, and something may be both: the stricter counts there");
  }

  @Test
  void a_deal_of_several_product_lines_goes_as_far_as_the_strictest_of_them() {
    Rollout rollout = read("  - {workflow: invoicing, product_line: Hardware, phase: review}");
    Facts mixed = Facts.ofDeal(Optional.of("main"), List.of("Seats", "Hardware"), Address.NONE);
    assertThat(rollout.deciding(mixed).phase()).isEqualTo(Phase.REVIEW);
    Facts without = Facts.ofDeal(Optional.of("main"), List.of("Seats", ""), Address.NONE);
    assertThat(rollout.deciding(without).phase()).isEqualTo(Phase.ON);
  }

  @Test
  void every_problem_is_told_at_once_with_its_place() {
    assertThatThrownBy(() ->
            Rollout.parse(
                """
                scopes:
                  - {workflow: invoicing, phase: on, colour: red}
                  - {workflow: invoicing, phase: on}
                  - {workflow: invoicing, book: main, phase: limited}
                  - {workflow: payments, region: US, phase: on}
                  - {workflow: shipping, phase: soon}
                metrics:
                  limited: {agreement_at_least: 101 %}
                  often: {cases_at_least: 1}
                autonomy:
                  - {id: x, when: {known_customer: true}, after: 1}
                """))
        .isInstanceOfSatisfying(
            RolloutException.class,
            e ->
                assertThat(String.join("\n", e.problems()))
                    .contains(
                        "version: missing",
                        "scope 1: 'colour' is not known here",
                        "scopes: invoicing is there twice",
                        "scope 3: invoicing for book main: phase limited needs an amount",
                        "scope 4: payments are told by book alone",
                        "scope 5: workflow 'shipping' is not known",
                        "scope 5: phase: 'soon' is no phase",
                        "scopes: nothing says how far payments is as a whole",
                        "metrics: limited: agreement_at_least 101; use percents",
                        "metrics: 'often' is no phase",
                        "autonomy 1: id 'x'",
                        "amount_below is missing",
                        "at least 5 agreements"));
    assertThatThrownBy(() -> Rollout.parse("scopes: [")).isInstanceOf(RolloutException.class);
    assertThatThrownBy(() -> Rollout.parse("scopes: 7")).isInstanceOf(RolloutException.class);
  }

  @Test
  void what_is_written_is_read_alike() {
    Rollout rollout =
        Rollout.parse(
            """
            version: "a \\"name\\" with #signs"
            ask: controller
            scopes:
              - {workflow: invoicing, phase: off}
              - {workflow: payments, phase: on}
              - workflow: invoicing
                book: main
                product_line: "Cloud, premium"
                region: US/New York
                phase: limited
                below: USD 10000
                metrics: {agreement_at_least: 97.5 %, drift_at_most: 1}
            metrics:
              shadow: {agreement_at_least: 98 %, cases_at_least: 50}
              on: {corrections_at_most: 2 %}
            autonomy:
              - id: small-renewals
                when: {amount_below: USD 10000, lines_at_most: 1, known_customer: true, unchanged_terms: true, discount_at_most: 5}
                after: 20
                counts_from: "2026-10-01T00:00:00Z"
                granted: {agreements: 21, at: "2026-11-01T00:00:00Z"}
            """);
    assertThat(Rollout.parse(rollout.text())).isEqualTo(rollout);
    assertThat(Rollout.parse(Rollout.shipped().text())).isEqualTo(Rollout.shipped());
  }

  @Test
  void scopes_are_written_and_read_in_commands() {
    for (String word :
        List.of(
            "invoicing", "payments,book=main", "invoicing,book=b,product_line=P Q,region=US/CA")) {
      assertThat(Scope.parse(word).word()).isEqualTo(word);
    }
    assertThatThrownBy(() -> Scope.parse("invoicing,colour=red"))
        .hasMessageContaining("colour=red");
    assertThatThrownBy(() -> Scope.parse("invoicing,region=Narnia"))
        .hasMessageContaining("no country");
  }

  @Test
  void one_step_back_from_on_is_limited_where_there_is_an_amount() {
    Staged on =
        new Staged(Scope.of(Workflow.INVOICING), Phase.ON, Optional.empty(), Optional.empty());
    assertThat(on.former()).isEqualTo(Phase.REVIEW);
    assertThat(on.below(Money.parse("USD 5")).former()).isEqualTo(Phase.LIMITED);
    assertThat(on.at(Phase.REVIEW).former()).isEqualTo(Phase.SHADOW);
  }
}
