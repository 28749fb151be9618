package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Children;
import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Creates, updates and deletes rows the way the vendor does: checks each field, fills what the org
/// fills, keeps stamps.
final class Records {
  private final Schema schema;
  private final Tables tables;
  private final Ids ids;
  private final Derived derived;
  private final AtomicInteger jammed = new AtomicInteger();

  Records(Tables tables, Ids ids) {
    this.schema = tables.schema();
    this.tables = tables;
    this.ids = ids;
    this.derived = new Derived(tables, ids);
  }

  /// Who writes, and when.
  record Author(String userId, Instant at) {}

  /// What an upsert did.
  record Upserted(String id, boolean created) {}

  /// The next writes are refused because another transaction holds the row.
  void jam(int writes) {
    jammed.set(writes);
  }

  String create(SObject type, Json.Obj given, Author author) {
    contend();
    Map<String, Json> values = checked(type, given, Writing.CREATE);
    String id = ids.next(type.prefix());
    Map<String, Json> row = new LinkedHashMap<>();
    row.put("Id", Json.of(id));
    row.put("IsDeleted", Json.of(false));
    row.put("CreatedDate", Values.stamp(author.at()));
    row.put("CreatedById", Json.of(author.userId()));
    for (Field field : type.fields()) {
      if (field.kind().name().equals("boolean")) {
        row.putIfAbsent(field.name(), Json.of(field.name().equals("IsActive")));
      }
    }
    if (type.field("OwnerId").isPresent()) {
      row.put("OwnerId", Json.of(author.userId()));
    }
    row.putAll(values);
    touch(row, author);
    requireAll(type, row);
    unique(type, values, id);
    tables.put(type, derived.onWrite(type, Optional.empty(), new Json.Obj(row), values.keySet()));
    derived.afterWrite(type, id, author);
    return id;
  }

  void update(SObject type, String id, Json.Obj given, Author author) {
    contend();
    Json.Obj before = tables.live(type, id);
    Map<String, Json> values = checked(type, given, Writing.UPDATE);
    Map<String, Json> row = new LinkedHashMap<>(before.fields());
    row.putAll(values);
    touch(row, author);
    requireAll(type, row);
    unique(type, values, before.text("Id"));
    tables.put(
        type, derived.onWrite(type, Optional.of(before), new Json.Obj(row), values.keySet()));
    derived.afterWrite(type, before.text("Id"), author);
  }

  /// Merges one row into another, which stays and takes over what pointed to it.
  void merge(SObject type, String winnerId, String loserId, Author author) {
    Json.Obj winner = tables.live(type, winnerId);
    Json.Obj loser = tables.live(type, loserId);
    for (Children children : schema.childrenOf(type)) {
      for (Json.Obj child :
          tables.where(children.child().name(), children.by().name(), loser.text("Id"))) {
        Map<String, Json> moved = new LinkedHashMap<>(child.fields());
        moved.put(children.by().name(), Json.of(winner.text("Id")));
        touch(moved, author);
        tables.put(children.child(), new Json.Obj(moved));
      }
    }
    bin(type, loser.with("MasterRecordId", winner.text("Id")), author);
    Map<String, Json> kept = new LinkedHashMap<>(winner.fields());
    touch(kept, author);
    tables.put(type, new Json.Obj(kept));
  }

  /// Writes by an external key; several matches are the caller's to report.
  Upserted upsert(SObject type, Field key, String value, Json.Obj given, Author author) {
    List<Json.Obj> found = tables.where(type.name(), key.name(), value);
    if (found.size() > 1) {
      throw new ApiError(300, "MULTIPLE_CHOICES", "more than one record for " + value);
    }
    if (found.isEmpty()) {
      return new Upserted(create(type, given.with(key.name(), value), author), true);
    }
    String id = found.getFirst().text("Id");
    update(type, id, given, author);
    return new Upserted(id, false);
  }

  /// Deletes a row and what belongs to it.
  void delete(SObject type, String id, Author author) {
    Json.Obj row = tables.live(type, id);
    bin(type, row, author);
    for (Children children : schema.childrenOf(type)) {
      if (children.by().is("required")) {
        for (Json.Obj child :
            tables.where(children.child().name(), children.by().name(), row.text("Id"))) {
          bin(children.child(), child, author);
        }
      }
    }
    derived.afterWrite(type, row.text("Id"), author);
  }

  /// Takes a row out of the bin, with what went there with it.
  void undelete(SObject type, String id, Author author) {
    Json.Obj row = tables.find(type, id).filter(r -> r.flag("IsDeleted")).orElseThrow();
    restore(type, row, author);
    for (Children children : schema.childrenOf(type)) {
      if (children.by().is("required")) {
        tables.all(children.child()).stream()
            .filter(c -> c.flag("IsDeleted"))
            .filter(c -> c.get("SystemModstamp").equals(row.get("SystemModstamp")))
            .filter(c -> c.get(children.by().name()).equals(row.get("Id")))
            .forEach(c -> restore(children.child(), c, author));
      }
    }
    derived.afterWrite(type, row.text("Id"), author);
  }

