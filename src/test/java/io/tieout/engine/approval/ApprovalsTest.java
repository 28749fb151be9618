package io.tieout.engine.approval;

import static io.tieout.engine.effect.Bench.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.effect.Bench;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Directory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
  private static final Optional<String> NO_REASON = Optional.empty();
  private static final Optional<String> WRONG_PRICE = Optional.of("the price is wrong");

  private final Bench bench = new Bench();
  private final Proposal proposal = Samples.invoice("P-1", "d1");

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void policy_decides_what_becomes_of_a_proposal() {
    assertThat(bench.approvals.file(Samples.invoice("P-2", "d2"), Samples.refuse()))
        .isEqualTo(new Filing.Refused("the period is closed"));
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.REFUSED);
    assertThat(bench.approvals.file(Samples.invoice("P-3", "d3"), Samples.proceed()))
        .isEqualTo(new Filing.Proceeding("P-3"));
    assertThat(bench.rows("select count(*) as n from effect where proposal_id = 'P-3'"))
        .isEqualTo(5);
    assertThat(bench.approvals.file(proposal, Samples.ask(1))).isInstanceOf(Filing.Asked.class);
    assertThat(bench.approvals.file(Samples.invoice("P-4", "d1"), Samples.ask(1)))
        .isEqualTo(new Filing.AlreadyLive("P-1", ProposalState.WAITING));
    assertThat(bench.approvals.file(proposal, Samples.ask(1)))
        .isEqualTo(new Filing.AlreadyLive("P-1", ProposalState.WAITING));
    assertThat(bench.approvals.waiting()).extracting(v -> v.proposal().id()).containsExactly("P-1");
  }

  @Test
  void as_many_different_people_as_asked_for_approve_and_the_effects_are_planned() {
    String request = bench.asked(proposal, 2);
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Counted(1, 2, "2 of controller"));
    assertThat(approve(request, "U-ANA")).isInstanceOf(Verdict.NotAllowed.class);
    assertThat(effects()).isZero();
    bench.clock.advance(Duration.ofMinutes(7));
    assertThat(approve(request, "U-BO")).isEqualTo(new Verdict.Approved());
    assertThat(effects()).isEqualTo(5);
    RequestView view = bench.approvals.view(request);
    assertThat(view.state()).isEqualTo(ProposalState.APPROVED);
    assertThat(view.settledWhy()).contains("approved by Ana (controller), Bo (controller)");
    assertThat(view.votes().getLast().took()).isEqualTo(Duration.ofMinutes(7));
    assertThat(view.progress()).hasSize(5);
    assertThat(bench.approvals.waiting()).isEmpty();
    assertThat(bench.story("P-1"))
        .containsSubsequence(
            "proposal filed",
            "approval asked",
            "approval vote",
            "click not counted",
            "approval vote",
            "approval approved",
            "effects planned");
  }

  @Test
  void nobody_decides_without_the_role_at_the_click() {
    String request = bench.asked(proposal, 1);
    assertThat(approve(request, "U-CY")).isInstanceOf(Verdict.NotAllowed.class);
    assertThat(approve(request, "U-STRANGER")).isInstanceOf(Verdict.NotAllowed.class);
    assertThat(reject(request, "U-CY", WRONG_PRICE)).isInstanceOf(Verdict.NotAllowed.class);
    bench.directory.set(new Directory(List.of()));
    assertThat(approve(request, "U-ANA"))
        .as("an empty list means nobody")
        .isInstanceOf(Verdict.NotAllowed.class);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.WAITING);
    assertThat(effects()).isZero();
  }

  @Test
  void whom_the_assistant_acted_for_may_not_approve() {
    String request = bench.asked(proposal, 1);
    assertThat(approve(request, "U-ASKER"))
        .isInstanceOfSatisfying(
            Verdict.NotAllowed.class, v -> assertThat(v.why()).contains("yourself"));
    assertThat(effects()).isZero();
  }

  @Test
  void a_click_counts_only_for_what_was_shown() {
    String request = bench.asked(proposal, 1);
    Click other = new Click(request, "U-ANA", "0".repeat(64), NO_REASON);
    assertThat(bench.approvals.approve(other)).isEqualTo(new Verdict.OtherDigest());
    assertThat(bench.approvals.reject(other)).isEqualTo(new Verdict.OtherDigest());
    assertThatThrownBy(() ->
            bench.database.transact(sql ->
                sql.run(
                        """
                        insert into approval_vote (request_id, person_id, name, role, layer, slot, choice,
                          shown_digest, policy_version, at, took_ms)
                        values (:id, 'U-ANA', 'Ana', 'controller', '1', 'controller', 'APPROVE',
                          repeat('0', 64), 'v7', now(), 0)
                        """)
                    .set("id", request)
                    .once()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("approval_vote_on_what_was_shown");
  }

  @Test
  void a_rejection_needs_a_reason_and_settles() {
    String request = bench.asked(proposal, 2);
    assertThat(reject(request, "U-ANA", Optional.of("  "))).isInstanceOf(Verdict.NotAllowed.class);
    assertThat(approve(request, "U-BO")).isEqualTo(new Verdict.Counted(1, 2, "2 of controller"));
    assertThat(reject(request, "U-ANA", WRONG_PRICE)).isEqualTo(new Verdict.Rejected());
    assertThat(approve(request, "U-ANA"))
        .isEqualTo(
            new Verdict.AlreadySettled(
                ProposalState.REJECTED, "rejected by Ana (controller): the price is wrong"));
    assertThat(effects()).isZero();
    assertThat(bench.asked(Samples.invoice("P-2", "d1"), 1)).startsWith("R-");
  }

  @Test
  void sources_that_moved_void_the_request_and_have_the_deal_looked_at_again() {
    String request = bench.asked(proposal, 1);
    List<Source.Difference> differences =
        List.of(new Source.Difference("deal", "Acme renewal", "amount", "1200", "1300"));
    bench.fresh = new Freshness.Finding.Moved(differences);
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Changed(differences));
    RequestView view = bench.approvals.view(request);
    assertThat(view.state()).isEqualTo(ProposalState.VOIDED);
    assertThat(view.differences()).isEqualTo(differences);
    assertThat(view.votes()).isEmpty();
    assertThat(signals()).isEqualTo(1);
    bench.fresh = new Freshness.Finding.Unchanged();
    assertThat(approve(request, "U-BO")).isInstanceOf(Verdict.AlreadySettled.class);
    assertThat(effects()).isZero();
  }

  @Test
  void what_somebody_did_elsewhere_closes_the_request() {
    String request = bench.asked(proposal, 1);
    bench.fresh = new Freshness.Finding.AlreadyDone("invoice 9 by Kim");
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.DoneElsewhere("invoice 9 by Kim"));
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
    assertThat(signals()).isZero();
  }

  @Test
  void sources_that_cannot_be_read_decide_nothing() {
    String request = bench.asked(proposal, 1);
    bench.fresh = new Freshness.Finding.Unreadable("the CRM is down");
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.CannotCheck("the CRM is down"));
    bench.fresh = new Freshness.Finding.Unchanged();
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Approved());
  }

  @Test
  void time_reminds_twice_and_then_expires_and_doing_it_again_does_nothing_more() {
    String request = bench.asked(proposal, 1);
    assertThat(bench.approvals.tick()).isZero();
    bench.clock.advance(Duration.ofHours(5));
    assertThat(bench.approvals.tick()).isEqualTo(1);
    assertThat(bench.approvals.tick()).isZero();
    bench.clock.advance(Duration.ofHours(3));
    assertThat(bench.approvals.tick()).isEqualTo(1);
    assertThat(bench.approvals.tick()).isZero();
    bench.clock.advance(Duration.ofHours(2));
    assertThat(bench.approvals.tick()).isEqualTo(1);
    assertThat(bench.approvals.tick()).isZero();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXPIRED);
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Expired());
    assertThat(effects()).isZero();
    assertThat(reject(request, "U-BO", WRONG_PRICE)).isEqualTo(new Verdict.Rejected());
    assertThat(bench.approvals.view(request).settledWhy().orElse("")).startsWith("rejected by Bo");
    assertThat(reject(request, "U-ANA", WRONG_PRICE)).isInstanceOf(Verdict.AlreadySettled.class);
  }

  @Test
  void an_approval_after_the_deadline_is_refused_even_before_the_clock_was_looked_at() {
    String request = bench.asked(proposal, 1);
    bench.clock.advance(Duration.ofHours(10));
    assertThat(approve(request, "U-ANA")).isEqualTo(new Verdict.Expired());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXPIRED);
  }

  @Test
  void a_deal_that_changed_meanwhile_is_superseded_once() {
    String request = bench.asked(proposal, 1);
    List<Source.Difference> differences =
        List.of(new Source.Difference("deal", "Acme renewal", "amount", "1200", "1300"));
    bench.database.transact(sql -> bench.approvals.supersede(sql, "P-1", differences));
    bench.database.transact(sql -> bench.approvals.supersede(sql, "P-1", differences));
    assertThat(bench.approvals.view(request).differences()).isEqualTo(differences);
    assertThat(approve(request, "U-ANA")).isInstanceOf(Verdict.AlreadySettled.class);
    assertThat(bench.asked(Samples.invoice("P-2", "d1"), 1)).startsWith("R-");
  }

  @RepeatedTest(3)
  void two_people_at_once_are_counted_one_after_the_other() throws Exception {
    String request = bench.asked(proposal, 2);
    List<Verdict> verdicts =
        atOnce(() -> approve(request, "U-ANA"), () -> approve(request, "U-BO"));
    assertThat(verdicts)
        .containsExactlyInAnyOrder(
            new Verdict.Counted(1, 2, "2 of controller"), new Verdict.Approved());
    assertThat(effects()).isEqualTo(5);
  }

  @RepeatedTest(3)
  void one_person_who_clicks_twice_at_once_counts_once() throws Exception {
    String request = bench.asked(proposal, 2);
    List<Verdict> verdicts =
        atOnce(() -> approve(request, "U-ANA"), () -> approve(request, "U-ANA"));
    assertThat(verdicts).contains(new Verdict.Counted(1, 2, "2 of controller"));
    assertThat(verdicts).filteredOn(Verdict.NotAllowed.class::isInstance).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.WAITING);
  }

  @RepeatedTest(3)
  void of_yes_and_no_at_once_one_stands() throws Exception {
    String request = bench.asked(proposal, 1);
    List<Verdict> verdicts =
        atOnce(() -> approve(request, "U-ANA"), () -> reject(request, "U-BO", WRONG_PRICE));
    assertThat(verdicts).filteredOn(Verdict.AlreadySettled.class::isInstance).hasSize(1);
    boolean approved = verdicts.contains(new Verdict.Approved());
    assertThat(bench.state("P-1"))
        .isEqualTo(approved ? ProposalState.APPROVED : ProposalState.REJECTED);
    assertThat(effects()).isEqualTo(approved ? 5 : 0);
  }

  private Verdict approve(String request, String person) {
    return bench.approvals.approve(click(request, proposal, person, NO_REASON));
  }

  private Verdict reject(String request, String person, Optional<String> reason) {
    return bench.approvals.reject(click(request, proposal, person, reason));
  }

  private long effects() {
    return bench.rows("select count(*) as n from effect where proposal_id = 'P-1'");
  }

  private long signals() {
    return bench.rows("select count(*) as n from signal where kind = 'deal to be looked at again'");
  }

  private static List<Verdict> atOnce(Callable<Verdict> one, Callable<Verdict> other)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Verdict> first = threads.submit(() -> together(start, one));
      Future<Verdict> second = threads.submit(() -> together(start, other));
      return List.of(first.get(), second.get());
    }
  }

  private static Verdict together(CyclicBarrier start, Callable<Verdict> click) throws Exception {
    start.await();
    return click.call();
  }
}
