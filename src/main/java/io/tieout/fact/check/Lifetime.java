package io.tieout.fact.check;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How long a vendor serves the version of its interface that we call.
///
/// @param version such as `Salesforce API 67.0`
/// @param end the first day on which it may be gone; empty while the vendor has announced none
public record Lifetime(String version, Optional<LocalDate> end) {
  /// Half a year: time to try a newer Tieout and to install it everywhere.
  public static final int NOTICE_DAYS = 180;

  public static final String NAME = "end of the API version";

  private static final String REMEDY = "Install a newer Tieout, which calls a newer version";

  /// Whether there is something to do about it.
  public boolean endsSoon(LocalDate today) {
    return end.filter(day -> today.plusDays(NOTICE_DAYS).isAfter(day)).isPresent();
  }

  public Check on(LocalDate today) {
    if (end.isEmpty()) {
      return Check.ok(NAME, version + ": none is announced");
    }
    String told = told(end.get(), today);
    if (!today.isBefore(end.get())) {
      return Check.failed(NAME, told);
    }
    return endsSoon(today) ? Check.warning(NAME, told) : Check.ok(NAME, told);
  }

  private String told(LocalDate day, LocalDate today) {
    if (!endsSoon(today)) {
      return "%s is supported until %s".formatted(version, day);
    }
    long left = ChronoUnit.DAYS.between(today, day);
    return left > 0
        ? "%s is supported until %s (days left: %d). %s".formatted(version, day, left, REMEDY)
        : "%s is not supported since %s and may stop at any time. %s"
            .formatted(version, day, REMEDY);
  }
}
