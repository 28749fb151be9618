package io.tieout.engine.inbox;

import io.tieout.engine.db.DatabaseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores what arrives together in one commit. One who arrives alone is stored at once; those who
/// arrive meanwhile wait for that commit and share the next one, so that a commit is shared by the
/// more the busier it is, and nobody ever waits for company.
///
/// The storing runs in a thread of its own that lives while somebody waits: no caller's
/// interruption can hurt the others, and nothing is to be stopped when the house closes, for every
/// caller waits for its own answer.
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private final Function<List<Signal>, List<Receipt>> storing;
  private final Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Told> waiting = new ArrayDeque<>();
  private int signalsWaiting;
  private boolean running;

  /// How much may come together, in signals.
  ///
  /// @param together in one commit; what one caller tells is never split
  /// @param waiting beside those being stored; who comes then is sent away
  /// @param patience how long a caller waits for its commit
  record Limits(int together, int waiting, Duration patience) {
    static final Limits DEFAULT = new Limits(256, 2_000, Duration.ofSeconds(10));

    Limits {
      if (together < 1 || waiting < 1) {
        throw new IllegalArgumentException("at least one signal must fit into a commit and wait");
      }
    }
  }

  /// What one caller tells, and its answer.
  private record Told(List<Signal> signals, CompletableFuture<List<Receipt>> answer) {}

  /// @param storing stores all it is given, or nothing and throws
  GroupCommit(Function<List<Signal>, List<Receipt>> storing, Limits limits) {
    this.storing = storing;
    this.limits = limits;
  }

  /// Returns once the signals are committed; [InboxFullException] when too many wait.
  List<Receipt> store(List<Signal> signals) {
    Told told = new Told(signals, new CompletableFuture<>());
    if (enqueued(told)) {
      Thread.ofVirtual().name("inbox commit").start(this::storeAll);
    }
    return answer(told);
  }

  /// How many signals wait, beside those being stored.
  int waiting() {
    lock.lock();
    try {
      return signalsWaiting;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the caller has to begin the storing, because nobody does it.
  private boolean enqueued(Told told) {
    lock.lock();
    try {
      if (!waiting.isEmpty() && signalsWaiting + told.signals().size() > limits.waiting()) {
        throw new InboxFullException(
            "%d signals wait to be stored; tell it again later".formatted(signalsWaiting));
      }
      waiting.add(told);
      signalsWaiting += told.signals().size();
      boolean begin = !running;
      running = true;
      return begin;
    } finally {
      lock.unlock();
    }
  }

  private List<Receipt> answer(Told told) {
    try {
      return told.answer().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("storing failed", e.getCause());
    } catch (TimeoutException _) {
      throw new InboxFullException(
          "not stored within %d s; tell it again later".formatted(limits.patience().toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InboxFullException("interrupted before it was known to be stored; tell it again");
    }
  }

  private void storeAll() {
    for (List<Told> next = next(); !next.isEmpty(); next = next()) {
      storeTogether(next);
    }
  }

  /// Those who waited longest, as many as fit into a commit; nobody, and the storing ends.
  private List<Told> next() {
    lock.lock();
    try {
      List<Told> together = new ArrayList<>();
      int signals = 0;
      for (Told head = waiting.peek();
          head != null && (signals == 0 || signals + head.signals().size() <= limits.together());
          head = waiting.peek()) {
        signals += head.signals().size();
        together.add(waiting.remove());
      }
      signalsWaiting -= signals;
      running = !together.isEmpty();
      return together;
    } finally {
      lock.unlock();
    }
  }

  private void storeTogether(List<Told> group) {
    try {
      List<Receipt> receipts =
          storing.apply(group.stream().flatMap(told -> told.signals().stream()).toList());
      int from = 0;
      for (Told told : group) {
        int to = from + told.signals().size();
        told.answer().complete(List.copyOf(receipts.subList(from, to)));
        from = to;
      }
    } catch (RuntimeException e) {
      if (group.size() == 1 || isAway(e)) {
        group.forEach(told -> told.answer().completeExceptionally(e));
      } else {
        LOG.warn(
            "one of {} requests spoils their common commit; each is stored alone", group.size(), e);
        storeEach(group);
      }
    } catch (Error e) {
      group.forEach(told -> told.answer().completeExceptionally(e));
    }
  }

  /// Each by itself, so that one that cannot be stored fails alone.
  private void storeEach(List<Told> group) {
    for (int i = 0; i < group.size(); i++) {
      Told told = group.get(i);
      storeTogether(List.of(told));
      if (told.answer().isCompletedExceptionally() && isAway(told.answer().exceptionNow())) {
        Throwable away = told.answer().exceptionNow();
        group.subList(i + 1, group.size()).forEach(t -> t.answer().completeExceptionally(away));
        return;
      }
    }
  }

  private static boolean isAway(Throwable e) {
    return e instanceof DatabaseException database && database.away();
  }
}
