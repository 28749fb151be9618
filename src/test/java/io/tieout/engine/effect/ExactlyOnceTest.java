package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.approval.Progress;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.value.money.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The heart: whatever dies whenever, one customer, one invoice, one attachment, one activity.
class ExactlyOnceTest {
  private static final List<String> STEPS =
      List.of("create-customer", "create-invoice", "attach-quote", "write-back", "log-activity");

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<Arguments> everyMarkOfEveryStep() {
    return Bench.everyMarkOf(STEPS);
  }

  static Stream<Arguments> everyTroubleOfEveryStep() {
    return STEPS.stream()
        .flatMap(step ->
            Stream.of(
                    Trouble.Kind.LOSE_ANSWER,
                    Trouble.Kind.LOSE_REQUEST,
                    Trouble.Kind.THROTTLE,
                    Trouble.Kind.TRANSIENT,
                    Trouble.Kind.BREAK)
                .map(kind -> Arguments.of(kind, step)));
  }

  @Test
  void an_approved_proposal_is_done_and_everything_is_told() {
    String request = bench.approved(Samples.invoice("P-1", "d1"));
    assertThat(bench.runner("a", Marks.NONE).runOnce()).isTrue();
    assertEverythingOnce();
    assertThat(bench.crm.finance.get("d1"))
        .isEqualTo(
            new DealFinance(
                Optional.of("P-1"),
                Optional.of(SyncStatus.INVOICED),
                Optional.of("1001"),
                Optional.of("https://books.example/invoice/1"),
                Optional.of(Amounts.exact("USD", "1260.00")),
                Optional.of(PaymentStatus.UNPAID),
                Optional.of(Amounts.exact("USD", "1260.00")),
                Optional.empty(),
                Optional.of("P-1")));
    assertThat(bench.crm.logged.getFirst().text())
        .contains("Invoice 1001", "USD 1,260.00", "Ana (controller)", "Audit reference: P-1");
    assertThat(bench.story("1001")).contains("approval vote", "effect confirmed", "proposal done");
    assertThat(bench.approvals.view(request).progress())
        .hasSize(5)
        .allMatch(p -> p.state().equals("CONFIRMED"))
        .extracting(Progress::detail)
        .containsExactly(
            "Customer “Acme Inc” created",
            "Invoice 1001 created over USD 1,260.00, of which tax USD 60.00",
            "Quote PDF “Q-1.pdf” attached",
            "Deal “Acme renewal” updated",
            "Activity logged on the deal");
    assertThat(linked("deal", "d1", "invoice")).contains("1");
    assertThat(linked("account", "acc-1", "customer")).contains("1");
    assertThat(
            bench.rows(
                "select count(*) as n from effect_observation where field = 'tax' and found = 'USD 60.00' and agrees"))
        .isEqualTo(1);
    assertThat(bench.runner("a", Marks.NONE).runOnce()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("everyMarkOfEveryStep")
  void a_process_may_die_anywhere(Mark where, String step) {
    String request = bench.approved(Samples.invoice("P-1", "d1"));
    assertThat(bench.approvals.view(request).progress().getFirst().detail())
        .isEqualTo("The new customer: planned");
    bench.die(Bench.deathAt(where, step));
    assertThat(bench.runner("b", Marks.NONE).runOnce()).as("the dead one's lease holds").isFalse();
    bench.settle(bench.runner("b", Marks.NONE));
    assertEverythingOnce();
    assertThat(bench.openFindings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyMarkOfEveryStep")
  void a_process_may_die_anywhere_while_searches_lag(Mark where, String step) {
    bench.books.replaysKeys = true;
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.die((mark, at) -> {
      if (mark == where && at.equals(step)) {
        bench.books.searchesLag = true;
        throw new Bench.Death();
      }
    });
    bench.clock.advance(Leases.TERM);
    EffectRunner heir = bench.runner("b", Marks.NONE);
    heir.runOnce();
    bench.clock.advance(Bench.PATIENCE);
    heir.runOnce();
    bench.books.searchesLag = false;
    bench.settle(heir);
    assertEverythingOnce();
  }

  @ParameterizedTest
  @MethodSource("everyTroubleOfEveryStep")
  void an_outside_system_may_fail_anywhere(Trouble.Kind kind, String step) {
    bench.books.trouble.on(step, kind);
    bench.crm.trouble.on(step, kind);
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertEverythingOnce();
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void two_runners_never_execute_one_proposal_at_once() throws Exception {
    bench.approved(Samples.invoice("P-1", "d1"));
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> runs =
          threads.invokeAll(List.of(racing(start, "a"), racing(start, "b")));
      assertThat(List.of(result(runs.get(0)), result(runs.get(1))))
          .containsExactlyInAnyOrder(true, false);
    }
    assertEverythingOnce();
    assertThat(bench.books.keys).doesNotHaveDuplicates();
  }

  @Test
  void a_runner_whose_token_is_stale_cannot_commit() {
    bench.approved(Samples.invoice("P-1", "d1"));
    EffectRunner heir = bench.runner("b", Marks.NONE);
    EffectRunner slow =
        bench.runner(
            "a",
            (mark, step) -> {
              if (mark == Mark.AFTER_SEND && step.equals("create-invoice")) {
                bench.clock.advance(Leases.TERM);
                heir.runOnce();
              }
            });
    assertThat(slow.runOnce()).isTrue();
    assertEverythingOnce();
    assertThat(
            bench.rows(
                "select count(*) as n from effect_event e join effect f on f.id = e.effect_id"
                    + " where f.step = 'create-invoice' and e.state = 'CONFIRMED' and e.token = 2"))
        .isEqualTo(1);
  }

  @Test
  void what_was_held_up_until_another_may_have_it_is_not_sent() {
    bench.approved(Samples.invoice("P-1", "d1"));
    List<List<String>> sent = new ArrayList<>();
    EffectRunner slow =
        bench.runner(
            "a",
            (mark, step) -> {
              if (mark == Mark.BEFORE_SEND && step.equals("create-invoice") && sent.isEmpty()) {
                bench.clock.advance(Leases.TERM.minusSeconds(5));
                sent.add(List.copyOf(bench.books.keys));
              } else if (mark == Mark.T3_PLANNED && sent.size() == 1) {
                sent.add(List.copyOf(bench.books.keys));
              }
            });
    assertThat(slow.runOnce()).isTrue();
    assertThat(sent).as("what had left before and after it was held up").hasSize(2);
    assertThat(sent.get(1)).isEqualTo(sent.get(0));
    bench.settle(slow);
    assertEverythingOnce();
  }

  @Test
  void what_another_took_over_in_the_last_moment_is_not_sent_by_the_one_who_was_held_up() {
    bench.approved(Samples.invoice("P-1", "d1"));
    List<Integer> sent = new ArrayList<>();
    EffectRunner heir = bench.runner("b", Marks.NONE);
    EffectRunner slow =
        bench.runner(
            "a",
            (mark, step) -> {
              if (mark == Mark.BEFORE_SEND && step.equals("create-invoice")) {
                bench.clock.advance(Leases.TERM);
                heir.runOnce();
                sent.add(bench.books.keys.size());
              }
            });
    slow.runOnce();
    assertThat(sent).containsExactly(bench.books.keys.size());
    bench.settle(heir);
    assertEverythingOnce();
  }

  @Test
  void a_repeated_key_that_is_answered_from_memory_makes_no_second_invoice() {
    bench.books.replaysKeys = true;
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_ANSWER);
    bench.books.searchesLag = true;
    bench.approved(Samples.invoice("P-1", "d1", known()));
    EffectRunner runner = bench.runner("a", Marks.NONE);
    runner.runOnce();
    bench.clock.advance(Bench.PATIENCE);
    runner.runOnce();
    bench.books.searchesLag = false;
    bench.settle(runner);
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.books.keys.stream().filter(bench.books.keys.getFirst()::equals)).hasSize(2);
    assertThat(bench.books.keys).allMatch(key -> key.length() <= 50);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void what_may_have_arrived_is_not_sent_again_before_two_looks_some_time_apart() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_REQUEST);
    bench.approved(Samples.invoice("P-1", "d1", known()));
    EffectRunner runner = bench.runner("a", Marks.NONE);
    runner.runOnce();
    assertThat(bench.runner("a", Marks.NONE).runOnce()).isFalse();
    bench.clock.advance(Bench.PATIENCE.minusSeconds(1));
    assertThat(runner.runOnce()).isFalse();
    assertThat(bench.books.invoices).isEmpty();
    bench.clock.advance(Duration.ofSeconds(1));
    assertThat(runner.settleUncertain()).isEqualTo(1);
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  static Change.Billed known() {
    return new Change.Billed.Known("77", "Acme Inc");
  }

  private Optional<String> linked(String crmKind, String id, String ledgerKind) {
    return bench.query(
        sql -> bench.links.fromCrm(sql, "salesforce", crmKind, id, ledgerKind).map(Link::ledgerId));
  }

  private Callable<Boolean> racing(CyclicBarrier start, String owner) {
    EffectRunner runner = bench.runner(owner, Marks.NONE);
    return () -> {
      start.await();
      return runner.runOnce();
    };
  }

  private static boolean result(Future<Boolean> run) throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void assertEverythingOnce() {
    assertThat(bench.books.customers).hasSize(1);
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.books.attached).containsExactly("Q-1.pdf");
    assertThat(bench.crm.logged).hasSize(1);
    assertThat(bench.crm.finance).containsKey("d1");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }
}
