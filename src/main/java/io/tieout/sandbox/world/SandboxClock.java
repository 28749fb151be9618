package io.tieout.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The sandbox's clock: real time plus what somebody moved it forward by. It never goes back.
public final class SandboxClock implements InstantSource {
  private final InstantSource real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public SandboxClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  /// Moves the clock forward.
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock only moves forward, not by " + by);
    }
    ahead.updateAndGet(a -> a.plus(by));
  }

  /// How far the clock is ahead of real time.
  public Duration ahead() {
    return ahead.get();
  }
}
