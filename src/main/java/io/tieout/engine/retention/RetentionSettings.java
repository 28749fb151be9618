package io.tieout.engine.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;

/// How long each kind of data is kept.
///
/// @param signalBodies after the work on a signal has ended
/// @param deletedCopies after a record was seen to be deleted in its system
/// @param transcripts after it was said
/// @param notices after people were told, or could not be
/// @param resolvedFindings after they were resolved
/// @param jobRuns after the run
/// @param recordsYears what shows how an invoice came about, in years from the end of the calendar
///   year; it is kept because the law says so, and nothing removes it before
public record RetentionSettings(
    Duration signalBodies,
    Duration deletedCopies,
    Duration transcripts,
    Duration notices,
    Duration resolvedFindings,
    Duration jobRuns,
    int recordsYears) {
  public static final RetentionSettings DEFAULT =
      new RetentionSettings(
          Duration.ofDays(90),
          Duration.ofDays(30),
          Duration.ofDays(30),
          Duration.ofDays(30),
          Duration.ofDays(730),
          Duration.ofDays(90),
          10);

  /// The last day on which a record of that time must still be there: periods run from the end of
  /// the calendar year (§ 257 Abs. 5 HGB).
  public LocalDate recordsKeptUntil(Instant made) {
    int year = LocalDate.ofInstant(made, ZoneOffset.UTC).getYear();
    return LocalDate.of(year + recordsYears, Month.DECEMBER, 31);
  }
}
