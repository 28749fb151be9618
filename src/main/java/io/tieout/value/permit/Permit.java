package io.tieout.value.permit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The leave to write outside, bound to a thread while it works on something that another process
/// might take over.
public final class Permit {
  private static final ScopedValue<Supplier<Duration>> BOUND = ScopedValue.newInstance();

  private Permit() {}

  /// Does the work; its writes leave only while the permit lasts.
  ///
  /// @param left for how long from now nobody else can have the work; zero when that is too short
  ///   to begin anything
  public static <T> T during(Supplier<Duration> left, Supplier<T> work) {
    return ScopedValue.where(BOUND, left).call(work::get);
  }

  /// For how long a write may be under way from now on; empty when nobody limits it.
  public static Optional<Duration> left() {
    return BOUND.isBound() ? Optional.of(BOUND.get().get()) : Optional.empty();
  }
}
