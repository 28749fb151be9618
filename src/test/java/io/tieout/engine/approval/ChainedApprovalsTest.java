package io.tieout.engine.approval;

import static io.tieout.engine.effect.Bench.click;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.effect.Bench;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Delegation;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.party.Standing;
import io.tieout.fact.party.WorkingHours;
import io.tieout.fact.policy.Allowance;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.policy.Ruling.Backup;
import io.tieout.fact.policy.Ruling.Care;
import io.tieout.value.money.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Chains, limits, delegates, backups, questions and step-ups, on a real database. The clock begins
/// on Monday, 2 November 2026, at half past nine UTC.
class ChainedApprovalsTest {
  private static final Optional<String> NO_REASON = Optional.empty();
  private static final Layer CONTROLLER = layer(1, Role.CONTROLLER);
  private static final Layer CFO = layer(1, Role.CFO);

  private final Bench bench = new Bench();
  private final Proposal proposal = Samples.invoice("P-1", "d1");

  @BeforeEach
  void people() {
    bench.directory.set(
        new Directory(
            List.of(
                person("U-ANA", "Ana", Role.CONTROLLER),
                person("U-BO", "Bo", Role.CONTROLLER),
                person("U-CY", "Cy", Role.CFO),
                person("U-DEE", "Dee", Role.AR_CLERK),
                person("U-ADA", "Ada", Role.ADMIN),
                person("U-ASKER", "Asa", Role.CONTROLLER))));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_chain_goes_layer_by_layer_and_each_has_its_own_time() {
    String request = asked(ask(CONTROLLER, CFO));
    assertThat(approve(request, "U-CY"))
        .as("not their turn")
        .isInstanceOf(Verdict.NotAllowed.class);
    bench.clock.advance(Duration.ofHours(9));
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Counted(1, 1, "cfo"));
    RequestView view = bench.approvals.view(request);
    assertThat(view.deadline()).contains(bench.clock.instant().plus(Duration.ofHours(10)));
    assertThat(view.round().stages())
        .extracting(Stage::state)
        .containsExactly(Stage.State.PASSED, Stage.State.NOW);
    assertThat(view.round().mayAct()).extracting(Standing::spoken).containsExactly("Cy (cfo)");
    assertThat(approve(request, "U-BO")).isInstanceOf(Verdict.NotAllowed.class);
    assertThat(approve(request, "U-CY")).isEqualTo(new Verdict.Approved());
    assertThat(bench.approvals.view(request).settledWhy())
        .contains("approved by Ana (controller), Cy (cfo)");
  }

