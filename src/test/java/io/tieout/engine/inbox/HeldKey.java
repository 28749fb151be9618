package io.tieout.engine.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A transaction of a test's own that has stored a signal and stays open: the commit that meets the
/// signal's key waits for it, so that others gather behind that one.
final class HeldKey implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch commit = new CountDownLatch(1);
  private final CompletableFuture<Void> holding;

  HeldKey(Database database, Inbox inbox, Signal signal) {
    CountDownLatch stored = new CountDownLatch(1);
    holding =
        CompletableFuture.runAsync(
            () ->
                database.transact(sql -> {
                  inbox.accept(sql, signal);
                  stored.countDown();
                  await(commit);
                }),
            Thread::startVirtualThread);
    await(stored);
  }

  /// Lets go of the key; the transaction commits.
  void release() {
    commit.countDown();
  }

  /// Whether a commit waits for the key.
  static boolean isMet(Database database) {
    return database.inTransaction(sql ->
        sql.ask(
                "select count(*) as n from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'")
            .one(row -> row.number("n") == 1));
  }

  static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    release();
    holding.join();
  }
}
