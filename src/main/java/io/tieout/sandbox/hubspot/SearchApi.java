package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.hubspot.SearchQuery.Filter;
import io.tieout.sandbox.hubspot.SearchQuery.Operator;
import io.tieout.sandbox.hubspot.SearchQuery.Sort;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Search over the index, which lags and never holds archived records.
final class SearchApi {
  /// A window of changes with more records than this is read in the order of ids instead.
  private static final int NARROW = 5000;

  private final Portal portal;
  private final Views views;
  private int cap;

  SearchApi(Portal portal, Views views, int cap) {
    this.portal = portal;
    this.views = views;
    this.cap = cap;
  }

  void cap(int most) {
    cap = most;
  }

  HttpAnswer search(Request request, ObjectType type) {
    SearchQuery query = SearchQuery.of(request.body());
    if (query.after() + query.limit() > cap) {
      throw Refusal.validation(
          "The total of after and limit must not be beyond %d: search gives no more results"
              .formatted(cap));
    }
    Filters filters = new Filters(portal, type);
    query.groups().forEach(g -> g.forEach(filters::known));
    query.sort().ifPresent(s -> portal.properties().need(type, s.property()));
    portal.index().catchUp(portal.now());
    Predicate<Row> wanted = filters.compile(query);
    List<Row> hits = new ArrayList<>();
    for (Row row : candidates(type, query)) {
      if (wanted.test(row)) {
        hits.add(row);
      }
    }
    query.sort().flatMap(SearchApi::order).ifPresent(hits::sort);
    int end = query.after() + query.limit();
    List<Json.Obj> page =
        hits.stream()
            .skip(query.after())
            .limit(query.limit())
            .map(row -> views.shown(row, query.asked()).build())
            .toList();
    JsonObjBuilder out = Json.object().put("total", hits.size()).put("results", page);
    if (hits.size() > end) {
      out.put(
          "paging", Json.object().put("next", Json.object().put("after", Integer.toString(end))));
    }
    return HttpAnswer.json(200, out.build());
  }

  /// Records that may match, in the order of their ids: a narrow window of changes, else what lies
  /// behind the id that the filter names, else all.
  private Collection<Row> candidates(ObjectType type, SearchQuery query) {
    if (query.groups().size() != 1) {
      return portal.index().after(type, 0);
    }
    List<Filter> filters = query.groups().getFirst();
    Instant from = bound(filters, List.of(Operator.GT, Operator.GTE)).orElse(Instant.EPOCH);
    Instant to = bound(filters, List.of(Operator.LT, Operator.LTE)).orElse(Instant.MAX);
    Optional<List<Row>> narrow =
        from.equals(Instant.EPOCH) && to.equals(Instant.MAX)
            ? Optional.empty()
            : portal.index().changed(type, from, to, NARROW);
    if (narrow.isPresent()) {
      return narrow.get().stream().sorted(Comparator.comparingLong(Row::id)).toList();
    }
    long after =
        filters.stream()
            .filter(f -> f.property().equals("hs_object_id") && f.operator() == Operator.GT)
            .flatMap(f -> ObjectsApi.number(f.value()).stream())
            .findFirst()
            .orElse(0L);
    return portal.index().after(type, after);
  }

  private static Optional<Instant> bound(List<Filter> filters, List<Operator> operators) {
    return filters.stream()
        .filter(f ->
            f.property().equals("hs_lastmodifieddate") || f.property().equals("lastmodifieddate"))
        .filter(f -> operators.contains(f.operator()))
        .findFirst()
        .flatMap(f -> Values.instant(f.value()));
  }

  /// Candidates come in the order of ids, which is that of making: the vendor's order unasked.
  private static Optional<Comparator<Row>> order(Sort sort) {
    if (sort.property().equals("hs_object_id") && !sort.descending()) {
      return Optional.empty();
    }
    Comparator<String> values = SearchApi::compare;
    Comparator<String> turned = sort.descending() ? values.reversed() : values;
    return Optional.of((one, other) -> {
      Optional<String> a = one.value(sort.property());
      Optional<String> b = other.value(sort.property());
      // Records without a value come last either way.
      return a.isPresent() && b.isPresent()
          ? turned.compare(a.get(), b.get())
          : Boolean.compare(a.isEmpty(), b.isEmpty());
    });
  }

  /// Numbers as numbers, other values as texts.
  private static int compare(String one, String other) {
    Optional<BigDecimal> a = Values.decimal(one);
    Optional<BigDecimal> b = Values.decimal(other);
    return a.isPresent() && b.isPresent()
        ? a.get().compareTo(b.get())
        : one.compareToIgnoreCase(other);
  }
}
