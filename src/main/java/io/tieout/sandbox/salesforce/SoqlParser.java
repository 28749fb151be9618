package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Soql.Condition;
import io.tieout.sandbox.salesforce.Soql.Item;
import io.tieout.sandbox.salesforce.Soql.Literal;
import io.tieout.sandbox.salesforce.Soql.LiteralKind;
import io.tieout.sandbox.salesforce.Soql.Order;
import io.tieout.sandbox.salesforce.Soql.Path;
import io.tieout.sandbox.salesforce.Soql.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses the part of SOQL that clients use; anything else is a `MALFORMED_QUERY`.
final class SoqlParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:('(?:\\\\.|[^'\\\\])*')|([-+]?\\d[\\w.:+-]*)|([A-Za-z_][\\w.]*(?::\\d+)?)|(<=|>=|!=|<>|[(),=<>]))");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATETIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.+");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?");
  private static final Pattern RELATIVE =
      Pattern.compile("TODAY|YESTERDAY|TOMORROW|(LAST|NEXT)_N_DAYS:\\d+");
  private static final Set<String> AGGREGATES =
      Set.of("COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG");
  private static final Set<String> CLAUSES =
      Set.of(
          "FROM", "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "AND", "OR", "ASC", "DESC",
          "NULLS");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SoqlParser(String text) {
    this.text = text;
    Matcher m = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && m.find(end) && m.start() == end) {
      String word = m.group().strip();
      tokens.add(new Token(word, m.end() - word.length()));
      end = m.end();
    }
    if (!text.substring(end).isBlank()) {
      throw malformed("unexpected token: '" + text.substring(end).strip().charAt(0) + "'", end);
    }
  }

  private record Token(String text, int start) {}

  static Query parse(String text) {
    SoqlParser parser = new SoqlParser(text);
    Query query = parser.query();
    if (parser.at < parser.tokens.size()) {
      throw parser.unexpected();
    }
    return query;
  }

  private Query query() {
    expect("SELECT");
    List<Item> items = new ArrayList<>();
    boolean rowCount = nextIs("COUNT") && follows(1, "(") && follows(2, ")");
    if (rowCount) {
      at += 3;
    } else {
      do {
        items.add(item());
      } while (taken(","));
    }
    expect("FROM");
    String from = word();
    Optional<Condition> where = taken("WHERE") ? Optional.of(condition()) : Optional.empty();
    List<Path> groupBy = new ArrayList<>();
    if (taken("GROUP")) {
      expect("BY");
      do {
        groupBy.add(path(word()));
      } while (taken(","));
    }
    List<Order> order = new ArrayList<>();
    if (taken("ORDER")) {
      expect("BY");
      do {
        order.add(order());
      } while (taken(","));
    }
    Optional<Integer> limit = taken("LIMIT") ? Optional.of(count()) : Optional.empty();
    int offset = taken("OFFSET") ? count() : 0;
    return new Query(items, rowCount, from, where, groupBy, order, limit, offset);
  }

  private Item item() {
    if (taken("(")) {
      Query child = query();
      expect(")");
      return new Soql.Child(child);
    }
    String name = word();
    if (!taken("(")) {
      return path(name);
    }
    String function = name.toUpperCase(Locale.ROOT);
    String argument = word();
    expect(")");
    if (function.equals("FIELDS")) {
      return new Soql.Fields(argument.toUpperCase(Locale.ROOT));
    }
    if (!AGGREGATES.contains(function)) {
      throw unexpected();
    }
    boolean named = at < tokens.size() && !nextIs("FROM") && !nextIs(",");
    return new Soql.Aggregate(
        function, path(argument), named ? Optional.of(word()) : Optional.empty());
  }

  /// Conditions joined by one kind of word; the vendor wants parentheses where kinds mix.
  private Condition condition() {
    List<Condition> parts = new ArrayList<>(List.of(operand()));
    if (nextIs("AND")) {
      while (taken("AND")) {
        parts.add(operand());
      }
      return mixed(new Soql.And(parts), "OR");
    }
    if (nextIs("OR")) {
      while (taken("OR")) {
        parts.add(operand());
      }
      return mixed(new Soql.Or(parts), "AND");
    }
    return parts.getFirst();
  }

  private Condition mixed(Condition condition, String other) {
    if (nextIs(other)) {
      throw unexpected();
    }
    return condition;
  }

  private Condition operand() {
    if (taken("NOT")) {
      return new Soql.Not(operand());
    }
    if (taken("(")) {
      Condition inner = condition();
      expect(")");
      return inner;
    }
    Path path = path(word());
    if (taken("NOT")) {
      expect("IN");
      return set(path, "NOT IN");
    }
    if (taken("IN")) {
      return set(path, "IN");
    }
    if (taken("LIKE")) {
      return new Soql.Compare(path, "LIKE", List.of(literal()));
    }
    String operator = next();
    if (!Set.of("=", "!=", "<>", "<", "<=", ">", ">=").contains(operator)) {
      at--;
      throw unexpected();
    }
    return new Soql.Compare(path, operator.equals("<>") ? "!=" : operator, List.of(literal()));
  }

  private Condition set(Path path, String operator) {
    expect("(");
    if (nextIs("SELECT")) {
      Query inner = query();
      expect(")");
      return new Soql.Within(path, operator.equals("NOT IN"), inner);
    }
    List<Literal> values = new ArrayList<>();
    do {
      values.add(literal());
    } while (taken(","));
    expect(")");
    return new Soql.Compare(path, operator, values);
  }

  private Order order() {
    Path path = path(word());
    boolean descending = taken("DESC");
    if (!descending) {
      taken("ASC");
    }
    boolean last = false;
    if (taken("NULLS")) {
      last = taken("LAST");
      if (!last) {
        expect("FIRST");
      }
    }
    return new Order(path, descending, last);
  }

  private Literal literal() {
    String token = next();
    String upper = token.toUpperCase(Locale.ROOT);
    if (token.startsWith("'")) {
      return new Literal(LiteralKind.STRING, unquoted(token));
    }
    if (NUMBER.matcher(token).matches()) {
      return new Literal(LiteralKind.NUMBER, token);
    }
    if (DATE.matcher(token).matches()) {
      return new Literal(LiteralKind.DATE, token);
    }
    if (DATETIME.matcher(token).matches()) {
      return new Literal(LiteralKind.DATETIME, token);
    }
    if (upper.equals("TRUE") || upper.equals("FALSE")) {
      return new Literal(LiteralKind.FLAG, upper.toLowerCase(Locale.ROOT));
    }
    if (upper.equals("NULL")) {
      return new Literal(LiteralKind.NULL, "");
    }
    if (RELATIVE.matcher(upper).matches()) {
      return new Literal(LiteralKind.RELATIVE, upper);
    }
    at--;
    throw unexpected();
  }

  private String unquoted(String token) {
    StringBuilder out = new StringBuilder();
    boolean escaped = false;
    for (char c : token.substring(1, token.length() - 1).toCharArray()) {
      if (escaped) {
        out.append(escape(c));
      } else if (c != '\\') {
        out.append(c);
      }
      escaped = !escaped && c == '\\';
    }
    return out.toString();
  }

  private String escape(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '\'', '"', '\\' -> String.valueOf(c);
      case '_', '%' -> "\\" + c;
      default -> throw malformed("Illegal escape sequence \\" + c, tokens.get(at - 1).start);
    };
  }

  private int count() {
    String token = next();
    if (!token.matches("\\d{1,9}")) {
      at--;
      throw unexpected();
    }
    return Integer.parseInt(token);
  }

  private static Path path(String dotted) {
    return new Path(List.of(dotted.split("\\.", -1)));
  }

  private String word() {
    String token = next();
    if (!token.matches("[A-Za-z_][\\w.]*") || CLAUSES.contains(token.toUpperCase(Locale.ROOT))) {
      at--;
      throw unexpected();
    }
    return token;
  }

  private String next() {
    if (at >= tokens.size()) {
      throw unexpected();
    }
    return tokens.get(at++).text;
  }

  private boolean nextIs(String wanted) {
    return follows(0, wanted);
  }

  private boolean follows(int ahead, String wanted) {
    return at + ahead < tokens.size() && tokens.get(at + ahead).text.equalsIgnoreCase(wanted);
  }

  private boolean taken(String wanted) {
    boolean there = nextIs(wanted);
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(String wanted) {
    if (!taken(wanted)) {
      throw unexpected();
    }
  }

  private ApiError unexpected() {
    return at < tokens.size()
        ? malformed("unexpected token: '" + tokens.get(at).text + "'", tokens.get(at).start)
        : malformed("unexpected token: '<EOF>'", text.length());
  }

  private ApiError malformed(String what, int position) {
    return ApiError.bad("MALFORMED_QUERY", located(text, position, what));
  }

  /// The vendor's way to point at a place in a query.
  static String located(String query, int position, String what) {
    int from = Math.max(0, position - 40);
    String excerpt = query.substring(from, Math.min(query.length(), position + 20));
    return "\n%s\n%s^\nERROR at Row:1:Column:%d\n%s"
        .formatted(excerpt.replace('\n', ' '), " ".repeat(position - from), position + 1, what);
  }
}
