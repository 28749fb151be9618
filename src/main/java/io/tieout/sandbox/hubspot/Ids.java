package io.tieout.sandbox.hubspot;

import java.util.Random;

/// Record ids: growing, with gaps, of a portal that others use as well.
final class Ids {
  private static final int WIDEST_GAP = 40;

  private final Random random;
  private long last;

  Ids(long seed) {
    this.random = new Random(seed * 31 + 7);
    this.last = 18_400_000_000L + Math.floorMod(seed * 7919, 1_000_000L) * 100;
  }

  long next() {
    last += 1 + random.nextInt(WIDEST_GAP);
    return last;
  }
}
