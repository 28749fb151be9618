package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Refusal.BadValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values of properties: whether they are taken, and as what text they are kept.
final class Values {
  private static final Pattern MILLIS = Pattern.compile("-?\\d{1,16}");

  private Values() {}

  /// The value as it is kept, or what is wrong with it. An empty value clears.
  record Judged(String kept, Optional<BadValue> problem) {}

  static Judged judge(Property property, String value) {
    if (value.isEmpty()) {
      return new Judged("", Optional.empty());
    }
    return switch (property.kind()) {
      case STRING -> fine(value);
      case NUMBER -> number(property, value);
      case DATE -> date(property, value);
      case DATETIME -> datetime(property, value);
      case BOOL ->
          value.equals("true") || value.equals("false")
              ? fine(value)
              : option(property, value, List.of("true", "false"));
      case ENUMERATION -> enumeration(property, value);
    };
  }

  /// A number in a property's text; empty when there is none.
  static Optional<BigDecimal> decimal(Row row, String property) {
    return row.value(property).flatMap(Values::decimal);
  }

  static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// A time: milliseconds since 1970, a date, or a date with a time.
  static Optional<Instant> instant(String text) {
    try {
      if (MILLIS.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
      }
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Judged fine(String kept) {
    return new Judged(kept, Optional.empty());
  }

  private static Judged bad(Property property, String code, String message) {
    return new Judged("", Optional.of(new BadValue(property.name(), code, message)));
  }

  private static Judged number(Property property, String value) {
    return decimal(value).isPresent()
        ? fine(value)
        : bad(property, "INVALID_INTEGER", value + " was not a valid integer.");
  }

  /// A date is midnight in UTC; any other time is refused.
  private static Judged date(Property property, String value) {
    Optional<Instant> at = instant(value);
    if (at.isEmpty()) {
      return bad(property, "INVALID_LONG", value + " was not a valid long.");
    }
    LocalTime time = LocalTime.ofInstant(at.get(), ZoneOffset.UTC);
    return time.equals(LocalTime.MIDNIGHT)
        ? fine(LocalDate.ofInstant(at.get(), ZoneOffset.UTC).toString())
        : bad(property, "INVALID_DATE", "%s is at %s UTC, not midnight!".formatted(value, time));
  }

  private static Judged datetime(Property property, String value) {
    return instant(value)
        .map(at -> fine(Stamps.iso(at)))
        .orElseGet(() -> bad(property, "INVALID_LONG", value + " was not a valid long."));
  }

  private static Judged enumeration(Property property, String value) {
    if (property.open()) {
      return fine(value);
    }
    List<String> allowed = property.options().stream().map(Property.Option::value).toList();
    List<String> given = property.multiple() ? split(value) : List.of(value);
    return given.stream()
        .filter(v -> !allowed.contains(v))
        .findFirst()
        .map(v -> option(property, v, allowed))
        .orElseGet(() -> fine(value));
  }

  static Judged option(Property property, String value, List<String> allowed) {
    return bad(
        property,
        "INVALID_OPTION",
        "%s was not one of the allowed options: %s".formatted(value, allowed));
  }

  /// Several choices; a leading `;` adds to those there are, which this stand-in takes as the same.
  private static List<String> split(String value) {
    return Arrays.stream(value.split(";", -1)).filter(v -> !v.isEmpty()).toList();
  }
}
