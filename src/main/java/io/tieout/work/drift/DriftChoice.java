package io.tieout.work.drift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// What of a book's drift is told.
///
/// @param since the first day whose changes are told; empty for the day Tieout came
/// @param kinds those that are told; others are noted and not told, also not later
public record DriftChoice(Optional<LocalDate> since, Set<DriftKind> kinds) {
  /// Everything, from the day Tieout came.
  public static final DriftChoice ALL =
      new DriftChoice(Optional.empty(), Set.of(DriftKind.values()));

  public DriftChoice {
    kinds = Set.copyOf(kinds);
  }

  boolean tells(DriftKind kind) {
    return kinds.contains(kind);
  }

  /// From when on changes are told.
  ///
  /// @param zone where the book's days begin
  Instant from(ZoneId zone, Instant arrival) {
    return since.map(day -> day.atStartOfDay(zone).toInstant()).orElse(arrival);
  }
}
