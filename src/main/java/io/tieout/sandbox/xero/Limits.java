package io.tieout.sandbox.xero;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Counts calls by the stand-in's clock: per organisation in a minute and in a day, per app in a
/// minute, and how many are under way at once. What remains is always told; more is only refused
/// while limits are enforced.
final class Limits {
  static final int MINUTE = 60;
  static final int APP_MINUTE = 10_000;
  static final int CONCURRENT = 5;
  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
  private static final Duration ONE_DAY = Duration.ofDays(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Deque<Instant>> minutes = new HashMap<>();
  private final Map<String, Deque<Instant>> days = new HashMap<>();
  private final Deque<Instant> app = new ArrayDeque<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private boolean enforced;
  private int perMinute = MINUTE;
  private Optional<Integer> perDay = Optional.empty();

  /// How a call fared.
  ///
  /// @param problem which limit refuses it, if one does, and for how many seconds
  record Ruling(int day, int minute, int appMinute, Optional<Breach> problem) {}

  /// The limit that was reached, and when it is worth trying again.
  record Breach(String which, long seconds) {}

  void enforce(boolean on) {
    held(() -> enforced = on);
  }

  /// Other limits than the vendor's, enforced from now on and counted anew.
  void budget(int minute, int day) {
    held(() -> {
      perMinute = minute;
      perDay = Optional.of(day);
      enforced = true;
      minutes.clear();
      days.clear();
    });
  }

  /// Counts a call in; it must be counted out by `end`, refused or not.
  Ruling begin(String tenant, int callsADay, Instant now) {
    lock.lock();
    try {
      Deque<Instant> minute = minutes.computeIfAbsent(tenant, _ -> new ArrayDeque<>());
      Deque<Instant> day = days.computeIfAbsent(tenant, _ -> new ArrayDeque<>());
      forget(minute, now.minus(ONE_MINUTE));
      forget(app, now.minus(ONE_MINUTE));
      forget(day, now.minus(ONE_DAY));
      int most = perDay.orElse(callsADay);
      int busy = underWay.merge(tenant, 1, Integer::sum);
      Optional<Breach> breach = enforced ? breach(minute, day, most, busy, now) : Optional.empty();
      if (breach.isEmpty()) {
        minute.addLast(now);
        day.addLast(now);
        app.addLast(now);
      }
      return new Ruling(
          Math.max(0, most - day.size()),
          Math.max(0, perMinute - minute.size()),
          Math.max(0, APP_MINUTE - app.size()),
          breach);
    } finally {
      lock.unlock();
    }
  }

  void end(String tenant) {
    held(() -> underWay.merge(tenant, -1, Integer::sum));
  }

  private Optional<Breach> breach(
      Deque<Instant> minute, Deque<Instant> day, int most, int busy, Instant now) {
    if (busy > CONCURRENT) {
      return Optional.of(new Breach("concurrent", 1));
    }
    if (day.size() >= most) {
      return Optional.of(new Breach("day", until(day, ONE_DAY, now)));
    }
    if (minute.size() >= perMinute) {
      return Optional.of(new Breach("minute", until(minute, ONE_MINUTE, now)));
    }
    return app.size() >= APP_MINUTE
        ? Optional.of(new Breach("appminute", until(app, ONE_MINUTE, now)))
        : Optional.empty();
  }

  /// Seconds until the oldest call no longer counts.
  private static long until(Deque<Instant> calls, Duration window, Instant now) {
    Instant frees = calls.isEmpty() ? now.plus(window) : calls.getFirst().plus(window);
    return Math.max(1, Duration.between(now, frees).toSeconds());
  }

  private static void forget(Deque<Instant> calls, Instant before) {
    while (!calls.isEmpty() && !calls.getFirst().isAfter(before)) {
      calls.removeFirst();
    }
  }

  private void held(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
