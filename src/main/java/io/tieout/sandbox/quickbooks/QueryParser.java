package io.tieout.sandbox.quickbooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the vendor's query language: one entity, conditions joined by `AND` alone, 1-based paging.
final class QueryParser {
  private static final int PAGE = 100;
  private static final int PAGE_MAX = 1000;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^'\\\\]|\\\\.)*')|(?<word>[A-Za-z_][A-Za-z0-9_.]*)"
              + "|(?<number>-?\\d+(?:\\.\\d+)?)|(?<sign><=|>=|!=|[=<>(),*]))");

  private record Token(Sort sort, String text) {
    boolean is(String word) {
      return sort != Sort.TEXT && text.equalsIgnoreCase(word);
    }
  }

  private enum Sort {
    TEXT,
    WORD,
    NUMBER,
    SIGN,
    END
  }

  private final List<Token> tokens;
  private int at;

  private QueryParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Query parse(String text) {
    return new QueryParser(tokens(text)).query();
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    String rest = text.strip();
    int end = text.indexOf(rest) + rest.length();
    int position = 0;
    while (position < end) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw Refusal.unparsedQuery(
            "Lexical error at column %d. Encountered: \"%s\""
                .formatted(position + 1, text.charAt(position)));
      }
      tokens.add(token(matcher));
      position = matcher.end();
    }
    tokens.add(new Token(Sort.END, "<EOF>"));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group("text") != null) {
      String quoted = matcher.group("text");
      String bare = quoted.substring(1, quoted.length() - 1);
      return new Token(Sort.TEXT, bare.replaceAll("\\\\(.)", "$1"));
    }
    if (matcher.group("word") != null) {
      return new Token(Sort.WORD, matcher.group("word"));
    }
    if (matcher.group("number") != null) {
      return new Token(Sort.NUMBER, matcher.group("number"));
    }
    return new Token(Sort.SIGN, matcher.group("sign"));
  }

  private Query query() {
    expect("select");
    boolean counts = projection();
    expect("from");
    String name = next(Sort.WORD).text();
    Kind kind =
        Kind.of(name).orElseThrow(() -> Refusal.badQuery("Invalid context declaration: " + name));
    List<Query.Condition> where = accept("where") ? conditions() : List.of();
    List<Query.Sorting> order = ordered() ? sortings() : List.of();
    int start = accept("startposition") ? positive(Integer.MAX_VALUE) : 1;
    int max = accept("maxresults") ? positive(PAGE_MAX) : PAGE;
    if (peek().sort() != Sort.END) {
      throw unexpected();
    }
    where.forEach(c -> Properties.mustBeQueryable(kind, c.property()));
    order.forEach(o -> Properties.mustBeQueryable(kind, o.property()));
    return new Query(kind, counts, where, order, start, max);
  }

  /// Whether the query counts. Which fields are named does not matter: every field comes back.
  private boolean projection() {
    if (accept("count")) {
      expect("(");
      expect("*");
      expect(")");
      return true;
    }
    do {
      if (!accept("*")) {
        next(Sort.WORD);
      }
    } while (accept(","));
    return false;
  }

  private List<Query.Condition> conditions() {
    List<Query.Condition> conditions = new ArrayList<>();
    do {
      String property = next(Sort.WORD).text();
      Query.Operator operator = operator();
      conditions.add(new Query.Condition(property, operator, values(operator)));
    } while (accept("and"));
    return conditions;
  }

  private Query.Operator operator() {
    Token token = tokens.get(at++);
    return switch (token.text().toUpperCase(Locale.ROOT)) {
      case "=" -> Query.Operator.EQUAL;
      case "!=" -> Query.Operator.NOT_EQUAL;
      case "<" -> Query.Operator.LESS;
      case ">" -> Query.Operator.MORE;
      case "<=" -> Query.Operator.AT_MOST;
      case ">=" -> Query.Operator.AT_LEAST;
      case "IN" -> Query.Operator.IN;
      case "LIKE" -> Query.Operator.LIKE;
      default -> {
        at--;
        throw unexpected();
      }
    };
  }

  private List<String> values(Query.Operator operator) {
    if (operator != Query.Operator.IN) {
      return List.of(value());
    }
    expect("(");
    List<String> values = new ArrayList<>();
    do {
      values.add(value());
    } while (accept(","));
    expect(")");
    return values;
  }

  private String value() {
    Token token = peek();
    boolean flag = token.is("true") || token.is("false");
    if (token.sort() != Sort.TEXT && token.sort() != Sort.NUMBER && !flag) {
      throw unexpected();
    }
    at++;
    return token.text();
  }

  private boolean ordered() {
    if (accept("orderby")) {
      return true;
    }
    if (accept("order")) {
      expect("by");
      return true;
    }
    return false;
  }

  private List<Query.Sorting> sortings() {
    List<Query.Sorting> sortings = new ArrayList<>();
    do {
      String property = next(Sort.WORD).text();
      boolean descending = accept("desc");
      if (!descending) {
        accept("asc");
      }
      sortings.add(new Query.Sorting(property, descending));
    } while (accept(","));
    return sortings;
  }

  private int positive(int max) {
    String text = next(Sort.NUMBER).text();
    if (!text.matches("\\d{1,9}")) {
      throw unexpected();
    }
    int value = Integer.parseInt(text);
    if (value < 1) {
      throw Refusal.badQuery("value " + value + " is too small. Min allowed value is 1");
    }
    if (value > max) {
      throw Refusal.badQuery("value " + value + " is too large. Max allowed value is " + max);
    }
    return value;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean accept(String word) {
    if (peek().is(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw unexpected();
    }
  }

  private Token next(Sort sort) {
    if (peek().sort() != sort) {
      throw unexpected();
    }
    return tokens.get(at++);
  }

  private Refusal unexpected() {
    return Refusal.unparsedQuery("Encountered \"" + peek().text() + "\" at token " + (at + 1));
  }
}
