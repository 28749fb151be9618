package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Children;
import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.sandbox.salesforce.Soql.Condition;
import io.tieout.sandbox.salesforce.Soql.Item;
import io.tieout.sandbox.salesforce.Soql.Order;
import io.tieout.sandbox.salesforce.Soql.Path;
import io.tieout.sandbox.salesforce.Soql.Query;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Answers one query from the tables: resolves names, filters, sorts, cuts, shapes the records.
final class SoqlRun {
  private static final int MAX_OFFSET = 2000;

  private final String text;
  private final String dataPath;
  private final boolean withDeleted;
  private final Schema schema;
  private final Tables tables;
  private final SoqlFilter filter;
  private final UnaryOperator<Json> childPager;

  /// A run of one query.
  ///
  /// @param childPager makes of a list of child records what the answer holds in its place
  SoqlRun(Asked asked, Tables tables, InstantSource clock, UnaryOperator<Json> childPager) {
    this.text = asked.text();
    this.dataPath = asked.dataPath();
    this.withDeleted = asked.withDeleted();
    this.schema = tables.schema();
    this.tables = tables;
    this.filter = new SoqlFilter(clock);
    this.childPager = childPager;
  }

  /// The query as it came. `dataPath` is such as `/services/data/v67.0`.
  record Asked(String text, String dataPath, boolean withDeleted) {}

  /// What it found: records, or for `COUNT()` a number alone.
  record Found(int total, List<Json> records) {}

  Found run() {
    Query query = SoqlParser.parse(text);
    SObject type = schema.find(query.from()).orElseThrow(() -> unknownType(query.from()));
    if (type.name().equals("ContentDocumentLink") && !filtered(query)) {
      throw ApiError.bad(
          "MALFORMED_QUERY",
          "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.");
    }
    if (SoqlTotals.wanted(query)) {
      List<Json> totals = totals(query, type);
      return new Found(totals.size(), totals);
    }
    List<Json.Obj> rows = matching(query, type, tables.all(type));
    if (query.rowCount()) {
      return new Found(rows.size(), List.of());
    }
    checkItems(query, type);
    return new Found(rows.size(), shaped(query, type, rows));
  }

