package io.tieout.vendor.http;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Time, chance, waiting and leave to call, handed in so that a run can be repeated.
///
/// @param jitter spreads repetitions so that many callers do not come back at once
/// @param quota asked before each call
public record Timing(InstantSource clock, RandomGenerator jitter, Pause pause, Quota quota) {
  /// Without limits.
  public Timing(InstantSource clock, RandomGenerator jitter, Pause pause) {
    this(clock, jitter, pause, Quota.NONE);
  }

  /// The same under a vendor's limits.
  public Timing under(Quota limits) {
    return new Timing(clock, jitter, pause, limits);
  }
}
