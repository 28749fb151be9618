package io.tieout.engine.jobs;

import java.time.Duration;

/// Work to be done again and again.
///
/// @param name unique, and stable across versions: the schedule is kept under it
/// @param every how long after the end of a run the next one starts
public record Job(String name, Duration every, Runnable work) {
  public Job {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a job's name must not be blank");
    }
    if (every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException(
          "job '%s': every must be longer than nothing, not %s".formatted(name, every));
    }
  }
}
