package io.tieout.sandbox.xero;

import io.tieout.sandbox.xerobooks.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the vendor's filters, a subset of .NET expressions: comparisons of fields with texts,
/// numbers, `DateTime(y,m,d)`, `Guid("...")`, `true`, `null`; `Contains`, `StartsWith`, `EndsWith`,
/// `ToLower`, `ToUpper`; `AND`, `OR`, `!` and brackets.
final class Where {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|(\\d+(?:\\.\\d+)?)|([A-Za-z_][A-Za-z0-9_]*)"
              + "|(==|!=|<>|>=|<=|&&|\\|\\||[=<>().,!-]))");

  private final BiFunction<Row, String, Operand> fields;
  private final List<String> tokens;
  private final String text;
  private int at;

  private Where(String text, BiFunction<Row, String, Operand> fields) {
    this.text = text;
    this.fields = fields;
    this.tokens = tokens(text);
  }

  /// The test a filter means; `fields` gives the value of a path such as `Contact.ContactID`.
  static Predicate<Row> parse(String text, BiFunction<Row, String, Operand> fields) {
    Where where = new Where(text, fields);
    Predicate<Row> test = where.or();
    if (where.at < where.tokens.size()) {
      throw where.unreadable();
    }
    return test;
  }

  private static List<String> tokens(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt() && matcher.end() > end) {
      found.add(matcher.group().strip());
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw Problem.query("the filter cannot be read from '%s' on".formatted(text.substring(end)));
    }
    return found;
  }

  private Problem unreadable() {
    return Problem.query(
        "the filter '%s' cannot be read%s"
            .formatted(text, at < tokens.size() ? " at '" + tokens.get(at) + "'" : " to its end"));
  }

  private Predicate<Row> or() {
    Predicate<Row> test = and();
    while (takes("||") || takes("OR")) {
      test = test.or(and());
    }
    return test;
  }

  private Predicate<Row> and() {
    Predicate<Row> test = unary();
    while (takes("&&") || takes("AND")) {
      test = test.and(unary());
    }
    return test;
  }

  private Predicate<Row> unary() {
    if (takes("!")) {
      return unary().negate();
    }
    if (takes("(")) {
      Predicate<Row> inner = or();
      need(")");
      return inner;
    }
    Function<Row, Operand> left = term();
    Optional<String> operator = operator();
    if (operator.isEmpty()) {
      return row -> left.apply(row).equals(new Operand.Truth(true));
    }
    Function<Row, Operand> right = term();
    return row -> holds(operator.get(), left.apply(row), right.apply(row));
  }

  private Optional<String> operator() {
    for (String operator : List.of("==", "!=", "<>", ">=", "<=", "=", ">", "<")) {
      if (takes(operator)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /// What cannot be compared is unequal, and neither greater nor less.
  private static boolean holds(String operator, Operand left, Operand right) {
    Optional<Integer> order = Operand.compare(left, right);
    return switch (operator) {
      case "==", "=" -> order.filter(o -> o == 0).isPresent();
      case "!=", "<>" -> order.filter(o -> o == 0).isEmpty();
      case ">" -> order.filter(o -> o > 0).isPresent();
      case "<" -> order.filter(o -> o < 0).isPresent();
      case ">=" -> order.filter(o -> o >= 0).isPresent();
      default -> order.filter(o -> o <= 0).isPresent();
    };
  }

  private Function<Row, Operand> term() {
    String token = next();
    if (token.startsWith("\"")) {
      return constant(new Operand.Text(unquoted(token)));
    }
    if (token.equals("-")) {
      return constant(new Operand.Num(new BigDecimal(next()).negate()));
    }
    if (Character.isDigit(token.charAt(0))) {
      return constant(new Operand.Num(new BigDecimal(token)));
    }
    return switch (token) {
      case "true", "True" -> constant(new Operand.Truth(true));
      case "false", "False" -> constant(new Operand.Truth(false));
      case "null" -> constant(new Operand.None());
      case "DateTime" -> constant(new Operand.Time(time()));
      case "Guid" -> {
        need("(");
        String id = unquoted(next()).toLowerCase(Locale.ROOT);
        need(")");
        yield constant(new Operand.Text(id));
      }
      default -> path(token);
    };
  }

  private static Function<Row, Operand> constant(Operand value) {
    return _ -> value;
  }

  /// Month and day begin at 1, hours and the rest at 0, where they are left out.
  private LocalDateTime time() {
    need("(");
    List<Integer> parts = new ArrayList<>();
    do {
      try {
        parts.add(Integer.parseInt(next()));
      } catch (NumberFormatException _) {
        throw unreadable();
      }
    } while (takes(","));
    need(")");
    while (parts.size() < 6) {
      parts.add(parts.size() < 3 ? 1 : 0);
    }
    try {
      return LocalDateTime.of(
          parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5));
    } catch (DateTimeException e) {
      throw Problem.query("DateTime" + parts + " is no date: " + e.getMessage());
    }
  }

  /// A field, or a field of a field, and the methods called on it.
  private Function<Row, Operand> path(String first) {
    if (!first.matches("[A-Za-z_].*")) {
      throw unreadable();
    }
    StringBuilder name = new StringBuilder(first);
    while (takes(".")) {
      String part = next();
      if (takes("(")) {
        return methods(row -> fields.apply(row, name.toString()), part);
      }
      name.append('.').append(part);
    }
    return row -> fields.apply(row, name.toString());
  }

  /// Calls of methods after a path; the opening bracket of the first is already read.
  private Function<Row, Operand> methods(Function<Row, Operand> on, String method) {
    Function<Row, Operand> called = called(on, method);
    if (takes(".")) {
      String further = next();
      need("(");
      return methods(called, further);
    }
    return called;
  }

  private Function<Row, Operand> called(Function<Row, Operand> on, String method) {
    if (method.equals("ToLower") || method.equals("ToUpper")) {
      need(")");
      return row ->
          on.apply(row) instanceof Operand.Text(String value)
              ? new Operand.Text(
                  method.equals("ToLower")
                      ? value.toLowerCase(Locale.ROOT)
                      : value.toUpperCase(Locale.ROOT))
              : new Operand.None();
    }
    BiPredicate<String, String> test = test(method);
    String part = unquoted(next());
    need(")");
    return row ->
        new Operand.Truth(
            on.apply(row) instanceof Operand.Text(String value) && test.test(value, part));
  }

  private BiPredicate<String, String> test(String method) {
    return switch (method) {
      case "Contains" -> String::contains;
      case "StartsWith" -> String::startsWith;
      case "EndsWith" -> String::endsWith;
      case "Equals" -> String::equals;
      default -> throw unreadable();
    };
  }

  private static String unquoted(String token) {
    return token.length() < 2
        ? token
        : token.substring(1, token.length() - 1).replace("\\\"", "\"");
  }

  private String next() {
    if (at >= tokens.size()) {
      throw unreadable();
    }
    return tokens.get(at++);
  }

  private boolean takes(String token) {
    boolean same = at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
    at += same ? 1 : 0;
    return same;
  }

  private void need(String token) {
    if (!takes(token)) {
      throw unreadable();
    }
  }
}
