package io.tieout.app.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a load came to. Of one thread at a time.
final class Tally {
  private static final int MILLI_DIGITS = 6;
  private static final int SHOWN = 2;

  private final List<Long> numbers = new ArrayList<>();
  private long[] nanos = new long[1024];
  private int answers;
  private long took;

  void answered(long number, long inNanos) {
    numbers.add(number);
    repeated(inNanos);
  }

  void repeated(long inNanos) {
    if (answers == nanos.length) {
      nanos = Arrays.copyOf(nanos, answers * 2);
    }
    nanos[answers++] = inNanos;
  }

  void took(long inNanos) {
    took = inNanos;
  }

  /// Adds what another load came to, its time included.
  void add(Tally other) {
    numbers.addAll(other.numbers);
    for (int i = 0; i < other.answers; i++) {
      repeated(other.nanos[i]);
    }
    took += other.took;
  }

  /// The happenings that were answered for.
  List<Long> numbers() {
    return List.copyOf(numbers);
  }

  int answers() {
    return answers;
  }

  /// New happenings a second.
  BigDecimal perSecond() {
    return BigDecimal.valueOf(numbers.size() * TimeUnit.SECONDS.toNanos(1))
        .divide(BigDecimal.valueOf(Math.max(1, took)), 0, RoundingMode.HALF_UP);
  }

  /// How long so many of a hundred answers took at most, in milliseconds.
  BigDecimal millis(int ofHundred) {
    if (answers == 0) {
      return BigDecimal.ZERO;
    }
    long[] sorted = Arrays.copyOf(nanos, answers);
    Arrays.sort(sorted);
    int place = Math.min(answers - 1, (int) ((long) answers * ofHundred / 100));
    return BigDecimal.valueOf(sorted[place], MILLI_DIGITS).setScale(SHOWN, RoundingMode.HALF_UP);
  }
}
