package io.tieout.app.cli;

import io.tieout.engine.export.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which days a command looks at.
final class PeriodOptions {
  static final String ZONE =
      "The time zone the days begin in, as in Europe/London. Default: that of the configuration's first book, or UTC.";

  @Option(
      names = "--from",
      paramLabel = "DATE",
      required = true,
      description = "The first day, as in 2026-11-01.")
  private LocalDate from = LocalDate.EPOCH;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      required = true,
      description = "The last day. It belongs to the period.")
  private LocalDate to = LocalDate.EPOCH;

  @Option(names = "--zone", paramLabel = "ZONE", description = ZONE)
  private @Nullable ZoneId zone;

  private PeriodOptions() {}

  /// [IllegalArgumentException] when it ends before it begins.
  Period read(Store store) {
    return new Period(from, to, zone == null ? store.zone() : zone);
  }
}