  private void restore(SObject type, Json.Obj row, Author author) {
    Map<String, Json> back = new LinkedHashMap<>(row.fields());
    back.put("IsDeleted", Json.of(false));
    touch(back, author);
    tables.put(type, new Json.Obj(back));
  }

  private void bin(SObject type, Json.Obj row, Author author) {
    Map<String, Json> gone = new LinkedHashMap<>(row.fields());
    gone.put("IsDeleted", Json.of(true));
    touch(gone, author);
    tables.put(type, new Json.Obj(gone));
  }

  private enum Writing {
    CREATE,
    UPDATE
  }

  private Map<String, Json> checked(SObject type, Json.Obj given, Writing writing) {
    Map<String, Json> values = new LinkedHashMap<>();
    for (Map.Entry<String, Json> entry : given.fields().entrySet()) {
      String name = entry.getKey();
      if (name.equals("attributes")) {
        continue;
      }
      Optional<Field> byRelation = type.referenceNamed(name);
      if (byRelation.isPresent() && entry.getValue() instanceof Json.Obj key) {
        values.put(byRelation.get().name(), Json.of(byExternalKey(byRelation.get(), key)));
        continue;
      }
      Field field =
          type.field(name)
              .orElseThrow(() ->
                  ApiError.bad(
                      "INVALID_FIELD",
                      "No such column '%s' on sobject of type %s".formatted(name, type.name())));
      boolean allowed = writing == Writing.CREATE ? field.createable() : field.updateable();
      if (!allowed) {
        throw ApiError.bad(
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            ("Unable to create/update fields: %s. Please check the security settings of this field"
                    + " and verify that it is read/write for your profile or permission set.")
                .formatted(field.name()),
            field.name());
      }
      Json value = Values.checked(field, entry.getValue());
      if (field.isReference() && value instanceof Json.Text(String id)) {
        leadsSomewhere(field, id);
      }
      values.put(field.name(), value);
    }
    return values;
  }

  private void leadsSomewhere(Field field, String id) {
    SObject target =
        schema
            .ofId(id)
            .filter(t -> field.targets().contains(t.name()))
            .orElseThrow(() ->
                ApiError.bad(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "%s: id value of incorrect type: %s".formatted(field.label(), id),
                    field.name()));
    Json.Obj row =
        tables
            .find(target, id)
            .orElseThrow(() ->
                ApiError.bad(
                    "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name()));
    if (row.flag("IsDeleted")) {
      throw ApiError.bad("ENTITY_IS_DELETED", "entity is deleted", field.name());
    }
  }

  private String byExternalKey(Field reference, Json.Obj key) {
    SObject target = schema.named(reference.targets().getFirst());
    Json.Obj bare = key.without("attributes");
    String name = bare.fields().keySet().stream().findFirst().orElse("");
    Field field =
        target
            .field(name)
            .filter(f -> f.is("extid"))
            .orElseThrow(() ->
                ApiError.bad(
                    "INVALID_FIELD",
                    "%s is not an External ID or indexed field for %s"
                        .formatted(name, target.name())));
    List<Json.Obj> found = tables.where(target.name(), field.name(), bare.text(name));
    if (found.size() != 1) {
      throw ApiError.bad(
          "INVALID_FIELD",
          "Foreign key external ID: %s not found for field %s in entity %s"
              .formatted(bare.text(name), field.name(), target.name()));
    }
    return found.getFirst().text("Id");
  }

  private void requireAll(SObject type, Map<String, Json> row) {
    List<String> missing =
        type.fields().stream()
            .filter(f -> f.is("required"))
            .map(Field::name)
            .filter(n -> row.getOrDefault(n, Json.nothing()) instanceof Json.Nothing)
            .toList();
    if (!missing.isEmpty()) {
      throw new ApiError(
          400, "REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing);
    }
  }

  private void unique(SObject type, Map<String, Json> values, String ownId) {
    for (Field field : type.fields()) {
      if (field.is("unique") && values.get(field.name()) instanceof Json.Text(String value)) {
        for (Json.Obj other : tables.where(type.name(), field.name(), value)) {
          if (!other.text("Id").equals(ownId)) {
            throw ApiError.bad(
                "DUPLICATE_VALUE",
                "duplicate value found: %s duplicates value on record with id: %s"
                    .formatted(field.name(), other.text("Id")));
          }
        }
      }
    }
  }

  private static void touch(Map<String, Json> row, Author author) {
    row.put("LastModifiedDate", Values.stamp(author.at()));
    row.put("LastModifiedById", Json.of(author.userId()));
    row.put("SystemModstamp", Values.stamp(author.at()));
  }

  private void contend() {
    if (jammed.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw ApiError.bad(
          "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records");
    }
  }
}
