package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People come first, and one worker is there for them alone.
class LanesTest {
  private static final int DEALS = 20;
  private static final int BUSY = 6;

  private final SettableClock clock = new SettableClock();
  private final Queue<String> done = new ConcurrentLinkedQueue<>();
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
  void people_come_before_news_and_news_before_what_a_sweep_found() {
    inbox.accept(
        List.of(
            news("sweep", "deal/1").patiently(),
            news("news", "deal/2"),
            news("first click", "card/1").byPerson(),
            news("more news", "deal/3"),
            news("second click", "card/2").byPerson()));
    drain(everything());
    assertThat(done).containsExactly("first click", "second click", "news", "more news", "sweep");
  }

  @Test
  void a_subject_s_order_stays_and_what_is_before_a_person_in_it_hurries_too() {
    inbox.accept(news("news", "deal/1"));
    inbox.accept(news("sweep of 2", "deal/2").patiently());
    inbox.accept(news("news of 2", "deal/2"));
    inbox.accept(news("sweep of 3", "deal/3").patiently());
    inbox.accept(news("click on 2", "deal/2").byPerson());
    assertThat(reserved().runOnce()).as("taken before what is before it").isFalse();
    drain(everything());
    assertThat(done).containsExactly("sweep of 2", "news of 2", "click on 2", "news", "sweep of 3");
  }

  @Test
  void a_person_does_not_wait_behind_workers_that_are_busy_with_deals() throws Exception {
    for (int i = 0; i < DEALS; i++) {
      inbox.accept(news("deal " + i, "deal/" + i));
    }
    CountDownLatch begun = new CountDownLatch(BUSY);
    CountDownLatch goOn = new CountDownLatch(1);
    InboxWorker reserved = reserved();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> busy = new ArrayList<>();
      for (int i = 0; i < BUSY; i++) {
        InboxWorker worker =
            worker(
                InboxWorker.Settings.of("w" + i),
                _ -> {
                  begun.countDown();
                  await(goOn);
                });
        busy.add(threads.submit(worker::runOnce));
      }
      await(begun);
      assertThat(reserved.runOnce()).as("it takes no deal").isFalse();
      inbox.accept(news("click", "card/1").byPerson());
      assertThat(reserved.runOnce()).isTrue();
      assertThat(done).containsExactly("click");
      assertThat(reserved.runOnce()).isFalse();
      goOn.countDown();
      for (Future<Boolean> one : busy) {
        assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(database.inTransaction(inbox::waiting)).isEqualTo(DEALS - BUSY);
  }

  @Test
  void what_a_dead_worker_had_of_a_person_is_taken_over_by_the_one_for_people() {
    inbox.accept(news("deal", "deal/1"));
    inbox.accept(news("click", "card/1").byPerson());
    InboxWorker dying =
        worker(
            InboxWorker.Settings.of("dying"),
            _ -> {
              throw new OutOfMemoryError("as good as killed");
            });
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(dying::runOnce).isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(reserved().runOnce()).isFalse();
    clock.advance(InboxWorker.Settings.LEASE);
    drain(reserved());
    assertThat(done).containsExactly("click");
  }

  @Test
  void a_person_s_signal_that_failed_waits_its_time_and_holds_nobody_up() {
    inbox.accept(news("click", "card/1").byPerson());
    inbox.accept(news("news", "deal/1"));
    InboxWorker failing =
        worker(
            InboxWorker.Settings.of("w").onlyForPeople(),
            _ -> {
              throw new IllegalStateException("boom");
            });
    assertThat(failing.runOnce()).isTrue();
    drain(everything());
    assertThat(done).containsExactly("news");
    clock.advance(Duration.ofSeconds(5));
    drain(reserved());
    assertThat(done).containsExactly("news", "click");
  }

  @Test
  void a_handler_learns_who_waits() {
    List<Signal> told =
        List.of(news("a", "x/1").byPerson(), news("b", "x/2"), news("c", "x/3").patiently());
    inbox.accept(told);
    List<Signal> seen = new ArrayList<>();
    drain(worker(InboxWorker.Settings.of("w"), s -> seen.add(s.signal())));
    assertThat(seen).isEqualTo(told);
  }

  private InboxWorker everything() {
    return worker(InboxWorker.Settings.of("all"), this::note);
  }

  private InboxWorker reserved() {
    return worker(InboxWorker.Settings.of("for people").onlyForPeople(), this::note);
  }

  private void note(StoredSignal stored) {
    done.add(stored.signal().dedupeKey());
  }

  private InboxWorker worker(InboxWorker.Settings settings, SignalHandler handler) {
    return new InboxWorker(
        database,
        Map.of("test", handler),
        (_, s, why) -> {
          throw new AssertionError(s + ": " + why);
        },
        clock,
        settings);
  }

  private static void drain(InboxWorker worker) {
    int rounds = 0;
    while (worker.runOnce()) {
      assertThat(rounds++).isLessThan(100);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Signal news(String key, String subject) {
    return new Signal("test", key, subject, "happened", Json.object().build());
  }
}
