package io.tieout.engine.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Quota;
import io.tieout.vendor.http.Urgency;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes on one database.
class QuotasTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Call READ = Call.get(URI.create("https://api.example/invoices"));
  private static final QuotaPlan XERO = QuotaPlans.xero("uk", "t-1");
  private static final QuotaPlan QUICKBOOKS = QuotaPlans.quickBooks("main", "934");

  private final DatabaseAddress address = TestDatabase.freshAddress();
  private final Database left = Database.open(address);
  private final Database right = Database.open(address);
  private final SettableClock clock = new SettableClock();
  private final Quotas one = new Quotas(left, clock, "one", 1);
  private final Quotas two = new Quotas(right, clock, "two", 1);

  @AfterEach
  void close() {
    left.close();
    right.close();
  }

  @Test
  void two_processes_never_exceed_a_window_together() throws Exception {
    assertThat(left(QUICKBOOKS, 150)).as("in the first second").isEqualTo(9);
    for (int second = 1; second < 60; second++) {
      clock.advance(Duration.ofMillis(1_050));
      assertThat(left(QUICKBOOKS, 12)).isLessThanOrEqualTo(9);
    }
    assertThat(standing(one, QUICKBOOKS).windows().get(1).used()).isLessThanOrEqualTo(450);
    clock.advance(Duration.ofSeconds(64));
    assertThat(left(QUICKBOOKS, 150)).as("a minute later").isEqualTo(9);
  }

  @Test
  void hundreds_of_threads_get_the_minute_s_calls_and_not_one_more() throws Exception {
    QuotaPlan plan =
        new QuotaPlan(
            "a/1", "A", List.of(Window.of("minute", Duration.ofMinutes(1), 55)), 0, _ -> List.of());
    assertThat(left(plan, 200)).isEqualTo(55);
    assertThat(standing(two, plan).windows().getFirst().remaining()).isZero();
  }

  @Test
  void a_wait_names_the_moment_from_which_it_is_over() {
    Quota quota = one.of(QUICKBOOKS);
    for (int i = 0; i < 9; i++) {
      go(quota.ask(READ, LONGEST));
    }
    Quota.Verdict.Wait wait = waits(quota.ask(READ, LONGEST));
    assertThat(wait.time()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_050));
    assertThat(wait.why()).contains("QuickBooks (book main): 9 of its 9 calls (second) are used");
    clock.advance(wait.time());
    go(two.of(QUICKBOOKS).ask(READ, LONGEST));
  }

  @Test
  void only_the_calls_that_a_window_counts_are_counted() {
    Quota quota = one.of(QuotaPlans.hubSpot("77"));
    Call search = Call.get(URI.create("https://api.hubapi.com/crm/v3/objects/deals/search"));
    for (int i = 0; i < 4; i++) {
      go(quota.ask(search, LONGEST)).done();
    }
    assertThat(waits(quota.ask(search, LONGEST)).why()).contains("search_second");
    go(quota.ask(READ, LONGEST)).done();
  }

  @Test
  void work_in_the_background_leaves_a_part_to_people() {
    Quota quota = one.of(QUICKBOOKS);
    Urgency.BACKGROUND.run(() -> {
      for (int i = 0; i < 6; i++) {
        go(quota.ask(READ, LONGEST));
      }
      assertThat(waits(quota.ask(READ, LONGEST)).why()).contains("kept for people");
    });
    Quota other = two.of(QUICKBOOKS);
    for (int i = 0; i < 3; i++) {
      go(other.ask(READ, LONGEST));
    }
    waits(other.ask(READ, LONGEST));
  }

  @Test
  void a_throttled_answer_pauses_both_until_the_vendor_s_time() {
    Quota.Leave call = go(one.of(XERO).ask(READ, LONGEST));
    Instant until = clock.instant().plusSeconds(66_975);
    call.told(
        answer(429, Map.of()),
        Optional.of(new Fault.Throttled("Xero's day is used up", Duration.ofSeconds(66_975))));
    call.told(
        answer(429, Map.of()),
        Optional.of(new Fault.Throttled("a minute", Duration.ofSeconds(40))));
    call.done();
    Quota.Verdict.Wait wait = waits(two.of(XERO).ask(READ, LONGEST));
    assertThat(wait.time()).isEqualTo(Duration.ofSeconds(66_975));
    assertThat(wait.why())
        .isEqualTo("Xero (book uk) is paused until " + until + ": Xero's day is used up");
    assertThat(standing(two, XERO).closedUntil()).contains(until);
    clock.advance(Duration.ofSeconds(66_975));
    go(two.of(XERO).ask(READ, LONGEST));
    assertThat(standing(two, XERO).closedUntil()).isEmpty();
  }

  @Test
  void a_pause_is_never_longer_than_a_day() {
    Quota.Leave call = go(one.of(QUICKBOOKS).ask(READ, LONGEST));
    call.told(
        answer(429, Map.of()), Optional.of(new Fault.Throttled("next month", Duration.ofDays(30))));
    assertThat(waits(two.of(QUICKBOOKS).ask(READ, LONGEST)).time()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void what_answers_say_is_left_holds_for_both() {
    Quota.Leave call = go(one.of(XERO).ask(READ, LONGEST));
    call.told(
        answer(200, Map.of("X-DayLimit-Remaining", "3", "X-MinLimit-Remaining", "58")),
        Optional.empty());
    call.done();
    assertThat(standing(two, XERO).windows().getLast().remaining()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      go(two.of(XERO).ask(READ, LONGEST)).done();
    }
    assertThat(waits(one.of(XERO).ask(READ, LONGEST)).why()).contains("(day)");
    assertThat(standing(one, XERO).closedUntil()).isPresent();
  }

  @Test
  void the_organisation_s_own_limit_is_learned() {
    QuotaPlan plan = QuotaPlans.salesforce("org.example");
    Quota.Leave call = go(one.of(plan).ask(READ, LONGEST));
    call.told(answer(200, Map.of("Sforce-Limit-Info", "api-usage=18000/100000")), Optional.empty());
    Standing.Left day = standing(two, plan).windows().getFirst();
    assertThat(day.limit()).isEqualTo(100_000);
    assertThat(day.remaining()).isEqualTo(82_000);
  }

  @Test
  void no_more_calls_are_under_way_than_allowed_and_people_have_half_of_them() {
    Quota here = one.of(XERO);
    Quota there = two.of(XERO);
    List<Quota.Leave> held = new ArrayList<>();
    Urgency.BACKGROUND.run(() -> {
      held.add(go(here.ask(READ, LONGEST)));
      held.add(go(there.ask(READ, LONGEST)));
      waits(here.ask(READ, LONGEST));
    });
    held.add(go(here.ask(READ, LONGEST)));
    held.add(go(there.ask(READ, LONGEST)));
    assertThat(waits(there.ask(READ, LONGEST)).why()).contains("under way");
    held.getFirst().done();
    go(there.ask(READ, LONGEST));
  }

  @Test
  void the_calls_of_a_process_that_died_come_back() {
    Quota dead = one.of(XERO);
    for (int i = 0; i < 4; i++) {
      go(dead.ask(READ, LONGEST));
    }
    left.close();
    Quota alive = two.of(XERO);
    clock.advance(Duration.ofSeconds(89));
    waits(alive.ask(READ, LONGEST));
    clock.advance(Duration.ofSeconds(1));
    go(alive.ask(READ, LONGEST));
    assertThat(standing(two, XERO).underWay()).isEqualTo(1);
  }

  @Test
  void two_connections_to_one_account_share_it() {
    Quota again = one.of(QuotaPlans.xero("copy", "t-1"));
    for (int i = 0; i < 4; i++) {
      go((i % 2 == 0 ? again : one.of(XERO)).ask(READ, LONGEST));
    }
    waits(again.ask(READ, LONGEST));
    assertThat(one.standing()).hasSize(1);
  }

  @Test
  void what_it_costs() {
    Quota quota =
        one.of(
            new QuotaPlan(
                "c/1",
                "C",
                List.of(
                    Window.of("second", Duration.ofSeconds(1), 1_000_000),
                    Window.of("minute", Duration.ofMinutes(1), 1_000_000)),
                0,
                _ -> List.of()));
    int rounds = 2_000;
    for (int i = 0; i < rounds; i++) {
      go(quota.ask(READ, LONGEST)).done();
    }
    long start = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      go(quota.ask(READ, LONGEST)).done();
    }
    long micros = (System.nanoTime() - start) / rounds / 1_000;
    System.out.printf("one leave of a shared quota costs %d microseconds%n", micros);
    assertThat(micros).as("microseconds a leave").isLessThan(50_000);
  }

  /// How many of so many callers, half in each process, get leave.
  private int left(QuotaPlan plan, int each) throws Exception {
    List<Callable<Boolean>> asking = new ArrayList<>();
    asking.addAll(Collections.nCopies(each, asking(one.of(plan))));
    asking.addAll(Collections.nCopies(each, asking(two.of(plan))));
    Collections.shuffle(asking, new java.util.Random(each));
    int went = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> asked : threads.invokeAll(asking)) {
        went += asked.get() ? 1 : 0;
      }
    }
    return went;
  }

  private static Callable<Boolean> asking(Quota quota) {
    return () -> quota.ask(READ, LONGEST) instanceof Quota.Verdict.Go;
  }

  private static Standing standing(Quotas quotas, QuotaPlan plan) {
    quotas.of(plan);
    return quotas.standing().stream()
        .filter(s -> s.account().equals(plan.account()))
        .findFirst()
        .orElseThrow();
  }

  private static Quota.Leave go(Quota.Verdict verdict) {
    AtomicReference<Quota.Leave> leave = new AtomicReference<>(Quota.Leave.FREE);
    assertThat(verdict).isInstanceOfSatisfying(Quota.Verdict.Go.class, go -> leave.set(go.leave()));
    return leave.get();
  }

  private static Quota.Verdict.Wait waits(Quota.Verdict verdict) {
    assertThat(verdict).isInstanceOf(Quota.Verdict.Wait.class);
    return (Quota.Verdict.Wait) verdict;
  }

  private static Answer answer(int status, Map<String, String> headers) {
    return new Answer(status, headers, new byte[0]);
  }
}