  @Test
  void somebody_who_approved_may_still_say_no_while_others_are_asked() {
    String request = asked(ask(CONTROLLER, CFO));
    approve(request, "U-ANA");
    assertThat(reject(request, "U-ANA", "the price is wrong")).isEqualTo(new Verdict.Rejected());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.REJECTED);
  }

  @Test
  void all_of_takes_one_of_each_and_any_of_so_many_of_all() {
    Layer each = new Layer.AllOf(List.of(holder(Role.CONTROLLER), holder(Role.CFO)));
    String request = asked(ask(each));
    approve(request, "U-ANA");
    assertThat(approve(request, "U-BO"))
        .as("a second controller")
        .isInstanceOf(Verdict.NotAllowed.class);
    assertThat(approve(request, "U-CY")).isEqualTo(new Verdict.Approved());

    Layer two = new Layer.AnyOf(List.of(holder(Role.CONTROLLER), holder(Role.CFO)), 2);
    Proposal other = Samples.invoice("P-2", "d2");
    String second = ((Filing.Asked) bench.approvals.file(other, ask(two))).requestId();
    bench.approvals.approve(click(second, other, "U-ANA", NO_REASON));
    assertThat(bench.approvals.approve(click(second, other, "U-BO", NO_REASON)))
        .isEqualTo(new Verdict.Approved());
  }

  @Test
  void an_empty_list_means_nobody() {
    for (Layer nobody : List.of(new Layer.AnyOf(List.of(), 1), new Layer.AllOf(List.of()))) {
      Proposal one = Samples.invoice("P-" + nobody.getClass().getSimpleName(), nobody.toString());
      String request = ((Filing.Asked) bench.approvals.file(one, ask(nobody))).requestId();
      assertThat(bench.approvals.view(request).round().mayAct()).isEmpty();
      for (Member member : bench.directory.get().members()) {
        assertThat(bench.approvals.approve(click(request, one, member.slackUserId(), NO_REASON)))
            .isInstanceOf(Verdict.NotAllowed.class);
      }
    }
    String request = ((Filing.Asked) bench.approvals.file(proposal, ask())).requestId();
    assertThat(approve(request, "U-ANA")).isInstanceOf(Verdict.NotAllowed.class);
    bench.approvals.tick();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.WAITING);
    bench.clock.advance(Duration.ofHours(10));
    bench.approvals.tick();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXPIRED);
  }

  @Test
  void a_limit_holds_at_the_click_also_in_another_currency() {
    change("U-ANA", m -> m.withLimits(List.of(Amounts.exact("USD", "1199.99"))));
    change("U-BO", m -> m.withLimits(List.of(Amounts.exact("EUR", "1000000.00"))));
    String request = asked(ask(CONTROLLER));
    assertThat(why(approve(request, "U-ANA"))).contains("above your limit");
    assertThat(why(approve(request, "U-BO"))).contains("above your limit");
    change("U-ANA", m -> m.withLimits(List.of(Amounts.exact("USD", "1200.00"))));
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Approved());
  }

  @Test
  void a_delegate_acts_on_their_dates_with_no_higher_limit_than_the_owner() {
    away("U-CY", "U-DEE", "2026-11-01", "2026-11-01");
    change("U-CY", m -> m.withLimits(List.of(Amounts.exact("USD", "1000.00"))));
    String request = asked(ask(CFO));
    assertThat(why(approve(request, "U-DEE"))).as("a day late").contains("not among them");
    away("U-CY", "U-DEE", "2026-11-02", "2026-11-02");
    assertThat(why(approve(request, "U-DEE"))).contains("above the limit you stand in with");
  }

  @Test
  void a_delegates_vote_says_for_whom_and_the_owner_counts_no_second_time() {
    away("U-ANA", "U-DEE", "2026-11-02", "2026-11-04");
    String request = asked(ask(layer(2, Role.CONTROLLER)));
    assertThat(approve(request, "U-DEE")).isInstanceOf(Verdict.Counted.class);
    assertThat(approve(request, "U-ANA"))
        .as("her delegate has")
        .isInstanceOf(Verdict.NotAllowed.class);
    assertThat(approve(request, "U-BO")).isEqualTo(new Verdict.Approved());
    assertThat(bench.approvals.view(request).settledWhy())
        .contains("approved by Dee (controller, for Ana), Bo (controller)");
  }

  @Test
  void who_stands_in_for_the_requester_may_not_approve_either() {
    away("U-ASKER", "U-DEE", "2026-11-02", "2026-11-04");
    String request = asked(ask(CONTROLLER));
    assertThat(why(approve(request, "U-DEE"))).contains("stand in for asked for this");
  }

  @Test
  void after_the_deadline_the_backup_is_asked_and_then_it_expires() {
    String request = asked(ask(List.of(CONTROLLER), Care.USUAL));
    bench.clock.advance(Duration.ofHours(10));
    assertThat(bench.approvals.tick()).isEqualTo(1);
    RequestView view = bench.approvals.view(request);
    assertThat(view.round().escalated()).isTrue();
    assertThat(view.deadline()).contains(bench.clock.instant().plus(Duration.ofHours(10)));
    assertThat(view.round().mayAct())
        .extracting(Standing::spoken)
        .containsExactly("Ana (controller)", "Bo (controller)", "Cy (cfo)");
    bench.clock.advance(Duration.ofHours(5));
    assertThat(bench.approvals.tick()).as("reminded once more").isEqualTo(1);
    bench.clock.advance(Duration.ofHours(5));
    assertThat(approve(request, "U-CY")).isEqualTo(new Verdict.Expired());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXPIRED);
  }

  @Test
  void where_nobody_of_those_asked_may_approve_the_backup_is_asked_at_once() {
    change("U-ANA", m -> m.withLimits(List.of(Amounts.exact("USD", "10.00"))));
    change("U-BO", m -> m.withLimits(List.of(Amounts.exact("USD", "10.00"))));
    String request = asked(ask(List.of(CONTROLLER), Care.USUAL));
    assertThat(bench.approvals.view(request).round().mayAct())
        .extracting(Standing::spoken)
        .containsExactly("Cy (cfo)");
    assertThat(approve(request, "U-CY")).isEqualTo(new Verdict.Approved());
  }

  @Test
  void a_backup_approves_once_it_is_asked() {
    String request = asked(ask(List.of(CONTROLLER), Care.USUAL));
    assertThat(approve(request, "U-CY")).isInstanceOf(Verdict.NotAllowed.class);
    bench.clock.advance(Duration.ofHours(10));
    assertThat(approve(request, "U-CY")).isEqualTo(new Verdict.Approved());
    assertThat(bench.story("P-1")).contains("approval escalated");
  }

  @Test
  void working_hours_of_who_is_asked_are_what_counts() {
    WorkingHours office = WorkingHours.office(ZoneId.of("America/New_York"));
    change("U-CY", m -> m.withHours(office));
    Ruling.Ask eight =
        new Ruling.Ask(
            "v7",
            because(),
            List.of(CFO),
            Allowance.parse("8 working hours"),
            List.of(),
            Care.USUAL);
    String request = ((Filing.Asked) bench.approvals.file(proposal, eight)).requestId();
    assertThat(bench.approvals.view(request).deadline())
        .as("from nine to five in New York, on the Monday")
        .contains(Instant.parse("2026-11-02T22:00:00Z"));
    bench.clock.advance(Duration.ofHours(8));
    assertThat(bench.approvals.tick()).as("17:30Z: three and a half of eight hours").isZero();
    bench.clock.advance(Duration.ofHours(1));
    assertThat(bench.approvals.tick()).isEqualTo(1);
  }

  @Test
  void a_question_stops_the_clock_and_an_answer_starts_it_again() {
    String request = asked(ask(CONTROLLER));
    bench.clock.advance(Duration.ofHours(2));
    assertThat(bench.approvals.ask(words(request, "U-ANA", "Is the discount agreed?"))).isEmpty();
    assertThat(bench.approvals.ask(words(request, "U-BO", "And this?")))
        .as("one at a time")
        .isPresent();
    bench.clock.advance(Duration.ofHours(9));
    assertThat(bench.approvals.tick()).as("nothing is due while it stands still").isZero();
    assertThat(bench.approvals.view(request).round().question().orElseThrow().words())
        .isEqualTo("Is the discount agreed?");
    assertThat(bench.approvals.answer(request, "U-STRANGER", "yes")).isPresent();
    assertThat(bench.approvals.answer(request, "U-DEE", "Yes, by mail")).isEmpty();
    assertThat(bench.approvals.view(request).deadline())
        .as("eight of ten hours are left")
        .contains(bench.clock.instant().plus(Duration.ofHours(8)));
    assertThat(bench.approvals.answer(request, "U-DEE", "again")).isPresent();
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Approved());
    assertThat(bench.story("P-1")).containsSubsequence("question asked", "question answered");
  }

  @Test
  void a_question_that_nobody_answers_does_not_stop_the_clock_for_good() {
    String request = asked(ask(CONTROLLER));
    bench.approvals.ask(words(request, "U-ANA", "Who is this?"));
    bench.clock.advance(Duration.ofHours(10));
    assertThat(bench.approvals.tick()).isEqualTo(1);
    assertThat(bench.approvals.view(request).round().question()).isEmpty();
    bench.clock.advance(Duration.ofHours(10));
    bench.approvals.tick();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXPIRED);
  }

  @Test
  void anybody_adds_an_approver_and_only_an_administrator_takes_them_out() {
    String request = asked(ask(CONTROLLER, CFO));
    assertThat(bench.approvals.addApprover(request, "U-STRANGER", "U-DEE")).isPresent();
    assertThat(bench.approvals.addApprover(request, "U-DEE", "U-ASKER"))
        .as("the requester")
        .isPresent();
    assertThat(bench.approvals.addApprover(request, "U-DEE", "U-DEE")).isEmpty();
    approve(request, "U-ANA");
    assertThat(approve(request, "U-CY"))
        .as("Dee comes first")
        .isInstanceOf(Verdict.NotAllowed.class);
    assertThat(bench.approvals.removeApprover(request, "U-ANA", "added-1")).isPresent();
    assertThat(bench.approvals.removeApprover(request, "U-ADA", "2"))
        .as("the policy's")
        .isPresent();
    assertThat(bench.approvals.removeApprover(request, "U-ADA", "added-1")).isEmpty();
    assertThat(approve(request, "U-CY")).isEqualTo(new Verdict.Approved());
  }

  @Test
  void taking_out_the_last_one_who_is_asked_approves_what_all_others_approved() {
    String request = asked(ask(CONTROLLER));
    bench.approvals.addApprover(request, "U-ANA", "U-DEE");
    assertThat(approve(request, "U-ANA")).isInstanceOf(Verdict.Counted.class);
    assertThat(bench.approvals.removeApprover(request, "U-ADA", "added-1")).isEmpty();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.APPROVED);
    assertThat(bench.rows("select count(*) as n from effect where proposal_id = 'P-1'"))
        .isEqualTo(5);
  }

  @Test
  void the_top_band_takes_the_amount_typed() {
    String request = asked(ask(List.of(CONTROLLER), new Care(true, false, false)));
    assertThat(why(approve(request, "U-ANA"))).contains("needs the amount typed");
    assertThat(why(typed(request, "1,200.01"))).contains("is not USD 1,200.00");
    assertThat(why(typed(request, "1,2,00.00"))).contains("is not USD 1,200.00");
    assertThat(typed(request, " usd 1,200.00 ")).isEqualTo(new Verdict.Approved());
  }

  @Test
  void a_company_of_one_may_ask_and_approve_when_its_policy_says_so() {
    String request = asked(ask(List.of(CONTROLLER), new Care(false, false, true)));
    assertThat(approve(request, "U-ASKER")).isEqualTo(new Verdict.Approved());
  }

  private Verdict approve(String request, String person) {
    return bench.approvals.approve(click(request, proposal, person, NO_REASON));
  }

  private Verdict typed(String request, String amount) {
    return bench.approvals.approve(
        new Click(request, "U-ANA", proposal.digest().hex(), NO_REASON, Optional.of(amount)));
  }

  private Verdict reject(String request, String person, String why) {
    return bench.approvals.reject(click(request, proposal, person, Optional.of(why)));
  }

  private Click words(String request, String person, String words) {
    return click(request, proposal, person, Optional.of(words));
  }

  private static String why(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.NotAllowed.class);
    return ((Verdict.NotAllowed) verdict).why();
  }

  private String asked(Ruling.Ask ruling) {
    return ((Filing.Asked) bench.approvals.file(proposal, ruling)).requestId();
  }

  private static Ruling.Ask ask(Layer... layers) {
    return new Ruling.Ask(
        "v7",
        because(),
        List.of(layers),
        new Allowance.Clock(Duration.ofHours(10)),
        List.of(),
        Care.USUAL);
  }

  private static Ruling.Ask ask(List<Layer> layers, Care care) {
    return new Ruling.Ask(
        "v7",
        because(),
        layers,
        new Allowance.Clock(Duration.ofHours(10)),
        List.of(new Backup(Role.CONTROLLER, Role.CFO)),
        care);
  }

  private static List<Ruling.RuleHit> because() {
    return List.of(new Ruling.RuleHit("over-1000", "the amount is over USD 1,000.00"));
  }

  private static Layer layer(int needed, Role role) {
    return Layer.of(holder(role), needed);
  }

  private static Approver holder(Role role) {
    return new Approver.Holder(role);
  }

  private static Member person(String id, String name, Role role) {
    return new Member(
        id, name, Optional.empty(), Set.of(role), List.of(), Optional.empty(), List.of(), Map.of());
  }

  private void away(String owner, String delegate, String from, String until) {
    Delegation delegation =
        new Delegation(delegate, LocalDate.parse(from), LocalDate.parse(until), Optional.empty());
    change(owner, m -> m.withAway(List.of(delegation)));
  }

  private void change(String person, UnaryOperator<Member> change) {
    bench.directory.updateAndGet(d ->
        new Directory(
            d.members().stream()
                .map(m -> m.slackUserId().equals(person) ? change.apply(m) : m)
                .toList()));
  }
}
