package io.tieout.sandbox.xero;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// How the vendor writes dates and times, and reads them in headers.
final class Stamps {
  private static final DateTimeFormatter EVENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
  private static final DateTimeFormatter EXPIRED =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss");

  private Stamps() {}

  /// A calendar day, as midnight UTC.
  static String date(LocalDate day) {
    return moment(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  static String moment(Instant instant) {
    return "/Date(%d+0000)/".formatted(instant.toEpochMilli());
  }

  /// The envelope's own time, which has no offset.
  static String bare(Instant instant) {
    return "/Date(%d)/".formatted(instant.toEpochMilli());
  }

  /// Such as `2026-11-22T18:00:00.123`, in UTC without saying so.
  static String event(Instant instant) {
    return EVENT.format(instant.atOffset(ZoneOffset.UTC));
  }

  static String seconds(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .atOffset(ZoneOffset.UTC)
        .toLocalDateTime()
        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }

  static String expired(Instant instant) {
    return EXPIRED.format(instant.atOffset(ZoneOffset.UTC));
  }

  /// `If-Modified-Since`: an HTTP date, or a date and time in UTC with or without an offset.
  static Instant since(String header) {
    String text = header.strip();
    try {
      if (text.contains(",")) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      }
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      boolean offset = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$");
      return offset
          ? Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text))
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw Problem.query("If-Modified-Since '" + header + "' is no date and time");
    }
  }
}
