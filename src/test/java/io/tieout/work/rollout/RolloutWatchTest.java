package io.tieout.work.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.gate.InForce;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Applied;
import io.tieout.fact.rollout.Phase;
import io.tieout.fact.rollout.Rollout;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Workflow;
import io.tieout.work.invoicing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Steps forward with evidence and back by themselves, on a real database.
class RolloutWatchTest {
  private static final Scope ALL = Scope.of(Workflow.INVOICING);
  private static final Scope US = Scope.parse("invoicing,book=us");

  private final Workshop shop = new Workshop();
  private final Metrics metrics = new Metrics(shop.links, shop.proposals);
  private final RolloutDesk desk =
      new RolloutDesk(
          new RolloutDesk.Deps(
              shop.database,
              shop.audit,
              new AuditChain(shop.database, shop.clock),
              new Governing(shop.audit, shop.clock),
              metrics,
              shop.clock));
  private final Gate gate = shop.gate(Workshop::rule);
  private final RolloutWatch watch =
      new RolloutWatch(
          new RolloutWatch.Deps(
              shop.database, desk, metrics, gate, shop.findings, shop.outbox, shop.clock));

  @AfterEach
  void close() {
    shop.close();
  }

  private void document(String phase, String more) {
    shop.rollout(
        """
        version: "begin"
        scopes:
          - {workflow: invoicing, phase: "on"}
          - {workflow: payments, phase: "on"}
          - {workflow: invoicing, book: us, phase: %s, below: USD 5000}
        metrics:
          review: {agreement_at_least: 90, cases_at_least: 5, corrections_at_most: 10, drift_at_most: 0}
          limited: {agreement_at_least: 90, cases_at_least: 5, drift_at_most: 0}
        %s
        """
            .formatted(phase, more));
    pass(Duration.ofMinutes(1));
  }

  private void pass(Duration time) {
    shop.now = shop.now.plus(time);
  }

  private Proposal decided(int number, ProposalState... states) {
    Proposal proposal =
        Samples.invoice("P-" + number, "006" + number, new Billed.Known("55", "Acme"));
    shop.database.transact(sql -> {
      shop.proposals.file(sql, proposal, Samples.ask(1));
      for (ProposalState to : states) {
        shop.proposals.move(sql, proposal.id(), to, "by hand", "a test");
      }
    });
    pass(Duration.ofMinutes(10));
    return proposal;
  }

  private void approved(int from, int to) {
    for (int i = from; i <= to; i++) {
      decided(i, ProposalState.WAITING, ProposalState.APPROVED);
    }
  }

  private void drifted(Proposal proposal, String invoice) {
    shop.database.transact(sql -> {
      shop.links.link(
          sql,
          new Link(
              "salesforce",
              "deal",
              proposal.outside().dealId(),
              "quickbooks",
              "us",
              "invoice",
              invoice,
              "created by Tieout",
              proposal.id()));
      sql.run(
              """
              insert into drift_event (place, invoice_id, kind, seq, shape, told, at)
              values ('quickbooks/us', :invoice, 'EDITED', 1, 'total', true, :at)
              """)
          .set("invoice", invoice)
          .set("at", shop.now)
          .once();
    });
    pass(Duration.ofMinutes(1));
  }

  private Rollout now() {
    return shop.database.inTransaction(sql -> InForce.now(sql).rollout());
  }

  private List<Version> history() {
    return shop.database.inTransaction(sql -> Governing.history(sql, Kind.ROLLOUT));
  }

  private List<String> news() {
    return shop.database.inTransaction(
        sql -> sql.ask("select body from notice_outbox order by id").list(row -> row.text("body")));
  }

  private Promotion.Result promote(Scope scope, Phase to) {
    return desk.promotion(new Promotion.Wanted(scope, to, Optional.empty()), Optional.empty());
  }

  private static Step ready(Promotion.Result result) {
    assertThat(result).isInstanceOf(Promotion.Result.Ready.class);
    return ((Promotion.Result.Ready) result).step();
  }

  private static List<String> missing(Promotion.Result result) {
    assertThat(result).isInstanceOf(Promotion.Result.Missing.class);
    return ((Promotion.Result.Missing) result).why();
  }

  @Test
  void what_happened_since_the_phase_began_is_counted_for_the_scope_that_decides() {
    decided(1, ProposalState.WAITING, ProposalState.REJECTED);
    document("review", "");
    approved(2, 4);
    decided(5, ProposalState.WAITING, ProposalState.REJECTED);
    decided(6, ProposalState.WAITING);
    Counted counted =
        shop.database.inTransaction(
            sql -> metrics.counted(sql, now(), now().staged(US).orElseThrow(), shop.now));
    assertThat(counted.filed()).isEqualTo(5);
    assertThat(counted.asked()).isEqualTo(5);
    assertThat(counted.unchanged()).isEqualTo(3);
    assertThat(counted.rejected()).isEqualTo(1);
    assertThat(counted.measured().agreement()).isEqualByComparingTo("75.0");
    Counted others =
        shop.database.inTransaction(
            sql -> metrics.counted(sql, now(), now().staged(ALL).orElseThrow(), shop.now));
    assertThat(others.filed()).isZero();
  }

