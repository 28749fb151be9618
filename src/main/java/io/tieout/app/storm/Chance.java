package io.tieout.app.storm;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// What a seed decides.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// At least a millisecond.
  Duration within(Duration most) {
    return Duration.ofMillis(random.nextLong(1, most.toMillis() + 1));
  }

  SplittableRandom source() {
    return random;
  }
}
