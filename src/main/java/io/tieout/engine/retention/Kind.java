package io.tieout.engine.retention;

import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.time.Instant;

/// One kind of data that is removed by age.
///
/// @param name as the configuration names it, for example `signal_bodies`
/// @param what is removed, in the plural: `bodies of signals`
/// @param keep how long
public record Kind(String name, String what, Duration keep, Sweep sweep) {
  public Kind {
    if (name.isBlank() || what.isBlank()) {
      throw new IllegalArgumentException(
          "a kind of data has a name, and words for what is removed");
    }
    if (keep.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "%s: keep is %s; data is kept for a day at least".formatted(name, keep));
    }
  }

  /// A room's own way of removing what is past its time.
  @FunctionalInterface
  public interface Sweep {
    /// Removes at most so many of what ended before the time, without waiting for anybody's lock,
    /// and tells how many. Leaves alone whatever is still needed.
    int sweep(Sql sql, Instant before, int most);
  }
}