  @Test
  void a_promotion_is_refused_with_just_what_is_short_and_taken_with_two_people() {
    document("review", "");
    approved(1, 4);
    assertThat(missing(promote(US, Phase.LIMITED)))
        .containsExactly("cases: 4, at least 5 are needed");
    assertThat(missing(promote(US, Phase.ON)))
        .contains("invoicing for book us is review: the next phase is limited");
    approved(5, 5);
    Step step = ready(promote(US, Phase.LIMITED));
    assertThat(step.summary())
        .isEqualTo("invoicing for book us goes from review to limited below USD 5,000.00");
    assertThatThrownBy(() -> desk.inForce(step, "shell:ann", "it holds", List.of("Ann", "Ann ")))
        .hasMessageContaining("two people");
    Version version = desk.inForce(step, "shell:ann", "it holds", List.of("Ann", "Bo"));
    assertThat(version.because()).isEqualTo("it holds (approved by Ann and Bo)");
    assertThat(now().staged(US).orElseThrow().phase()).isEqualTo(Phase.LIMITED);
    assertThatThrownBy(() -> desk.inForce(step, "shell:ann", "again", List.of("Ann", "Bo")))
        .hasMessageContaining("changed meanwhile");
  }

  @Test
  void one_command_takes_a_step_back_and_nothing_that_others_changed_since() {
    document("review", "");
    approved(1, 5);
    Step step = ready(promote(US, Phase.LIMITED));
    desk.inForce(step, "shell:ann", "it holds", List.of("Ann", "Bo"));
    desk.inForce(
        ready(promote(Scope.of(Workflow.PAYMENTS), Phase.REVIEW)), "shell:ann", "care", List.of());
    Step back = ready(desk.rollback(step.name()));
    assertThat(back.further()).isFalse();
    desk.inForce(back, "shell:bo", "too soon", List.of());
    assertThat(now().staged(US).orElseThrow().phase()).isEqualTo(Phase.REVIEW);
    assertThat(now().staged(Scope.of(Workflow.PAYMENTS)).orElseThrow().phase())
        .isEqualTo(Phase.REVIEW);
    assertThat(missing(desk.rollback(step.name()))).first().asString().contains("nothing");
    assertThatThrownBy(() -> desk.rollback("nothing-1")).hasMessageContaining("no step");
  }

  @Test
  void drift_takes_the_phase_back_one_step_by_itself_and_says_so_once() {
    document("limited", "");
    Proposal one = decided(1, ProposalState.WAITING, ProposalState.APPROVED);
    watch.look();
    assertThat(history()).hasSize(1);
    drifted(one, "12");
    watch.look();
    watch.look();
    assertThat(now().staged(US).orElseThrow().phase()).isEqualTo(Phase.REVIEW);
    assertThat(now().staged(ALL).orElseThrow().phase()).isEqualTo(Phase.ON);
    assertThat(history()).hasSize(2);
    assertThat(history().getFirst().actor()).isEqualTo("system:rollout");
    assertThat(news()).hasSize(1);
    assertThat(news().getFirst())
        .contains(
            "invoicing for book us goes back from limited below USD 5,000.00 to review",
            "drift: 1 events, at most 0 are allowed",
            "This takes back “begin”");
    pass(Duration.ofHours(1));
    drifted(one, "13");
    watch.look();
    assertThat(now().staged(US).orElseThrow().phase()).isEqualTo(Phase.SHADOW);
  }

  @Test
  void a_broken_share_takes_the_phase_back_once_there_are_enough_cases() {
    document("limited", "");
    approved(1, 3);
    decided(4, ProposalState.WAITING, ProposalState.REJECTED);
    watch.look();
    assertThat(now().staged(US).orElseThrow().phase()).isEqualTo(Phase.LIMITED);
    approved(5, 5);
    watch.look();
    assertThat(now().staged(US).orElseThrow().phase()).isEqualTo(Phase.REVIEW);
    assertThat(news().getFirst()).contains("agreement: 80 % (4 of 5), at least 90 % is needed");
  }

  @Test
  void the_shipped_document_is_never_set_back() {
    Proposal one = decided(1, ProposalState.WAITING, ProposalState.APPROVED);
    drifted(one, "12");
    watch.look();
    assertThat(history()).isEmpty();
    assertThat(news()).isEmpty();
  }

  private static final String SMALL =
      """
      autonomy:
        - {id: small, when: {amount_below: USD 2000, lines_at_most: 1}, after: 5, settle_days: 1}
      """;

  private Ruling ruled(int number) {
    Proposal proposal =
        Samples.invoice("P-" + number, "006" + number, new Billed.Known("55", "Acme"));
    return ((Applied.Go) gate.judge(proposal)).ruling();
  }

