package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.approval.RequestView;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Halts.Asked;
import io.tieout.engine.halt.Scope;
import io.tieout.engine.halt.Target;
import io.tieout.engine.halt.Workflow;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// While a halt stands nothing it covers is sent; afterwards it goes on by itself, once.
class HaltedEffectsTest {
  private static final Halt.By CARO = new Halt.By("person:U-CARO", "Caro");
  private static final Scope ALL = new Scope.All();
  private static final Scope BOOKS = new Scope.Place("quickbooks");
  private static final String SENT = "select count(*) as n from effect_event where state = 'SENT'";

  private final Bench bench = new Bench();
  private final Halts halts = bench.halts();
  private final EffectRunner runner = bench.runner("a", Marks.NONE);

  @AfterEach
  void close() {
    bench.close();
  }

  private Halt halt(Scope scope) {
    return switch (bench.query(sql -> halts.halt(sql, scope, CARO, "the books are wrong"))) {
      case Asked.Halted(Halt halt) -> halt;
      case Asked.StoodAlready(Halt halt) -> throw new AssertionError("stands already: " + halt);
    };
  }

  private void resume(Halt halt) {
    assertThat(lifted(halt)).isTrue();
  }

  private boolean lifted(Halt halt) {
    return bench.query(sql -> halts.resume(sql, halt.number(), CARO, "right again"));
  }

  private Map<String, Long> held() {
    return bench.query(sql -> halts.heldBy(sql, ALL));
  }

  private void runAll() {
    for (int i = 0; i < 100 && runner.runOnce(); i++) {
      bench.clock.advance(Duration.ofMillis(1));
    }
  }

  private long events() {
    return bench.rows("select count(*) as n from effect_event");
  }

