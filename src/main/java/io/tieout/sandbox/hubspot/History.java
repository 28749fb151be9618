package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values that properties had, since the portal was seeded.
final class History {
  /// The vendor tells no more of one property.
  private static final int MOST = 20;

  private final Map<Key, List<Past>> past = new HashMap<>();

  private record Key(Link.End record, String property) {}

  private record Past(String value, Instant at, Author by) {
    Json.Obj json() {
      return Json.object()
          .put("value", value)
          .put("timestamp", Stamps.iso(at))
          .put("sourceType", by.changeSource())
          .put("sourceId", by.sourceId())
          .build();
    }
  }

  /// Keeps what was changed.
  void note(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Property p) {
        List<Past> own =
            past.computeIfAbsent(
                new Key(new Link.End(p.type(), p.id()), p.name()), _ -> new ArrayList<>());
        if (own.isEmpty() && !p.before().isEmpty()) {
          own.add(new Past(p.before(), Instant.EPOCH, Author.person(0)));
        }
        own.add(new Past(p.value(), p.at(), p.by()));
      }
    }
  }

  /// The values of some properties, the present one first.
  Json.Obj of(Row row, List<String> properties) {
    JsonObjBuilder out = Json.object();
    for (String name : properties) {
      List<Past> own =
          past.getOrDefault(new Key(new Link.End(row.type(), row.id()), name), List.of());
      List<Past> all = own.isEmpty() ? seeded(row, name) : own;
      out.put(
          name,
          all.reversed().stream()
              .limit(MOST)
              .map(v -> new Past(v.value(), later(v.at(), row.created()), v.by()).json())
              .toList());
    }
    return out.build();
  }

  private static List<Past> seeded(Row row, String name) {
    Optional<String> value = row.value(name);
    return value.stream().map(v -> new Past(v, row.created(), Author.person(0))).toList();
  }

  /// What was there from the start was written when the record was made.
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
