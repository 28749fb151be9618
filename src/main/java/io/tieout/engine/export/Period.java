package io.tieout.engine.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Whole days.
///
/// @param from the first day
/// @param to the last day, which belongs to the period
/// @param zone in which the days begin
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "the period ends on %s, before it begins on %s: --to is the last day, --from the first"
              .formatted(to, from));
    }
  }

  /// The first moment of the period.
  public Instant start() {
    return from.atStartOfDay(zone).toInstant();
  }

  /// The first moment after it.
  public Instant end() {
    return to.plusDays(1).atStartOfDay(zone).toInstant();
  }

  public boolean holds(Instant at) {
    return !at.isBefore(start()) && at.isBefore(end());
  }

  /// For people: `2026-11-01 to 2026-11-30 (Europe/London)`.
  public String spoken() {
    return "%s to %s (%s)".formatted(from, to, zone);
  }
}
