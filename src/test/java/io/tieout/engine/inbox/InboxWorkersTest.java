package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several workers on one inbox, as in several processes.
class InboxWorkersTest {
  private static final int WORKERS = 3;
  private static final int SUBJECTS = 3;
  private static final int EACH = 10;

  private final SettableClock clock = new SettableClock();
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
  void signals_of_a_subject_are_worked_on_in_order_and_never_two_at_once()
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < EACH; i++) {
      for (int subject = 0; subject < SUBJECTS; subject++) {
        inbox.accept(signal(subject + ":" + i, "deal/" + subject));
      }
    }
    Map<String, AtomicInteger> inWork = new ConcurrentHashMap<>();
    Queue<String> overlaps = new ConcurrentLinkedQueue<>();
    Map<String, Queue<String>> done = new ConcurrentHashMap<>();
    SignalHandler handler =
        s -> {
          String subject = s.signal().subject();
          AtomicInteger here = inWork.computeIfAbsent(subject, _ -> new AtomicInteger());
          if (here.incrementAndGet() > 1) {
            overlaps.add(s.signal().dedupeKey());
          }
          // Gives others the chance to get in between.
          database.transact(sql -> sql.ask("select pg_sleep(0.002)").one(row -> "slept"));
          done.computeIfAbsent(subject, _ -> new ConcurrentLinkedQueue<>())
              .add(s.signal().dedupeKey());
          here.decrementAndGet();
        };
    runUntilEmpty(handler);
    assertThat(overlaps).isEmpty();
    for (int subject = 0; subject < SUBJECTS; subject++) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        expected.add(subject + ":" + i);
      }
      assertThat(done.get("deal/" + subject)).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void the_second_worker_finds_nothing_while_the_first_holds_the_subject()
      throws InterruptedException, ExecutionException {
    inbox.accept(signal("a", "deal/1"));
    inbox.accept(signal("b", "deal/1"));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    InboxWorker holder =
        worker(
            "holder",
            _ -> {
              begun.countDown();
              await(goOn);
            });
    InboxWorker other = worker("other", _ -> {});
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> held = threads.submit(holder::runOnce);
      await(begun);
      assertThat(other.runOnce()).isFalse();
      goOn.countDown();
      assertThat(held.get()).isTrue();
    }
    assertThat(other.runOnce()).isTrue();
  }

  @Test
  void the_same_happening_told_by_many_at_once_is_stored_once()
      throws InterruptedException, ExecutionException {
    List<Receipt> receipts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Receipt>> told = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        told.add(threads.submit(() -> inbox.accept(signal("same", "deal/1"))));
      }
      for (Future<Receipt> receipt : told) {
        receipts.add(receipt.get());
      }
    }
    assertThat(receipts).filteredOn(r -> r instanceof Receipt.Stored).hasSize(1);
    assertThat(receipts).extracting(Receipt::id).containsOnly(receipts.getFirst().id());
  }

  private void runUntilEmpty(SignalHandler handler)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        InboxWorker worker = worker("w" + i, handler);
        running.add(
            threads.submit(() -> {
              while (database.inTransaction(inbox::waiting) > 0) {
                worker.runOnce();
              }
            }));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    }
  }

  private InboxWorker worker(String name, SignalHandler handler) {
    return new InboxWorker(
        database,
        Map.of("crm", handler),
        (_, s, why) -> {
          throw new AssertionError(s + ": " + why);
        },
        clock,
        InboxWorker.Settings.of(name));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Signal signal(String key, String subject) {
    return new Signal("crm", key, subject, "deal changed", Json.object().build());
  }
}
