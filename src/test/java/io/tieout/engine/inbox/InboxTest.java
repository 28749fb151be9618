package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.fault.Patience;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Patience PATIENCE =
      new Patience(5, 12, Duration.ofSeconds(5), Duration.ofMinutes(10));

  private final SettableClock clock = new SettableClock();
  private final List<String> aside = new ArrayList<>();
  private Database database;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    inbox = new Inbox(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_signal_told_twice_is_stored_and_worked_on_once() {
    Receipt first = inbox.accept(signal("a", "deal/1"));
    Receipt second = inbox.accept(signal("a", "deal/1"));
    assertThat(first).isInstanceOf(Receipt.Stored.class);
    assertThat(second).isEqualTo(new Receipt.Duplicate(first.id()));
    List<String> seen = new ArrayList<>();
    drain(worker("w", s -> seen.add(s.signal().dedupeKey())));
    assertThat(seen).containsExactly("a");
    assertThat(inbox.accept(signal("a", "deal/1"))).isInstanceOf(Receipt.Duplicate.class);
    assertThat(worker("w", s -> seen.add("again")).runOnce()).isFalse();
  }

  @Test
  void a_handler_gets_the_signal_as_it_was_told() {
    inbox.accept(signal("a", "deal/1"));
    List<StoredSignal> seen = new ArrayList<>();
    drain(worker("w", seen::add));
    assertThat(seen.getFirst().signal()).isEqualTo(signal("a", "deal/1"));
    assertThat(seen.getFirst().receivedAt()).isEqualTo(clock.instant());
    assertThat(seen.getFirst().attempt()).isEqualTo(1);
  }

  @Test
  void arrival_is_told_after_the_commit_and_only_for_what_is_new() {
    AtomicInteger woken = new AtomicInteger();
    inbox.onArrival(woken::incrementAndGet);
    database.transact(sql -> {
      inbox.accept(sql, signal("a", "deal/1"));
      assertThat(woken).hasValue(0);
    });
    assertThat(woken).hasValue(1);
    inbox.accept(signal("a", "deal/1"));
    assertThatThrownBy(() ->
            database.transact(sql -> {
              inbox.accept(sql, signal("b", "deal/1"));
              throw new IllegalStateException("stop");
            }))
        .hasMessage("stop");
    assertThat(woken).hasValue(1);
  }

  @Test
  void what_may_wait_comes_last_unless_somebody_waits_behind_it() {
    inbox.accept(signal("sweep 1", "deal/1").patiently());
    inbox.accept(signal("sweep 2", "deal/2").patiently());
    inbox.accept(signal("click", "card/7"));
    inbox.accept(signal("webhook", "deal/2"));
    List<String> seen = new ArrayList<>();
    drain(worker("w", s -> seen.add(s.signal().dedupeKey())));
    assertThat(seen).containsExactly("sweep 2", "click", "webhook", "sweep 1");
  }

  @Test
  void a_failing_signal_holds_up_its_own_subject_alone() {
    inbox.accept(signal("bad", "deal/1"));
    inbox.accept(signal("after bad", "deal/1"));
    inbox.accept(signal("other", "deal/2"));
    List<String> done = new ArrayList<>();
    InboxWorker worker = worker("w", failing("bad", new IllegalStateException("boom"), done));
    drain(worker);
    assertThat(done).containsExactly("other");
    clock.advance(Duration.ofSeconds(4));
    assertThat(worker.runOnce()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(worker.runOnce()).isTrue();
    assertThat(done).containsExactly("other");
  }

  @Test
  void a_poisonous_signal_is_set_aside_after_five_tries_and_blocks_nothing_afterwards() {
    Receipt bad = inbox.accept(signal("bad", "deal/1"));
    inbox.accept(signal("after bad", "deal/1"));
    List<String> done = new ArrayList<>();
    InboxWorker worker = worker("w", failing("bad", new IllegalStateException("boom"), done));
    for (int round = 0; round < 5; round++) {
      drain(worker);
      clock.advance(Duration.ofMinutes(10));
    }
    drain(worker);
    assertThat(aside).containsExactly("bad: unforeseen, IllegalStateException: boom");
    assertThat(done).containsExactly("after bad");
    assertThat(outcomes(bad.id())).containsExactly("again", "again", "again", "again", "set aside");
  }

  @Test
  void what_passes_by_itself_is_tried_patiently_and_no_sooner_than_the_vendor_asks() {
    inbox.accept(signal("slow", "deal/1"));
    AtomicInteger tries = new AtomicInteger();
    InboxWorker worker =
        worker(
            "w",
            _ -> {
              tries.incrementAndGet();
              throw new FaultException(
                  new Fault.Throttled("slow down", Duration.ofMinutes(30)), null);
            });
    for (int round = 0; round < 11; round++) {
      drain(worker);
      clock.advance(Duration.ofMinutes(29));
      assertThat(worker.runOnce()).isFalse();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(tries).hasValue(11);
    assertThat(aside).isEmpty();
    drain(worker);
    assertThat(aside).containsExactly("slow: slow down");
  }

  @Test
  void a_dead_worker_s_signal_is_taken_over_when_its_lease_has_run_out() {
    Receipt stored = inbox.accept(signal("a", "deal/1"));
    inbox.accept(signal("b", "deal/1"));
    InboxWorker dying =
        worker(
            "dying",
            _ -> {
              throw new OutOfMemoryError("as good as killed");
            });
    assertThatThrownBy(dying::runOnce).isInstanceOf(OutOfMemoryError.class);
    List<String> done = new ArrayList<>();
    InboxWorker other = worker("other", s -> done.add(s.signal().dedupeKey() + s.attempt()));
    assertThat(other.runOnce()).isFalse();
    clock.advance(LEASE);
    drain(other);
    assertThat(done).containsExactly("a2", "b1");
    assertThat(outcomes(stored.id())).containsExactly("worker died", "done");
  }

  @Test
  void a_worker_that_lost_its_lease_can_no_longer_report() {
    Receipt stored = inbox.accept(signal("a", "deal/1"));
    List<String> done = new ArrayList<>();
    InboxWorker quick = worker("quick", _ -> done.add("quick"));
    InboxWorker slow =
        worker(
            "slow",
            _ -> {
              clock.advance(LEASE);
              assertThat(quick.runOnce()).isTrue();
              throw new IllegalStateException("too late to matter");
            });
    assertThat(slow.runOnce()).isTrue();
    assertThat(done).containsExactly("quick");
    assertThat(outcomes(stored.id())).containsExactly("worker died", "done");
    assertThat(database.inTransaction(inbox::waiting)).isZero();
  }

  @Test
  void a_signal_that_kills_its_worker_each_time_rests_longer_and_longer_and_is_set_aside() {
    inbox.accept(signal("deadly", "deal/1"));
    Instant begun = clock.instant();
    int[] killed = {0};
    InboxWorker worker =
        worker(
            "w",
            signal -> {
              if (signal.signal().dedupeKey().equals("deadly")) {
                killed[0]++;
                throw new OutOfMemoryError("as good as killed");
              }
            });
    inbox.accept(signal("other", "deal/2"));
    while (aside.isEmpty()) {
      try {
        worker.runOnce();
      } catch (OutOfMemoryError e) {
        assertThat(e).hasMessage("as good as killed");
      }
      clock.advance(LEASE);
    }
    assertThat(aside).containsExactly("deadly: 20 workers died on it");
    assertThat(killed[0]).isEqualTo(20);
    assertThat(Duration.between(begun, clock.instant())).isGreaterThan(Duration.ofHours(2));
    drain(worker);
    assertThat(database.inTransaction(inbox::waiting)).isZero();
  }

  /// As when a process is restarted again and again for another reason.
  @Test
  void a_signal_on_which_several_died_by_chance_is_done_in_the_end() {
    Receipt stored = inbox.accept(signal("a", "deal/1"));
    int[] deaths = {7};
    List<String> done = new ArrayList<>();
    InboxWorker worker =
        worker(
            "w",
            signal -> {
              if (deaths[0]-- > 0) {
                throw new OutOfMemoryError("as good as killed");
              }
              done.add(signal.signal().dedupeKey());
            });
    while (done.isEmpty()) {
      try {
        worker.runOnce();
      } catch (OutOfMemoryError e) {
        assertThat(e).hasMessage("as good as killed");
      }
      clock.advance(LEASE);
    }
    assertThat(aside).isEmpty();
    assertThat(outcomes(stored.id())).endsWith("worker died", "again", "done");
  }

  @Test
  void a_signal_nobody_can_handle_ends_up_before_people() {
    inbox.accept(new Signal("unknown", "k", "deal/1", "x", Json.object().build()));
    InboxWorker worker = worker("w", _ -> {});
    for (int i = 0; i < 5; i++) {
      drain(worker);
      clock.advance(Duration.ofMinutes(10));
    }
    assertThat(aside).containsExactly("k: no handler for signals of source 'unknown'");
  }

  @Test
  void the_table_refuses_two_signals_of_one_subject_in_work() {
    Receipt a = inbox.accept(signal("a", "deal/1"));
    Receipt b = inbox.accept(signal("b", "deal/1"));
    begin(a.id());
    assertThatThrownBy(() -> begin(b.id())).hasMessageContaining("signal_work_one_per_subject");
  }

  private void begin(long id) {
    database.transact(sql ->
        sql.run(
                "update signal_work set state = 'working', worker = 'w', attempts = 1,"
                    + " lease_until = now() where signal = :id")
            .set("id", id)
            .once());
  }

  private InboxWorker worker(String name, SignalHandler handler) {
    return new InboxWorker(
        database,
        Map.of("crm", handler),
        (_, s, why) -> aside.add(s.signal().dedupeKey() + ": " + why),
        clock,
        new InboxWorker.Settings(name, LEASE, PATIENCE));
  }

  private static SignalHandler failing(String key, RuntimeException failure, List<String> done) {
    return s -> {
      if (s.signal().dedupeKey().equals(key)) {
        throw failure;
      }
      done.add(s.signal().dedupeKey());
    };
  }

  private List<String> outcomes(long id) {
    return database.inTransaction(sql -> inbox.attempts(sql, id)).stream()
        .map(Inbox.Attempt::outcome)
        .toList();
  }

  private static void drain(InboxWorker worker) {
    int rounds = 0;
    while (worker.runOnce()) {
      assertThat(rounds++).isLessThan(100);
    }
  }

  private static Signal signal(String key, String subject) {
    return new Signal(
        "crm", key, subject, "deal changed", Json.object().put("dealId", subject).build());
  }
}
