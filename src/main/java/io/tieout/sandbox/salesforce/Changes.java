package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.salesforce.RecordChange.EventField;
import io.tieout.sandbox.salesforce.RecordChange.Kind;
import io.tieout.sandbox.salesforce.RecordChange.Shape;
import io.tieout.sandbox.salesforce.Records.Author;
import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells listeners what a transaction changed: one change a record, from what it was before to what
/// it is at the end. Records of one object that changed alike are told of together.
final class Changes {
  private static final Set<String> UNTOLD = Set.of("Id", "IsDeleted", "SystemModstamp");
  private static final Pattern VERSION = Pattern.compile("/services/data/v(\\d+\\.\\d)/.*");
  private static final Pattern CLIENT = Pattern.compile("(?:.*[;,]\\s*)?client=([^;,]+).*");

  private final Tables tables;
  private final List<Consumer<List<RecordChange>>> listeners = new CopyOnWriteArrayList<>();

  Changes(Tables tables) {
    this.tables = tables;
  }

  void tell(Consumer<List<RecordChange>> listener) {
    listeners.add(listener);
  }

  /// The transaction is over; what it touched is told and forgotten.
  void commit(Author author, String origin) {
    Map<Alike, List<String>> alike = new LinkedHashMap<>();
    for (Tables.Touched touched : tables.takeTouched()) {
      SObject type = touched.type();
      tables
          .find(type, touched.id())
          .flatMap(now -> change(type, touched.before(), now))
          .ifPresent(c -> alike.computeIfAbsent(c, _ -> new ArrayList<>()).add(touched.id()));
    }
    List<RecordChange> changes = new ArrayList<>();
    alike.forEach((c, ids) ->
        changes.add(
            new RecordChange(
                c.entity(),
                ids,
                c.kind(),
                c.changed(),
                c.values(),
                author.userId(),
                origin,
                author.at())));
    if (!changes.isEmpty()) {
      listeners.forEach(l -> l.accept(changes));
    }
  }

  /// How a change event names the call that made the change.
  static String origin(HttpCall call) {
    Matcher version = VERSION.matcher(call.path());
    if (!version.matches()) {
      return "";
    }
    Matcher client = CLIENT.matcher(call.header("Sforce-Call-Options").orElse(""));
    return "com/salesforce/api/rest/%s%s"
        .formatted(version.group(1), client.matches() ? ";client=" + client.group(1).strip() : "");
  }

  /// The fields of an object that its change events can carry, in the order of the object.
  static List<EventField> fields(SObject type) {
    return type.fields().stream()
        .filter(f -> !UNTOLD.contains(f.name()) && !f.kind().name().equals("base64"))
        .map(f -> new EventField(f.name(), shape(f)))
        .toList();
  }

  private static Shape shape(Field field) {
    return switch (field.kind().name()) {
      case "boolean" -> Shape.FLAG;
      case "int" -> Shape.WHOLE;
      case "currency", "number", "percent" -> Shape.NUMBER;
      case "date", "datetime" -> Shape.MOMENT;
      default -> Shape.TEXT;
    };
  }

  private static Optional<Alike> change(SObject type, Optional<Json.Obj> before, Json.Obj now) {
    boolean gone = now.flag("IsDeleted");
    boolean wasThere = before.map(b -> !b.flag("IsDeleted")).orElse(false);
    if (gone) {
      return wasThere
          ? Optional.of(new Alike(type.name(), Kind.DELETE, Set.of(), Json.object().build()))
          : Optional.empty();
    }
    if (!wasThere) {
      Kind kind = before.isEmpty() ? Kind.CREATE : Kind.UNDELETE;
      return Optional.of(new Alike(type.name(), kind, Set.of(), told(type, now, _ -> true)));
    }
    Set<String> changed = new LinkedHashSet<>();
    for (EventField field : fields(type)) {
      if (!value(before.orElseThrow(), field).equals(value(now, field))) {
        changed.add(field.name());
      }
    }
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    changed.add("LastModifiedDate");
    return Optional.of(
        new Alike(type.name(), Kind.UPDATE, changed, told(type, now, changed::contains)));
  }

  private static Json.Obj told(SObject type, Json.Obj row, Predicate<String> wanted) {
    var out = Json.object();
    for (EventField field : fields(type)) {
      if (wanted.test(field.name())) {
        out.put(field.name(), value(row, field));
      }
    }
    return out.build();
  }

  private static Json value(Json.Obj row, EventField field) {
    return row.get(field.name()).orElse(Json.nothing());
  }

  private record Alike(String entity, Kind kind, Set<String> changed, Json.Obj values) {}
}
