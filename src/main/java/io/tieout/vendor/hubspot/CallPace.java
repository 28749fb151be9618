package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps our calls below the portal's limits: at most 80 in any ten seconds, where the smallest
/// portal takes 100, and four searches in any second, where every portal takes five. Each caller
/// takes a place and waits for it, so nobody starves. Knows this process alone.
final class CallPace {
  private final Timing timing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lane calls = new Lane(20, Duration.ofSeconds(1).dividedBy(6));
  private final Lane searches = new Lane(1, Duration.ofSeconds(1).dividedBy(3));

  CallPace(Timing timing) {
    this.timing = timing;
  }

  void beforeCall() {
    pause(place(false));
  }

  void beforeSearch() {
    pause(place(true));
  }

  private Duration place(boolean search) {
    lock.lock();
    try {
      Instant now = timing.clock().instant();
      Duration any = calls.take(now);
      Duration own = search ? searches.take(now) : Duration.ZERO;
      return any.compareTo(own) > 0 ? any : own;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration wait) {
    if (!wait.isPositive()) {
      return;
    }
    try {
      timing.pause().pause(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Fault.Transient("HubSpot was not called: interrupted while waiting its turn")
          .asException();
    }
  }

  /// Places at an even distance, of which the first few may be taken at once. In any span of time
  /// `burst + span / distance` are given out at most.
  private static final class Lane {
    private final Duration ahead;
    private final Duration distance;
    private Instant next = Instant.MIN;

    Lane(int burst, Duration distance) {
      this.ahead = distance.multipliedBy(burst - 1L);
      this.distance = distance;
    }

    Duration take(Instant now) {
      Instant place = next.isBefore(now) ? now : next;
      next = place.plus(distance);
      return Duration.between(now, place.minus(ahead));
    }
  }
}
