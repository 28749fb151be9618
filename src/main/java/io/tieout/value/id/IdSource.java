package io.tieout.value.id;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Makes identifiers such as `P-01JD3Q4W8ZK7M`: a prefix, nine digits of time, six of randomness,
/// in Crockford's base 32. They sort by time of making and are unique for one source; across
/// sources a clash within one millisecond has odds of one in 2^30, and the tables refuse it.
public final class IdSource {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int TIME_DIGITS = 9;
  private static final int RANDOM_DIGITS = 6;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private long lastMillis = Long.MIN_VALUE;
  private long lastRandom;

  public IdSource(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// The next identifier with the prefix, for example `P`.
  public String next(String prefix) {
    lock.lock();
    try {
      long millis = clock.millis();
      lastRandom = millis == lastMillis ? lastRandom + 1 : random.nextLong() >>> 34;
      lastMillis = millis;
      return prefix + "-" + digits(millis, TIME_DIGITS) + digits(lastRandom, RANDOM_DIGITS);
    } finally {
      lock.unlock();
    }
  }

  private static String digits(long value, int count) {
    char[] out = new char[count];
    long rest = value;
    for (int i = count - 1; i >= 0; i--) {
      out[i] = DIGITS[(int) (rest & 31)];
      rest >>>= 5;
    }
    return new String(out);
  }
}
