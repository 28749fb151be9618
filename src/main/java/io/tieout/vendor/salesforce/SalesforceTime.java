package io.tieout.vendor.salesforce;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/// Salesforce's date-times: `2026-11-22T08:15:30.000+0000` in JSON, `2026-11-22T08:15:30Z` in SOQL.
final class SalesforceTime {
  private static final DateTimeFormatter JSON =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("XX")
          .toFormatter();

  private SalesforceTime() {}

  static Instant parse(String json) {
    return OffsetDateTime.parse(json, JSON).toInstant();
  }

  /// The literal for SOQL. Salesforce keeps milliseconds, so what is finer is cut off.
  static String literal(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MILLIS));
  }
}
