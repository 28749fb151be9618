package io.tieout.sandbox.salesforce;

import io.tieout.value.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which rows have a text in a field, in the order in which the rows came, without looking through
/// them all: an org may have many. A field is indexed when it is first asked for.
final class References {
  private final Map<String, Map<String, Index>> byType = new HashMap<>();

  /// Ids of rows whose field has the value, in any letter case.
  ///
  /// @param table all rows of the type by id
  List<String> with(String type, String field, String value, Map<String, Json.Obj> table) {
    Index index =
        byType
            .computeIfAbsent(type, _ -> new HashMap<>())
            .computeIfAbsent(field, _ -> Index.of(field, table));
    return List.copyOf(index.of(value));
  }

  void moved(String type, String id, Optional<Json.Obj> before, Json.Obj after) {
    byType
        .getOrDefault(type, Map.of())
        .forEach((field, index) ->
            index.moved(id, before.flatMap(r -> r.optText(field)), after.optText(field)));
  }

  void clear() {
    byType.clear();
  }

  /// Rows are numbered as they come: one that changes its value keeps its place among the others.
  private static final class Index {
    private final Map<String, Long> places = new HashMap<>();
    private final Map<String, SortedMap<Long, String>> ids = new HashMap<>();

    static Index of(String field, Map<String, Json.Obj> table) {
      Index index = new Index();
      table.forEach((id, row) -> index.moved(id, Optional.empty(), row.optText(field)));
      return index;
    }

    void moved(String id, Optional<String> before, Optional<String> after) {
      long place = places.computeIfAbsent(id, _ -> (long) places.size());
      before.map(Index::folded).map(ids::get).ifPresent(row -> row.remove(place));
      after.ifPresent(v -> ids.computeIfAbsent(folded(v), _ -> new TreeMap<>()).put(place, id));
    }

    Collection<String> of(String value) {
      return ids.getOrDefault(folded(value), new TreeMap<>()).values();
    }

    private static String folded(String value) {
      return value.toLowerCase(Locale.ROOT);
    }
  }
}