  @Test
  void what_is_approved_under_a_halt_waits_says_why_and_goes_on_by_itself_once() {
    Halt halt = halt(ALL);
    String request = bench.approved(Samples.invoice("P-1", "d1"));
    runAll();
    assertThat(bench.books.customers).isEmpty();
    assertThat(bench.rows(SENT)).isZero();
    RequestView view = bench.approvals.view(request);
    assertThat(view.state()).isEqualTo(ProposalState.APPROVED);
    assertThat(view.progress().getFirst().state()).isEqualTo("PLANNED");
    assertThat(view.progress().getFirst().detail())
        .isEqualTo("The new customer: waits: all writes are halted by Caro: the books are wrong");
    assertThat(held()).containsEntry("QuickBooks (book us)", 1L);
    resume(halt);
    runAll();
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.books.customers).hasSize(1);
    assertThat(bench.crm.logged).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(held()).isEmpty();
    assertThat(bench.story("all")).containsExactly("writing halted", "writing resumed");
  }

  @Test
  void waiting_for_long_leaves_one_event_and_no_more() {
    halt(ALL);
    bench.approved(Samples.invoice("P-1", "d1"));
    runAll();
    long before = events();
    for (int hour = 0; hour < 48; hour++) {
      bench.clock.advance(Duration.ofHours(1));
      runAll();
    }
    assertThat(events()).isEqualTo(before);
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void what_moved_while_it_waited_is_void_and_never_sent() {
    Halt halt = halt(ALL);
    bench.approved(Samples.invoice("P-1", "d1"));
    runAll();
    bench.fresh = new Freshness.Finding.AlreadyDone("invoice 17 is in the books");
    resume(halt);
    runAll();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
    assertThat(bench.rows(SENT)).isZero();
  }

  @Test
  void a_halt_of_the_crm_lets_the_invoice_be_made_and_holds_what_tells_the_deal() {
    Halt halt = halt(new Scope.Place("salesforce"));
    bench.approved(Samples.invoice("P-1", "d1"));
    runAll();
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.crm.finance).isEmpty();
    assertThat(bench.crm.logged).isEmpty();
    resume(halt);
    runAll();
    assertThat(bench.crm.finance).containsKey("d1");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void a_halt_of_another_workflow_or_book_holds_nothing() {
    halt(new Scope.Work(Workflow.PAYMENTS));
    halt(new Scope.Place("quickbooks/other"));
    bench.approved(Samples.invoice("P-1", "d1"));
    runAll();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void of_two_halts_the_one_that_stays_still_holds_and_is_the_reason_then() {
    Halt all = halt(ALL);
    Halt books = halt(BOOKS);
    String request = bench.approved(Samples.invoice("P-1", "d1"));
    runAll();
    resume(all);
    runAll();
    assertThat(bench.rows(SENT)).isZero();
    assertThat(bench.approvals.view(request).progress().getFirst().detail())
        .contains("waits: writes to QuickBooks are halted by Caro");
    resume(books);
    runAll();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void a_lost_answer_is_looked_up_and_confirmed_under_a_halt() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_ANSWER);
    bench.books.searchesLag = true;
    bench.approved(Samples.invoice("P-1", "d1", ExactlyOnceTest.known()));
    runAll();
    assertThat(bench.books.invoices).hasSize(1);
    halt(ALL);
    bench.books.searchesLag = false;
    bench.clock.advance(Bench.PATIENCE);
    runAll();
    assertThat(bench.rows("select count(*) as n from effect_event where state = 'CONFIRMED'"))
        .isEqualTo(1);
    assertThat(bench.rows(SENT)).isEqualTo(1);
  }

  @Test
  void what_never_arrived_is_not_sent_again_before_the_halt_is_lifted() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_REQUEST);
    bench.approved(Samples.invoice("P-1", "d1", ExactlyOnceTest.known()));
    runAll();
    Halt halt = halt(BOOKS);
    for (int i = 0; i < 10; i++) {
      bench.clock.advance(Bench.PATIENCE);
      runAll();
    }
    assertThat(bench.books.invoices).isEmpty();
    assertThat(bench.rows(SENT)).isEqualTo(1);
    resume(halt);
    runAll();
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void a_halt_waits_for_the_sending_that_commits_and_is_seen_by_the_next() throws Exception {
    Target target = new Target("quickbooks/us", Workflow.INVOICING);
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch commits = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> sending =
          threads.submit(() ->
              bench.query(sql -> {
                boolean free = Halts.admitting(sql, target).isEmpty();
                looked.countDown();
                awaited(commits);
                return free;
              }));
      awaited(looked);
      Future<Halt> halting = threads.submit(() -> halt(ALL));
      try {
        while (bench.rows(
                "select count(*) as n from pg_locks where relation = 'halt_event'::regclass and not granted")
            == 0) {
          assertThat(halting.isDone()).as("the halt overtook a sending").isFalse();
        }
      } finally {
        // Or the threads would be waited for for ever.
        commits.countDown();
      }
      assertThat(sending.get()).isTrue();
      assertThat(halting.get().scope()).isEqualTo(ALL);
    }
    Optional<Halt> found = bench.query(sql -> Halts.admitting(sql, target));
    assertThat(found).isPresent();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void none_of_many_sendings_overtakes_a_halt_that_has_committed(long seed) throws Exception {
    int deals = 12;
    IntStream.range(0, deals)
        .forEach(i -> bench.approved(Samples.invoice("P-" + i, "d" + i, ExactlyOnceTest.known())));
    int halted = new Random(seed).nextInt(1, deals);
    CountDownLatch reached = new CountDownLatch(halted);
    Marks marks =
        (mark, _) -> {
          if (mark == Mark.BEFORE_SEND) {
            reached.countDown();
          }
        };
    AtomicInteger names = new AtomicInteger();
    Halt halt;
    long sentWhenHalted;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> runs =
          IntStream.range(0, 3)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    EffectRunner one = bench.runner("r" + names.incrementAndGet(), marks);
                    while (one.runOnce()) {
                      Thread.onSpinWait();
                    }
                    return true;
                  }))
              .toList();
      awaited(reached);
      halt = halt(ALL);
      sentWhenHalted = bench.rows(SENT);
      for (Future<Boolean> run : runs) {
        finished(run);
      }
    }
    assertThat(bench.rows(SENT)).as("seed %d", seed).isEqualTo(sentWhenHalted);
    resume(halt);
    runAll();
    assertThat(bench.books.invoices).hasSize(deals);
    assertThat(bench.books.keys).doesNotHaveDuplicates();
  }

  private static void finished(Future<Boolean> run) throws InterruptedException {
    try {
      assertThat(run.get()).isTrue();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  @Test
  void a_halt_survives_a_restart_and_its_history_cannot_be_changed() {
    DatabaseAddress address = TestDatabase.freshAddress();
    try (Database first = Database.open(address)) {
      first.transact(sql -> halts.halt(sql, BOOKS, CARO, "the books are wrong"));
    }
    try (Database second = Database.open(address)) {
      assertThat(second.inTransaction(Halts::standing))
          .singleElement()
          .satisfies(halt -> {
            assertThat(halt.scope()).isEqualTo(BOOKS);
            assertThat(halt.by()).isEqualTo(CARO);
            assertThat(halt.at()).isEqualTo(bench.clock.instant());
            assertThat(halt.sentence("14:05"))
                .isEqualTo(
                    "Writes to QuickBooks are halted since 14:05 by Caro: the books are wrong");
          });
      assertThatThrownBy(() -> second.transact(sql -> sql.run("delete from halt_event").rows()))
          .hasMessageContaining("halt_event");
      assertThatThrownBy(() ->
              second.transact(sql ->
                  sql.run(
                          "insert into halt_event (scope, seq, kind, actor, name, why, at) values ('quickbooks', 2, 'HALTED', 'a', 'a', 'b', now())")
                      .rows()))
          .hasMessageContaining("halt_event_takes_turns");
    }
  }

  @Test
  void halting_twice_keeps_the_first_and_a_late_confirmation_lifts_no_later_halt() {
    Halt first = halt(ALL);
    Asked again = bench.query(sql -> halts.halt(sql, ALL, CARO, "again"));
    assertThat(again).isEqualTo(new Asked.StoodAlready(first));
    resume(first);
    Halt second = halt(ALL);
    assertThat(lifted(first)).isFalse();
    List<Halt> standing = bench.query(Halts::standing);
    assertThat(standing).containsExactly(second);
    assertThatThrownBy(() -> bench.query(sql -> halts.halt(sql, BOOKS, CARO, "  ")))
        .hasMessageContaining("say why");
  }
}
