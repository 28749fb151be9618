package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Soql.Aggregate;
import io.tieout.sandbox.salesforce.Soql.Path;
import io.tieout.sandbox.salesforce.Soql.Query;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sums up rows: all of them, or those of each group by themselves. Groups come in the order of
/// their first rows.
final class SoqlTotals {
  private final Query query;
  private final BiFunction<Json.Obj, Path, Json> value;
  private final Function<Path, Field> field;

  SoqlTotals(Query query, BiFunction<Json.Obj, Path, Json> value, Function<Path, Field> field) {
    this.query = query;
    this.value = value;
    this.field = field;
  }

  static boolean wanted(Query query) {
    return !query.groupBy().isEmpty()
        || query.items().stream().anyMatch(i -> i instanceof Aggregate);
  }

  List<Json> of(List<Json.Obj> rows) {
    List<Field> by = query.groupBy().stream().map(field).toList();
    if (by.isEmpty()) {
      return List.of(total(rows));
    }
    Map<List<Json>, List<Json.Obj>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    r -> query.groupBy().stream().map(p -> value.apply(r, p)).toList(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.values().stream().map(this::total).toList();
  }

  private Json total(List<Json.Obj> rows) {
    var out = Json.object().put("attributes", Json.object().put("type", "AggregateResult"));
    int unnamed = 0;
    for (Soql.Item item : query.items()) {
      switch (item) {
        case Aggregate total ->
            out.put(
                total.alias().isPresent() ? total.alias().get() : "expr" + unnamed++,
                total(total, rows));
        case Path path when grouped(path) ->
            out.put(path.names().getLast(), value.apply(rows.getFirst(), path));
        case Path _, Soql.Fields _, Soql.Child _ ->
            throw ApiError.bad("MALFORMED_QUERY", "Field must be grouped or aggregated");
      }
    }
    return out.build();
  }

  private boolean grouped(Path path) {
    return query.groupBy().stream().anyMatch(g -> g.text().equalsIgnoreCase(path.text()));
  }

  private Json total(Aggregate total, List<Json.Obj> rows) {
    Field of = field.apply(total.path());
    List<Json> values =
        rows.stream()
            .map(r -> value.apply(r, total.path()))
            .filter(v -> !(v instanceof Json.Nothing))
            .toList();
    Comparator<Json> byValue = (a, b) -> SoqlFilter.order(of, a, b);
    return switch (total.function()) {
      case "COUNT" -> Json.of(values.size());
      case "COUNT_DISTINCT" -> Json.of(values.stream().distinct().count());
      case "MIN" -> values.stream().min(byValue).orElse(Json.nothing());
      case "MAX" -> values.stream().max(byValue).orElse(Json.nothing());
      case "AVG" -> values.isEmpty() ? Json.nothing() : Values.number(average(of, values));
      default -> values.isEmpty() ? Json.nothing() : Values.number(sum(of, values));
    };
  }

  private static BigDecimal average(Field of, List<Json> values) {
    return sum(of, values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
  }

  private static BigDecimal sum(Field of, List<Json> values) {
    return values.stream()
        .map(v -> v.asDecimal(of.name()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
