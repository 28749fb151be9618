package io.tieout.sandbox.hubspot;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The records of one type: those that live and those that are archived, by id, the unique values
/// of those that live, and what was merged into what.
final class Shelf {
  private final NavigableMap<Long, Row> live = new TreeMap<>();
  private final NavigableMap<Long, Row> archived = new TreeMap<>();
  private final Map<String, Map<String, Long>> unique = new HashMap<>();
  private final Map<Long, Long> merged = new HashMap<>();

  /// Puts a record where it belongs, in place of how it was before.
  void put(Row row, Collection<String> uniqueProperties) {
    take(row.id(), uniqueProperties);
    (row.archived() ? archived : live).put(row.id(), row);
    if (!row.archived()) {
      for (String property : uniqueProperties) {
        row.value(property)
            .ifPresent(v ->
                unique.computeIfAbsent(property, _ -> new HashMap<>()).put(folded(v), row.id()));
      }
    }
  }

  void take(long id, Collection<String> uniqueProperties) {
    Row old = live.remove(id);
    archived.remove(id);
    if (old != null) {
      for (String property : uniqueProperties) {
        old.value(property)
            .ifPresent(v -> unique.getOrDefault(property, new HashMap<>()).remove(folded(v), id));
      }
    }
  }

  /// The record, archived or not.
  Optional<Row> find(long id) {
    return live(id).or(() -> Optional.ofNullable(archived.get(id)));
  }

  Optional<Row> live(long id) {
    return Optional.ofNullable(live.get(id));
  }

  Optional<Row> by(String property, String value) {
    return Optional.ofNullable(unique.getOrDefault(property, Map.of()).get(folded(value)))
        .flatMap(this::live);
  }

  /// Records from an id on, in the order of their ids.
  Collection<Row> from(long id, boolean wantArchived) {
    return (wantArchived ? archived : live).tailMap(id, true).values();
  }

  /// The record that the other one was merged into.
  Optional<Long> winner(long loser) {
    return Optional.ofNullable(merged.get(loser));
  }

  void merged(long loser, Optional<Long> winner) {
    winner.ifPresentOrElse(w -> merged.put(loser, w), () -> merged.remove(loser));
  }

  private static String folded(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