  private List<Json.Obj> matching(Query query, SObject type, List<Json.Obj> all) {
    query.where().ifPresent(c -> checkCondition(c, type));
    List<Json.Obj> rows =
        new ArrayList<>(
            all.stream()
                .filter(r -> withDeleted || !r.flag("IsDeleted"))
                .filter(r -> query.where().map(c -> holds(c, type, r)).orElse(true))
                .toList());
    for (Order order : query.order().reversed()) {
      rows.sort(comparator(order, type));
    }
    if (query.offset() > MAX_OFFSET) {
      throw ApiError.bad("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
    }
    return rows.stream()
        .skip(query.offset())
        .limit(query.limit().orElse(Integer.MAX_VALUE))
        .toList();
  }

  private List<Json> totals(Query query, SObject type) {
    List<Json.Obj> rows = matching(query.uncut(), type, tables.all(type));
    return new SoqlTotals(query, (r, p) -> value(type, r, p), p -> resolve(type, p))
        .of(rows).stream()
            .skip(query.offset())
            .limit(query.limit().orElse(Integer.MAX_VALUE))
            .toList();
  }

  private static boolean filtered(Query query) {
    return query
        .where()
        .filter(c ->
            (c instanceof Soql.And(List<Condition> all) ? all : List.of(c))
                .stream()
                    .anyMatch(part ->
                        part instanceof Soql.Compare(Path path, String op, var _)
                            && Set.of("=", "IN").contains(op)
                            && Set.of("linkedentityid", "contentdocumentid")
                                .contains(path.text().toLowerCase(Locale.ROOT))))
        .isPresent();
  }

  private void checkCondition(Condition condition, SObject type) {
    switch (condition) {
      case Soql.And(List<Condition> all) -> all.forEach(c -> checkCondition(c, type));
      case Soql.Or(List<Condition> any) -> any.forEach(c -> checkCondition(c, type));
      case Soql.Not(Condition inner) -> checkCondition(inner, type);
      case Soql.Within(Path path, boolean _, Query _) -> resolve(type, path);
      case Soql.Compare(Path path, String operator, List<Soql.Literal> values) ->
          filter.check(resolve(type, path), operator, values);
    }
  }

  private boolean holds(Condition condition, SObject type, Json.Obj row) {
    return switch (condition) {
      case Soql.And(List<Condition> all) -> all.stream().allMatch(c -> holds(c, type, row));
      case Soql.Or(List<Condition> any) -> any.stream().anyMatch(c -> holds(c, type, row));
      case Soql.Not(Condition inner) -> !holds(inner, type, row);
      case Soql.Within(Path path, boolean negated, Query query) ->
          negated != innerValues(query).contains(value(type, row, path));
      case Soql.Compare(Path path, String operator, List<Soql.Literal> values) ->
          filter.holds(resolve(type, path), value(type, row, path), operator, values);
    };
  }

  private List<Json> innerValues(Query query) {
    SObject type = schema.find(query.from()).orElseThrow(() -> unknownType(query.from()));
    if (query.items().size() == 1 && query.items().getFirst() instanceof Path path) {
      return matching(query, type, tables.all(type)).stream()
          .map(r -> value(type, r, path))
          .toList();
    }
    throw ApiError.bad("MALFORMED_QUERY", "a semi-join selects exactly one field");
  }

  private Comparator<Json.Obj> comparator(Order order, SObject type) {
    Field field = resolve(type, order.path());
    Comparator<Json> byValue = (a, b) -> SoqlFilter.order(field, a, b);
    Comparator<Json> directed = order.descending() ? byValue.reversed() : byValue;
    return (left, right) -> {
      Json a = value(type, left, order.path());
      Json b = value(type, right, order.path());
      boolean noA = a instanceof Json.Nothing;
      boolean noB = b instanceof Json.Nothing;
      if (noA || noB) {
        int first = Boolean.compare(noB, noA);
        return order.nullsLast() ? -first : first;
      }
      return directed.compare(a, b);
    };
  }

  private void checkItems(Query query, SObject type) {
    for (Item item : query.items()) {
      switch (item) {
        case Path path -> resolve(type, path);
        case Soql.Child(Query child) -> checkItems(child, children(type, child).child());
        case Soql.Fields _, Soql.Aggregate _ -> {}
      }
    }
  }

  private List<Json> shaped(Query query, SObject type, List<Json.Obj> rows) {
    return rows.stream().map(r -> shaped(query, type, r)).toList();
  }

  private Json shaped(Query query, SObject type, Json.Obj row) {
    Map<String, Json> out = new LinkedHashMap<>();
    out.put("attributes", attributes(type, row));
    for (Item item : query.items()) {
      switch (item) {
        case Path path -> put(out, type, Optional.of(row), path.names());
        case Soql.Fields(String which) ->
            type.fields().stream()
                .filter(f -> which.equals("ALL") || which.equals("CUSTOM") == f.custom())
                .forEach(f -> out.put(f.name(), tables.read(row, type, f, dataPath)));
        case Soql.Child(Query child) -> {
          Children children = children(type, child);
          List<Json.Obj> own =
              tables.all(children.child()).stream()
                  .filter(c -> c.get(children.by().name()).equals(row.get("Id")))
                  .toList();
          List<Json.Obj> found = matching(child, children.child(), own);
          out.put(
              children.relationship(),
              found.isEmpty()
                  ? Json.nothing()
                  : childPager.apply(Json.array(shaped(child, children.child(), found))));
        }
        case Soql.Aggregate _ -> {}
      }
    }
    return new Json.Obj(out);
  }

  /// Puts a field, or what of it lies in a parent, beside other fields of the same parent.
  private void put(Map<String, Json> out, SObject type, Optional<Json.Obj> row, List<String> path) {
    if (path.size() == 1) {
      Field field = type.field(path.getFirst()).orElseThrow();
      out.put(
          field.name(), row.map(r -> tables.read(r, type, field, dataPath)).orElse(Json.nothing()));
      return;
    }
    Field reference = type.referenceNamed(path.getFirst()).orElseThrow();
    String name = reference.relationship().orElseThrow();
    SObject target = target(reference, row);
    Optional<Json.Obj> parent = parent(reference, row);
    if (parent.isEmpty()) {
      out.put(name, Json.nothing());
      return;
    }
    Map<String, Json> inner = new LinkedHashMap<>();
    inner.put("attributes", attributes(target, parent.get()));
    if (out.get(name) instanceof Json.Obj there) {
      inner.putAll(there.fields());
    }
    put(inner, target, parent, path.subList(1, path.size()));
    out.put(name, new Json.Obj(inner));
  }

  private Json value(SObject type, Json.Obj row, Path path) {
    SObject at = type;
    Optional<Json.Obj> current = Optional.of(row);
    List<String> names = path.names();
    for (String hop : names.subList(0, names.size() - 1)) {
      Field reference = at.referenceNamed(hop).orElseThrow();
      at = target(reference, current);
      current = parent(reference, current);
    }
    SObject last = at;
    Optional<Field> field = last.field(names.getLast());
    return current
        .flatMap(r -> field.map(f -> tables.read(r, last, f, dataPath)))
        .orElse(Json.nothing());
  }

  private Optional<Json.Obj> parent(Field reference, Optional<Json.Obj> row) {
    return row.flatMap(r -> r.optText(reference.name()))
        .flatMap(id -> schema.ofId(id).flatMap(t -> tables.find(t, id)));
  }

  private SObject target(Field reference, Optional<Json.Obj> row) {
    return row.flatMap(r -> r.optText(reference.name()))
        .flatMap(schema::ofId)
        .orElseGet(() -> schema.named(reference.targets().getFirst()));
  }

  private Children children(SObject type, Query child) {
    return schema.childrenOf(type).stream()
        .filter(c -> c.relationship().equalsIgnoreCase(child.from()))
        .findFirst()
        .orElseThrow(() ->
            ApiError.bad(
                "INVALID_TYPE",
                located(
                    child.from(),
                    "Didn't understand relationship '%s' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names."
                        .formatted(child.from()))));
  }

  private Field resolve(SObject type, Path path) {
    SObject at = type;
    List<String> names = path.names();
    for (String hop : names.subList(0, names.size() - 1)) {
      SObject from = at;
      Field reference = from.referenceNamed(hop).orElseThrow(() -> unknownHop(hop));
      at = schema.named(reference.targets().getFirst());
    }
    SObject last = at;
    return last.field(names.getLast())
        .orElseThrow(() -> unknownField(names.getLast(), last.name()));
  }

  private ApiError unknownType(String name) {
    return ApiError.bad(
        "INVALID_TYPE",
        located(
            name,
            "sObject type '%s' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names."
                .formatted(name)));
  }

  private ApiError unknownHop(String name) {
    return ApiError.bad(
        "INVALID_FIELD",
        located(
            name,
            "Didn't understand relationship '%s' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names."
                .formatted(name)));
  }

  private ApiError unknownField(String name, String entity) {
    return ApiError.bad(
        "INVALID_FIELD",
        located(
            name,
            "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
                .formatted(name, entity)));
  }

  private String located(String word, String what) {
    return SoqlParser.located(text, Math.max(0, text.indexOf(word)), what);
  }

  private Json.Obj attributes(SObject type, Json.Obj row) {
    return Json.object()
        .put("type", type.name())
        .put("url", "%s/sobjects/%s/%s".formatted(dataPath, type.name(), row.text("Id")))
        .build();
  }
}
