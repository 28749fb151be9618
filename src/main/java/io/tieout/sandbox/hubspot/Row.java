package io.tieout.sandbox.hubspot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A record as it was at one time; a change makes a new one.
///
/// @param values the properties that are set, by name; every value is a text
/// @param trace the `objectWriteTraceId` of the write that made it so
record Row(
    ObjectType type,
    long id,
    Map<String, String> values,
    Instant created,
    Instant updated,
    Optional<Instant> archivedAt,
    Optional<String> trace) {
  Row {
    values = Map.copyOf(values);
  }

  boolean archived() {
    return archivedAt.isPresent();
  }

  String idText() {
    return Long.toString(id);
  }

  /// A property's value, also of those that are not kept but known: id and times.
  Optional<String> value(String property) {
    return switch (property) {
      case "hs_object_id" -> Optional.of(idText());
      case "createdate", "hs_createdate" ->
          property.equals(type.created()) || property.equals("hs_createdate")
              ? Optional.of(Stamps.iso(created))
              : Optional.empty();
      case "hs_lastmodifieddate" -> Optional.of(Stamps.iso(updated));
      case "lastmodifieddate" ->
          type == ObjectType.CONTACT ? Optional.of(Stamps.iso(updated)) : Optional.empty();
      default -> Optional.ofNullable(values.get(property));
    };
  }

  /// Every property that has a value, by name.
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(values);
    for (String known : new String[] {"hs_object_id", type.created(), type.modified()}) {
      value(known).ifPresent(v -> all.put(known, v));
    }
    return all;
  }

  /// The record with changes; an empty text clears a property.
  Row with(Map<String, String> changes, Instant at, Optional<String> newTrace) {
    Map<String, String> next = new HashMap<>(values);
    changes.forEach((name, value) -> {
      if (value.isEmpty()) {
        next.remove(name);
      } else {
        next.put(name, value);
      }
    });
    return new Row(type, id, next, created, at, archivedAt, newTrace);
  }

  Row archived(Optional<Instant> at, Instant now) {
    return new Row(type, id, values, created, now, at, Optional.empty());
  }
}
