package io.tieout.sandbox.xerobooks;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// The dates up to which nothing may be posted any more.
///
/// @param period binds everybody but the organisation's advisers
/// @param year binds everybody
public record LockDates(Optional<LocalDate> period, Optional<LocalDate> year) {
  public static final LockDates NONE = new LockDates(Optional.empty(), Optional.empty());
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

  /// Refuses a document dated on or before a lock date.
  void check(LocalDate date, boolean byApi) {
    refuse(date, year, "end of year");
    if (byApi) {
      refuse(date, period, "period");
    }
  }

  private static void refuse(LocalDate date, Optional<LocalDate> until, String name) {
    if (until.isPresent() && !date.isAfter(until.get())) {
      throw Refused.because(
          "The document date cannot be before the %s lock date, currently set at %s"
              .formatted(name, SHOWN.format(until.get())));
    }
  }
}
