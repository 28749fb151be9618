package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Soql.Literal;
import io.tieout.sandbox.salesforce.Soql.LiteralKind;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Compares a field's value with the literals of a query, by the field's kind.
final class SoqlFilter {
  private static final int MAX_STRING = 4000;

  private final InstantSource clock;

  SoqlFilter(InstantSource clock) {
    this.clock = clock;
  }

  /// Refuses literals that do not fit the field.
  void check(Field field, String operator, List<Literal> values) {
    for (Literal value : values) {
      if (value.text().length() > MAX_STRING) {
        throw ApiError.bad("MALFORMED_QUERY", "String literal exceeds 4000 characters");
      }
      if (value.kind() != LiteralKind.NULL && !allowed(field).contains(value.kind())) {
        throw ApiError.bad(
            "INVALID_FIELD",
            "value of filter criterion for field '%s' must be of type %s%s"
                .formatted(field.name(), field.kind().type(), quoting(field, value)));
      }
      if (operator.equals("LIKE") && !field.kind().isText()) {
        throw ApiError.bad(
            "INVALID_FIELD", "invalid operator on %s field".formatted(field.kind().type()));
      }
      dates(field, value);
    }
  }

  private void dates(Field field, Literal value) {
    try {
      if (value.kind() == LiteralKind.DATETIME) {
        Values.instant(value.text());
      } else if (value.kind() == LiteralKind.DATE) {
        LocalDate.parse(value.text());
      }
    } catch (DateTimeException e) {
      throw ApiError.bad(
          "INVALID_QUERY_FILTER_OPERATOR",
          "invalid date '%s' for field '%s'".formatted(value.text(), field.name()));
    }
  }

  private static String quoting(Field field, Literal value) {
    boolean text = field.kind().isText() || field.isReference();
    return text && value.kind() != LiteralKind.STRING
        ? " and should be enclosed in quotes"
        : " and should not be enclosed in quotes";
  }

  private static List<LiteralKind> allowed(Field field) {
    return switch (field.kind().name()) {
      case "boolean" -> List.of(LiteralKind.FLAG);
      case "date" -> List.of(LiteralKind.DATE, LiteralKind.RELATIVE);
      case "datetime" -> List.of(LiteralKind.DATETIME, LiteralKind.RELATIVE);
      case "currency", "number", "percent", "int" -> List.of(LiteralKind.NUMBER);
      default -> List.of(LiteralKind.STRING);
    };
  }

  boolean holds(Field field, Json value, String operator, List<Literal> literals) {
    return switch (operator) {
      case "IN" -> literals.stream().anyMatch(l -> equal(field, value, l));
      case "NOT IN" -> literals.stream().noneMatch(l -> equal(field, value, l));
      case "=" -> equal(field, value, literals.getFirst());
      case "!=" -> !equal(field, value, literals.getFirst());
      case "LIKE" -> like(value, literals.getFirst().text());
      default -> ordered(field, value, operator, literals.getFirst());
    };
  }

  private boolean equal(Field field, Json value, Literal literal) {
    if (value instanceof Json.Nothing || literal.kind() == LiteralKind.NULL) {
      return value instanceof Json.Nothing && literal.kind() == LiteralKind.NULL;
    }
    if (literal.kind() == LiteralKind.RELATIVE) {
      return day(value).equals(relative(literal.text()))
          || (literal.text().startsWith("LAST_N") && since(value, literal.text()));
    }
    if (field.isReference() || field.kind().name().equals("id")) {
      return Ids.normal(literal.text()).filter(value.asText(field.name())::equals).isPresent();
    }
    return compare(field, value, literal) == 0;
  }

  private boolean ordered(Field field, Json value, String operator, Literal literal) {
    if (value instanceof Json.Nothing || literal.kind() == LiteralKind.NULL) {
      return false;
    }
    int order =
        literal.kind() == LiteralKind.RELATIVE
            ? day(value).compareTo(relative(literal.text()))
            : compare(field, value, literal);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int compare(Field field, Json value, Literal literal) {
    String text = value.asText(field.name());
    return switch (field.kind().name()) {
      case "currency", "number", "percent", "int" ->
          new BigDecimal(text).compareTo(new BigDecimal(literal.text()));
      case "datetime" -> Values.instant(text).compareTo(Values.instant(literal.text()));
      case "date", "boolean" -> text.compareTo(literal.text());
      // Ids tell upper case from lower, as their order does.
      case "id" -> text.compareTo(Ids.normal(literal.text()).orElse(literal.text()));
      default -> text.compareToIgnoreCase(literal.text());
    };
  }

  private static boolean like(Json value, String pattern) {
    if (value instanceof Json.Nothing) {
      return pattern.equals("%");
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return Pattern.compile(regex.toString(), flags).matcher(value.asText("value")).matches();
  }

  /// Orders two values of a field, neither of them missing.
  static int order(Field field, Json left, Json right) {
    String a = left.asText(field.name());
    String b = right.asText(field.name());
    if (field.kind().isNumber()) {
      return new BigDecimal(a).compareTo(new BigDecimal(b));
    }
    return field.kind().isText()
        ? a.toLowerCase(Locale.ROOT).compareTo(b.toLowerCase(Locale.ROOT))
        : a.compareTo(b);
  }

  private boolean since(Json value, String literal) {
    LocalDate day = day(value);
    return !day.isBefore(relative(literal)) && !day.isAfter(today());
  }

  private LocalDate relative(String literal) {
    return switch (literal) {
      case "TODAY" -> today();
      case "YESTERDAY" -> today().minusDays(1);
      case "TOMORROW" -> today().plusDays(1);
      default -> {
        int days = Integer.parseInt(literal.substring(literal.indexOf(':') + 1));
        yield literal.startsWith("LAST") ? today().minusDays(days) : today().plusDays(days);
      }
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static LocalDate day(Json value) {
    String text = value.asText("date");
    return text.length() > 10 ? utcDay(Values.instant(text)) : LocalDate.parse(text);
  }

  private static LocalDate utcDay(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
