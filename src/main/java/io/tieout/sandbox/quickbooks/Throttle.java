package io.tieout.sandbox.quickbooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// Counts requests over a sliding second and minute of the stand-in's clock.
final class Throttle {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Deque<Instant> admitted = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Budget budget = Budget.UNLIMITED;

  /// How many requests pass.
  record Budget(int perSecond, int perMinute) {
    static final Budget UNLIMITED = new Budget(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  void budget(Budget newBudget) {
    lock.lock();
    try {
      budget = newBudget;
      admitted.clear();
    } finally {
      lock.unlock();
    }
  }

  boolean admits(Instant now) {
    lock.lock();
    try {
      while (!admitted.isEmpty() && !admitted.getFirst().isAfter(now.minus(MINUTE))) {
        admitted.removeFirst();
      }
      Instant second = now.minusSeconds(1);
      long lately = admitted.stream().filter(t -> t.isAfter(second)).count();
      if (admitted.size() >= budget.perMinute() || lately >= budget.perSecond()) {
        return false;
      }
      admitted.addLast(now);
      return true;
    } finally {
      lock.unlock();
    }
  }
}
