package io.tieout.vendor.salesforce;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What our user may see of each object, as Salesforce describes it: a field that is missing or
/// hidden must not stand in a query. Asked again every ten minutes, for rights change.
final class Fields {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final SalesforceApi api;
  private final InstantSource clock;
  private final Map<String, Described> known = new ConcurrentHashMap<>();

  Fields(SalesforceApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  boolean has(String object, String field) {
    return described(object).readable.contains(field);
  }

  /// The wanted fields that are there.
  List<String> present(String object, Collection<String> wanted) {
    Described described = described(object);
    return wanted.stream().filter(f -> described.readable.contains(root(f))).toList();
  }

  /// The needed fields; `Fault.Broken` naming those that are missing.
  List<String> needed(String object, Collection<String> needed) {
    List<String> present = present(object, needed);
    if (present.size() < needed.size()) {
      List<String> missing = new ArrayList<>(needed);
      missing.removeAll(present);
      known.remove(object);
      throw new Fault.Broken(
              ("Salesforce: the integration user does not see %s of %s. Deploy manifest/salesforce"
                      + " and assign the permission set Tieout_Integration.")
                  .formatted(missing, object))
          .asException();
    }
    return present;
  }

  /// As [#needed], and each may be written.
  void writable(String object, Collection<String> fields) {
    needed(object, fields);
    List<String> fixed =
        fields.stream().filter(f -> described(object).readOnly.contains(f)).toList();
    if (!fixed.isEmpty()) {
      known.remove(object);
      throw new Fault.Broken(
              ("Salesforce: the integration user may not edit %s of %s. Assign the permission set"
                      + " Tieout_Integration.")
                  .formatted(fixed, object))
          .asException();
    }
  }

  /// The field by which the object holds another: `Owner.Name` is there when `OwnerId` is.
  private static String root(String field) {
    int dot = field.indexOf('.');
    if (dot < 0) {
      return field;
    }
    return field.substring(0, dot) + "Id";
  }

  private Described described(String object) {
    Instant now = clock.instant();
    Described held = known.get(object);
    if (held != null && now.isBefore(held.at.plus(LIFE))) {
      return held;
    }
    Described fresh = read(api.describe(object), object, now);
    known.put(object, fresh);
    return fresh;
  }

  private static Described read(Json.Obj answer, String object, Instant now) {
    return Shape.read(
        "the description of " + object,
        () -> {
          List<Json.Obj> fields = answer.objects("fields");
          return new Described(
              fields.stream().map(f -> f.text("name")).collect(Collectors.toUnmodifiableSet()),
              fields.stream()
                  .filter(f -> f.get("updateable").isPresent() && !f.flag("updateable"))
                  .map(f -> f.text("name"))
                  .collect(Collectors.toUnmodifiableSet()),
              now);
        });
  }

  private record Described(Set<String> readable, Set<String> readOnly, Instant at) {}
}
