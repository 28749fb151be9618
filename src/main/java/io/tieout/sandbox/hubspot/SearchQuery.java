package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A search as it was asked, within the vendor's bounds.
record SearchQuery(
    List<List<Filter>> groups,
    Optional<Sort> sort,
    String text,
    List<String> asked,
    int limit,
    int after) {
  private static final int MOST_GROUPS = 5;
  private static final int MOST_FILTERS = 6;
  private static final int MOST_IN_ALL = 18;
  private static final int USUAL = 10;
  private static final int MOST = 200;
  private static final int LONGEST = 3000;

  SearchQuery {
    groups = groups.stream().map(List::copyOf).toList();
    asked = List.copyOf(asked);
  }

  enum Operator {
    EQ,
    NEQ,
    LT,
    LTE,
    GT,
    GTE,
    BETWEEN,
    IN,
    NOT_IN,
    HAS_PROPERTY,
    NOT_HAS_PROPERTY,
    CONTAINS_TOKEN,
    NOT_CONTAINS_TOKEN;

    static Optional<Operator> of(String text) {
      return Arrays.stream(values()).filter(o -> o.name().equals(text)).findFirst();
    }

    boolean list() {
      return this == IN || this == NOT_IN;
    }

    boolean bare() {
      return this == HAS_PROPERTY || this == NOT_HAS_PROPERTY;
    }
  }

  /// One condition.
  ///
  /// @param high the other end of `BETWEEN`
  record Filter(
      String property, Operator operator, String value, String high, List<String> values) {
    Filter {
      values = List.copyOf(values);
    }
  }

  record Sort(String property, boolean descending) {}

  static SearchQuery of(Json.Obj body) {
    List<List<Filter>> groups = new ArrayList<>();
    for (Json.Obj group : body.objects("filterGroups")) {
      groups.add(group.objects("filters").stream().map(SearchQuery::filter).toList());
    }
    int all = groups.stream().mapToInt(List::size).sum();
    if (groups.size() > MOST_GROUPS
        || all > MOST_IN_ALL
        || groups.stream().anyMatch(g -> g.size() > MOST_FILTERS)) {
      throw Refusal.validation(
          "Too many filters: at most %d filterGroups of %d filters each, %d in all"
              .formatted(MOST_GROUPS, MOST_FILTERS, MOST_IN_ALL));
    }
    String text = body.optText("query").orElse("");
    if (text.length() > LONGEST) {
      throw Refusal.validation("query must not be longer than %d".formatted(LONGEST));
    }
    return new SearchQuery(
        groups,
        sort(body.list("sorts")),
        text,
        body.list("properties").stream().map(p -> p.asText("property")).toList(),
        body.optText("limit").map(l -> Request.within("limit", l, MOST)).orElse(USUAL),
        body.optText("after")
            .filter(a -> !a.isEmpty())
            .map(a -> Request.within("after", a, Integer.MAX_VALUE))
            .orElse(0));
  }

  private static Filter filter(Json.Obj filter) {
    String name = ObjectsApi.text(filter, "operator");
    Operator operator =
        Operator.of(name)
            .orElseThrow(() -> Refusal.badJson("Cannot deserialize operator '%s'".formatted(name)));
    List<String> values = filter.list("values").stream().map(v -> v.asText("value")).toList();
    String value = filter.optText("value").orElse("");
    String high = filter.optText("highValue").orElse("");
    if (operator.list() ? values.isEmpty() : !operator.bare() && value.isEmpty()) {
      throw Refusal.validation(
          "operator %s needs a %s".formatted(name, operator.list() ? "list of values" : "value"));
    }
    if (operator == Operator.BETWEEN && high.isEmpty()) {
      throw Refusal.validation("operator BETWEEN needs a highValue");
    }
    return new Filter(ObjectsApi.text(filter, "propertyName"), operator, value, high, values);
  }

  /// One sort: `name`, `-name`, or an object with a direction.
  private static Optional<Sort> sort(List<Json> sorts) {
    if (sorts.size() > 1) {
      throw Refusal.validation("Only one sort is supported");
    }
    return sorts.stream()
        .findFirst()
        .map(sort -> {
          if (sort instanceof Json.Obj o) {
            return new Sort(
                ObjectsApi.text(o, "propertyName"),
                o.optText("direction").filter("DESCENDING"::equals).isPresent());
          }
          String text = sort.asText("sort");
          return text.startsWith("-") ? new Sort(text.substring(1), true) : new Sort(text, false);
        });
  }
}
