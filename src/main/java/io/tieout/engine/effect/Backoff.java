package io.tieout.engine.effect;

import java.time.Duration;

/// How long to wait before the next try.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration REFUSED = Duration.ofMinutes(30);
  private static final Duration LONGEST_REFUSED = Duration.ofHours(6);
  private static final int DOUBLINGS = 10;
  private static final int PARTS = 251;

  /// For set-ups somebody has to repair.
  static final Duration REPAIR = Duration.ofMinutes(15);

  private Backoff() {}

  /// Doubles with every attempt, from five seconds to ten minutes, and is longer by up to a quarter
  /// according to the effect's key: deals of one account lock each other's rows in Salesforce, and
  /// what failed together must not come back together.
  static Duration after(int attempts, String key) {
    Duration wait = doubled(FIRST, attempts, LONGEST);
    return wait.plus(wait.multipliedBy(Math.floorMod(key.hashCode(), PARTS)).dividedBy(4L * PARTS));
  }

  /// For what was refused and may be allowed once somebody changed a rule: half an hour to six.
  static Duration afterRefusal(int generation) {
    return doubled(REFUSED, generation - 1, LONGEST_REFUSED);
  }

  private static Duration doubled(Duration first, int times, Duration longest) {
    Duration wait = first.multipliedBy(1L << Math.min(times, DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
