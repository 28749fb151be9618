package io.tieout.vendor.http;

import java.time.Duration;

/// How patient the client is with one vendor.
///
/// @param deadline for one call with all its repetitions
/// @param maxConcurrent calls in flight at once; more wait, at most as long as the deadline
/// @param maxReadAttempts how often a read is sent at most, the first time included
public record Settings(
    Duration deadline, Duration connectTimeout, int maxConcurrent, int maxReadAttempts) {
  public static final Settings DEFAULT =
      new Settings(Duration.ofSeconds(60), Duration.ofSeconds(10), 8, 4);

  public Settings {
    if (!deadline.isPositive() || !connectTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "deadline and connect time-out must be positive, not %s and %s"
              .formatted(deadline, connectTimeout));
    }
    if (maxConcurrent < 1 || maxReadAttempts < 1) {
      throw new IllegalArgumentException(
          "at least one call at once and one attempt are needed, not %d and %d"
              .formatted(maxConcurrent, maxReadAttempts));
    }
  }
}
