package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Answers parsed queries from the books. Inactive entries stay hidden unless the query asks for
/// them by `Active`.
final class QueryRun {
  private final Books books;
  private final Views views;

  QueryRun(Books books, Views views) {
    this.books = books;
    this.views = views;
  }

  /// The `QueryResponse` object.
  Json.Obj answer(String text) {
    return books.alone(() -> answer(QueryParser.parse(text)));
  }

  private Json.Obj answer(Query query) {
    List<Json.Obj> rows = new ArrayList<>(matching(query));
    if (query.counts()) {
      return Json.object().put("totalCount", rows.size()).build();
    }
    Comparator<Json.Obj> order = (_, _) -> 0;
    for (Query.Sorting sorting : query.order()) {
      Comparator<Json.Obj> next = (a, b) -> compared(a, b, sorting.property());
      order = order.thenComparing(sorting.descending() ? next.reversed() : next);
    }
    rows.sort(order);
    List<Json.Obj> page = rows.stream().skip(query.start() - 1L).limit(query.max()).toList();
    JsonObjBuilder answer = Json.object();
    if (!page.isEmpty()) {
      answer
          .put(query.kind().apiName(), page)
          .put("startPosition", query.start())
          .put("maxResults", page.size());
    }
    return answer.build();
  }

  private List<Json.Obj> matching(Query query) {
    boolean asksForInactive =
        query.where().stream().anyMatch(c -> c.property().equalsIgnoreCase("Active"));
    Stream<Json.Obj> all = views.all(query.kind()).stream();
    return all.filter(d -> asksForInactive || d.get("Active").isEmpty() || d.flag("Active"))
        .filter(d -> query.where().stream().allMatch(c -> holds(d, c)))
        .filter(books::indexed)
        .toList();
  }

  private static boolean holds(Json.Obj doc, Query.Condition condition) {
    Optional<Json> field = field(doc, condition.property());
    if (field.isEmpty()) {
      return false;
    }
    Json value = field.get();
    String wanted = condition.values().getFirst();
    return switch (condition.operator()) {
      case EQUAL -> compared(condition.property(), value, wanted) == 0;
      case NOT_EQUAL -> compared(condition.property(), value, wanted) != 0;
      case LESS -> compared(condition.property(), value, wanted) < 0;
      case MORE -> compared(condition.property(), value, wanted) > 0;
      case AT_MOST -> compared(condition.property(), value, wanted) <= 0;
      case AT_LEAST -> compared(condition.property(), value, wanted) >= 0;
      case IN ->
          condition.values().stream().anyMatch(v -> compared(condition.property(), value, v) == 0);
      case LIKE -> like(plain(value), wanted);
    };
  }

  private static boolean like(String text, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("((?<=%)|(?=%))", -1)) {
      regex.append(part.equals("%") ? ".*" : Pattern.quote(part));
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return Pattern.compile(regex.toString(), flags).matcher(text).matches();
  }

  private static int compared(Json.Obj a, Json.Obj b, String property) {
    Optional<Json> left = field(a, property);
    Optional<Json> right = field(b, property);
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isPresent(), right.isPresent());
    }
    return compared(property, left.get(), plain(right.get()));
  }

  /// Compares by what the property is: a time, a date, a number, an id or a text.
  private static int compared(String property, Json value, String wanted) {
    String name = property.toLowerCase(Locale.ROOT);
    try {
      if (name.startsWith("metadata.")) {
        return Stamp.read(plain(value)).compareTo(Stamp.read(wanted));
      }
      if (name.endsWith("date")) {
        return LocalDate.parse(plain(value)).compareTo(LocalDate.parse(wanted));
      }
      if (value instanceof Json.Num(BigDecimal number)) {
        return number.compareTo(new BigDecimal(wanted));
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw Refusal.badQuery("Invalid value '" + wanted + "' for property " + property);
    }
    boolean ids = plain(value).matches("\\d+") && wanted.matches("\\d+");
    return ids && (name.equals("id") || value instanceof Json.Obj)
        ? new BigDecimal(plain(value)).compareTo(new BigDecimal(wanted))
        : plain(value).compareToIgnoreCase(wanted);
  }

  /// The text of a value; of a reference its id, of an e-mail address the address.
  private static String plain(Json value) {
    return value instanceof Json.Obj obj
        ? obj.optText("value").or(() -> obj.optText("Address")).orElse("")
        : value.asText("value");
  }

  private static Optional<Json> field(Json.Obj doc, String path) {
    Optional<Json> at = Optional.of(doc);
    for (String name : path.split("\\.", -1)) {
      at = at.flatMap(v -> step(v, name));
    }
    return at;
  }

  private static Optional<Json> step(Json value, String name) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.entrySet().stream()
              .filter(e -> e.getKey().equalsIgnoreCase(name))
              .map(Map.Entry::getValue)
              .filter(v -> !(v instanceof Json.Nothing))
              .findFirst();
      case Json.Arr(List<Json> items) -> items.stream().findFirst().flatMap(i -> step(i, name));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing _ -> Optional.empty();
    };
  }
}