  @Test
  void straight_agreements_earn_autonomy_people_grant_it_and_the_first_disagreement_takes_it() {
    document("on", SMALL);
    approved(1, 5);
    watch.look();
    assertThat(shop.open()).isEmpty();
    assertThat(missing(desk.grant("small")))
        .containsExactly("agreements of class small: 0 straight ones, 5 are needed");
    pass(Duration.ofDays(1));
    watch.look();
    watch.look();
    assertThat(shop.open()).hasSize(1);
    assertThat(shop.open().getFirst().draft().text())
        .contains("after 5 straight agreements", "rollout grant small");
    assertThat(ruled(90)).isInstanceOf(Ruling.Ask.class);

    Step grant = ready(desk.grant("small"));
    assertThatThrownBy(() -> desk.inForce(grant, "shell:ann", "earned", List.of("Ann")))
        .hasMessageContaining("two people");
    desk.inForce(grant, "shell:ann", "earned", List.of("Ann", "Bo"));
    pass(Duration.ofMinutes(1));
    watch.look();
    assertThat(shop.open()).isEmpty();
    assertThat(ruled(91)).isInstanceOf(Ruling.Proceed.class);
    assertThat(ruled(91).because().getLast().sentence()).contains("class small", "5 straight");

    decided(6, ProposalState.WAITING, ProposalState.REJECTED);
    watch.look();
    watch.look();
    assertThat(ruled(92)).isInstanceOf(Ruling.Ask.class);
    assertThat(history().getFirst().because())
        .isEqualTo(
            "class small is asked about again: invoice of “Acme renewal” (P-6) was rejected");
    assertThat(news().stream().filter(n -> n.contains("asked about again"))).hasSize(1);
    pass(Duration.ofDays(2));
    assertThat(missing(desk.grant("small")))
        .containsExactly("agreements of class small: 0 straight ones, 5 are needed");
  }

  @Test
  void a_granted_class_can_be_rolled_back_by_its_name() {
    document("on", SMALL);
    approved(1, 5);
    pass(Duration.ofDays(1));
    Step grant = ready(desk.grant("small"));
    desk.inForce(grant, "shell:ann", "earned", List.of("Ann", "Bo"));
    desk.inForce(ready(desk.rollback(grant.name())), "shell:bo", "not so", List.of());
    assertThat(ruled(90)).isInstanceOf(Ruling.Ask.class);
  }

  @Test
  void a_whole_document_may_be_stricter_and_never_further() {
    document("review", "");
    assertThat(
            missing(
                desk.document(
                    """
                    version: "mine"
                    scopes:
                      - {workflow: invoicing, phase: "on"}
                      - {workflow: payments, phase: "on"}
                    """)))
        .containsExactly(
            "goes further than now, which takes evidence: invoicing for book us: on, now review");
    Step stricter =
        ready(
            desk.document(
                """
                version: "mine"
                scopes:
                  - {workflow: invoicing, phase: "review"}
                  - {workflow: payments, phase: "on"}
                """));
    desk.inForce(stricter, "shell:ann", "care", List.of("Ann", "Bo"));
    assertThat(now().version()).isEqualTo("mine");
    assertThat(missing(desk.document(now().text()))).first().asString().contains("used before");
  }

  @Test
  void an_unreadable_document_is_left_to_people_and_told_of_by_the_gate() {
    shop.rollout("nonsense");
    watch.look();
    assertThat(shop.open().stream().map(Finding::draft).map(d -> d.kind()))
        .containsExactly("rollout unreadable");
    assertThat(history()).hasSize(1);
  }

  @Test
  void more_below_the_band_takes_evidence_and_less_takes_none() {
    document("limited", "");
    Promotion.Wanted more =
        new Promotion.Wanted(US, Phase.LIMITED, Optional.of(Money.parse("USD 6000")));
    assertThat(missing(desk.promotion(more, Optional.empty())))
        .containsExactly(
            "cases: 0, at least 5 are needed", "agreement: 0 % (0 of 0), at least 90 % is needed");
    Promotion.Wanted less =
        new Promotion.Wanted(US, Phase.LIMITED, Optional.of(Money.parse("USD 100")));
    assertThat(ready(desk.promotion(less, Optional.empty())).further()).isFalse();
  }

  @Test
  void news_for_deals_leaves_shadow_after_enough_cases_without_a_report() {
    shop.rollout(
        """
        version: "begin"
        scopes:
          - {workflow: invoicing, phase: "on"}
          - {workflow: payments, phase: shadow}
        metrics:
          shadow: {agreement_at_least: 98, cases_at_least: 2}
        """);
    Scope payments = Scope.of(Workflow.PAYMENTS);
    pass(Duration.ofMinutes(1));
    gate.keep(Samples.update("P-1", "0061", DealFinance.NONE), payments);
    assertThat(missing(promote(payments, Phase.REVIEW)))
        .containsExactly("cases: 1, at least 2 are needed");
    gate.keep(Samples.update("P-2", "0062", DealFinance.NONE), payments);
    assertThat(ready(promote(payments, Phase.REVIEW)).further()).isTrue();
  }
}
