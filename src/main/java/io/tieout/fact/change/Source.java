package io.tieout.fact.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One outside record that a proposal was computed from, at one version.
///
/// @param kind `deal`, `deal line`, `account`, `contact`, `quote`, `customer`, `item`, `tax code`,
///   `term` or `book`
/// @param name what people call the record
/// @param fields the values the proposal rests on, as text, for saying what changed
public record Source(
    String system,
    String kind,
    String id,
    String name,
    String version,
    Map<String, String> fields) {
  public Source {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  String key() {
    return system + "/" + kind + "/" + id;
  }

  /// One difference between what an approver saw and what is there now; `was` or `is` is empty when
  /// the record came or went.
  public record Difference(String kind, String name, String field, String was, String is) {
    /// For people: `deal "Acme renewal": close date was 2026-11-20, is 2026-11-27`.
    public String sentence() {
      return "%s “%s”: %s was %s, is %s"
          .formatted(kind, name, field, was.isEmpty() ? "absent" : was, is.isEmpty() ? "gone" : is);
    }
  }

  /// Every difference, by field where fields tell, else by version. Empty when nothing moved.
  public static List<Difference> differences(List<Source> then, List<Source> now) {
    Map<String, Source> before = byKey(then);
    Map<String, Source> after = byKey(now);
    List<Difference> found = new ArrayList<>();
    before.forEach((key, was) -> {
      Source is = after.get(key);
      if (is == null) {
        found.add(new Difference(was.kind, was.name, "record", was.id, ""));
      } else {
        found.addAll(changes(was, is));
      }
    });
    after.forEach((key, is) -> {
      if (!before.containsKey(key)) {
        found.add(new Difference(is.kind, is.name, "record", "", is.id));
      }
    });
    return List.copyOf(found);
  }

  private static List<Difference> changes(Source was, Source is) {
    List<Difference> found = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>(was.fields);
    names.putAll(is.fields);
    for (String field : names.keySet()) {
      String before = was.fields.getOrDefault(field, "");
      String after = is.fields.getOrDefault(field, "");
      if (!before.equals(after)) {
        found.add(new Difference(was.kind, was.name, field, before, after));
      }
    }
    if (found.isEmpty() && !Objects.equals(was.version, is.version)) {
      found.add(new Difference(was.kind, was.name, "version", was.version, is.version));
    }
    return found;
  }

  private static Map<String, Source> byKey(List<Source> sources) {
    Map<String, Source> map = new LinkedHashMap<>();
    sources.forEach(s -> map.put(s.key(), s));
    return map;
  }
}
