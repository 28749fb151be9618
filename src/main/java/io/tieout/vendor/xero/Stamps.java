package io.tieout.vendor.xero;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Xero's moments: `/Date(1539993600000+0000)/`, milliseconds since 1970 in UTC; the offset behind
/// them is for show. A day is the midnight that begins it, in UTC too.
final class Stamps {
  private static final Pattern FORM = Pattern.compile("/Date\\((-?\\d{1,17})(?:[+-]\\d{4})?\\)/");
  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Stamps() {}

  static Instant instant(String text) {
    Matcher match = FORM.matcher(text);
    if (match.matches()) {
      return Instant.ofEpochMilli(Long.parseLong(match.group(1)));
    }
    // Some endpoints write plain ISO, with and without a zone; without one it is UTC.
    return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  static LocalDate day(String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\d")
        ? LocalDate.parse(text)
        : instant(text).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static String text(Instant at) {
    return "/Date(%d+0000)/".formatted(at.toEpochMilli());
  }

  /// For `If-Modified-Since`, which takes whole seconds of UTC.
  static String since(Instant at) {
    return SINCE.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  /// For a filter: `DateTime(2026, 11, 22)`.
  static String filter(LocalDate day) {
    return "DateTime(%d, %d, %d)"
        .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }
}
