package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Values as the vendor writes them, and the checks on those a caller sends.
final class Values {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private Values() {}

  /// `2026-11-22T08:15:30.000+0000`; the vendor keeps whole seconds.
  static Json stamp(Instant at) {
    return Json.of(STAMP.format(at.truncatedTo(ChronoUnit.SECONDS)));
  }

  /// Reads a date and time with any offset spelling: `Z`, `+0000`, `+00:00`.
  static Instant instant(String text) {
    return OffsetDateTime.parse(text, READ).toInstant();
  }

  /// Numbers always show a decimal point: `48000.0`.
  static Json number(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    return Json.of(bare.scale() < 1 ? bare.setScale(1) : bare);
  }

  static BigDecimal decimal(Json.Obj row, String field) {
    return row.optDecimal(field).orElse(BigDecimal.ZERO);
  }

  /// The value as it is kept, or the vendor's refusal of it.
  static Json checked(Field field, Json given) {
    if (given instanceof Json.Nothing || given.equals(Json.of(""))) {
      return field.kind().name().equals("boolean") ? Json.of(false) : Json.nothing();
    }
    try {
      return switch (field.kind().name()) {
        case "boolean" -> Json.of(given.asFlag(field.name()));
        case "int" -> Json.of(given.asDecimal(field.name()).longValueExact());
        case "currency", "number", "percent" -> sized(field, given.asDecimal(field.name()));
        case "date" -> Json.of(LocalDate.parse(given.asText(field.name())).toString());
        case "datetime" -> stamp(instant(given.asText(field.name())));
        case "id", "reference" -> id(field, given.asText(field.name()));
        default -> text(field, given);
      };
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw ApiError.bad(
          "JSON_PARSER_ERROR",
          "Cannot deserialize instance of %s from %s value %s or request may be missing a required field at [line:1, column:2]"
              .formatted(field.kind().type(), token(given), given.print()));
    }
  }

  private static Json sized(Field field, BigDecimal value) {
    BigDecimal kept = value.setScale(field.scale(), RoundingMode.HALF_UP);
    if (kept.precision() - kept.scale() > field.size() - field.scale()) {
      throw ApiError.bad(
          "NUMBER_OUTSIDE_VALID_RANGE",
          "%s: value outside of valid range on numeric field: %s"
              .formatted(field.label(), value.toPlainString()),
          field.name());
    }
    return number(kept);
  }

  private static Json id(Field field, String text) {
    return Ids.normal(text)
        .map(Json::of)
        .orElseThrow(() ->
            ApiError.bad(
                "MALFORMED_ID",
                "%s: id value of incorrect type: %s".formatted(field.label(), text),
                field.name()));
  }

  private static Json text(Field field, Json given) {
    if (!(given instanceof Json.Text(String text))) {
      throw new IllegalArgumentException("not a text");
    }
    boolean fits = field.kind().name().equals("base64") || text.length() <= field.size();
    if (!fits) {
      throw ApiError.bad(
          "STRING_TOO_LONG",
          "%s: data value too large: %s (max length=%d)"
              .formatted(field.label(), text, field.size()),
          field.name());
    }
    if (field.is("restricted") && !field.values().contains(text)) {
      throw ApiError.bad(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          "%s: bad value for restricted picklist field: %s".formatted(field.label(), text),
          field.name());
    }
    return given;
  }

  private static String token(Json given) {
    return switch (given) {
      case Json.Text _ -> "VALUE_STRING";
      case Json.Num _ -> "VALUE_NUMBER";
      case Json.Bool _ -> "VALUE_BOOLEAN";
      case Json.Obj _ -> "START_OBJECT";
      case Json.Arr _ -> "START_ARRAY";
      case Json.Nothing() -> "VALUE_NULL";
    };
  }
}
