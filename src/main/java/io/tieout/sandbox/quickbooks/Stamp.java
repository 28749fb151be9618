package io.tieout.sandbox.quickbooks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Times as the vendor writes them: with the Pacific offset, whichever zone the company is in.
final class Stamp {
  static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private Stamp() {}

  static String of(Instant instant) {
    return SECONDS.format(instant.atZone(PACIFIC));
  }

  static String precise(Instant instant) {
    return MILLIS.format(instant.atZone(PACIFIC));
  }

  /// The server's date, used where a transaction comes without one.
  static LocalDate date(Instant instant) {
    return instant.atZone(PACIFIC).toLocalDate();
  }

  /// Reads a time with an offset; without one it is Pacific, and a plain date is its midnight.
  static Instant read(String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException _) {
      if (text.contains("T")) {
        return LocalDateTime.parse(text).atZone(PACIFIC).toInstant();
      }
      return LocalDate.parse(text).atStartOfDay(PACIFIC).toInstant();
    }
  }
}
