package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The rows of the org, in memory. Rows are immutable and replaced as a whole, so that a snapshot
/// is cheap. Not safe for several threads: the stand-in's lock guards it.
final class Tables {
  private final Schema schema;
  private final Map<String, Map<String, Json.Obj>> rows = new HashMap<>();
  private final References references = new References();
  private final Map<String, Supplier<byte[]>> files = new HashMap<>();
  private final Map<String, byte[]> built = new HashMap<>();
  private final List<String> won = new ArrayList<>();
  private final Map<String, Touched> touched = new LinkedHashMap<>();

  Tables(Schema schema) {
    this.schema = schema;
  }

  /// What a failed all-or-none request is rolled back to.
  record Snapshot(Map<String, Map<String, Json.Obj>> rows, int won, Map<String, Touched> touched) {}

  /// A row that the transaction wrote, and what it was before.
  record Touched(SObject type, String id, Optional<Json.Obj> before) {}

  Schema schema() {
    return schema;
  }

  Snapshot snapshot() {
    Map<String, Map<String, Json.Obj>> copy = new HashMap<>();
    rows.forEach((name, table) -> copy.put(name, new LinkedHashMap<>(table)));
    return new Snapshot(copy, won.size(), new LinkedHashMap<>(touched));
  }

  void restore(Snapshot before) {
    rows.clear();
    references.clear();
    before.rows().forEach((name, table) -> rows.put(name, new LinkedHashMap<>(table)));
    won.subList(Math.min(before.won(), won.size()), won.size()).clear();
    touched.clear();
    touched.putAll(before.touched());
  }

  void put(SObject type, Json.Obj row) {
    String id = row.text("Id");
    Optional<Json.Obj> before = Optional.ofNullable(table(type).put(id, row));
    touched.putIfAbsent(id, new Touched(type, id, before));
    references.moved(type.name(), id, before, row);
  }

  /// The row, deleted or not.
  Optional<Json.Obj> find(SObject type, String id) {
    return Ids.normal(id).map(i -> table(type).get(i));
  }

  /// The row of a path; the vendor's 404 when there is none, or none any more.
  Json.Obj live(SObject type, String id) {
    if (Ids.normal(id).filter(i -> i.startsWith(type.prefix())).isEmpty()) {
      throw new ApiError(
          404,
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + id);
    }
    Json.Obj row = find(type, id).orElseThrow(ApiError::notFound);
    if (row.flag("IsDeleted")) {
      throw new ApiError(404, "ENTITY_IS_DELETED", "entity is deleted");
    }
    return row;
  }

  int count(SObject type) {
    return table(type).size();
  }

  List<Json.Obj> all(SObject type) {
    return List.copyOf(table(type).values());
  }

  List<Json.Obj> where(SObject type, Predicate<Json.Obj> wanted) {
    return table(type).values().stream().filter(r -> !r.flag("IsDeleted")).filter(wanted).toList();
  }

  List<Json.Obj> where(String type, String field, String value) {
    Map<String, Json.Obj> table = table(schema.named(type));
    return references.with(type, field, value, table).stream()
        .map(id -> Objects.requireNonNull(table.get(id)))
        .filter(r -> !r.flag("IsDeleted"))
        .toList();
  }

  /// A field's value as it is read: files by size or address, a missing value as `null`.
  Json read(Json.Obj row, SObject type, Field field, String dataPath) {
    String id = row.text("Id");
    if (field.kind().name().equals("base64") && file(id).isPresent()) {
      return Json.of("%s/sobjects/%s/%s/%s".formatted(dataPath, type.name(), id, field.name()));
    }
    if (field.name().equals("ContentSize")) {
      String version =
          type.name().equals("ContentVersion")
              ? id
              : row.optText("LatestPublishedVersionId").orElse("");
      return Json.of(file(version).map(f -> f.length).orElse(0));
    }
    return row.get(field.name()).orElse(Json.nothing());
  }

  /// Keeps a file that is made when somebody first wants it.
  void keepFile(String id, Supplier<byte[]> maker) {
    files.put(id, maker);
  }

  void keepFile(String id, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw ApiError.bad("JSON_PARSER_ERROR", "the file is not base64: " + e.getMessage());
    }
    files.put(id, () -> bytes);
  }

  Optional<byte[]> file(String id) {
    Supplier<byte[]> maker = files.get(id);
    return maker == null
        ? Optional.empty()
        : Optional.of(built.computeIfAbsent(id, _ -> maker.get()));
  }

  /// Notes that an opportunity has just become won.
  void noteWon(String id) {
    won.add(id);
  }

  /// Those that became won since last asked.
  List<String> takeWon() {
    List<String> taken = List.copyOf(won);
    won.clear();
    return taken;
  }

  /// The rows written since last asked, in the order of their first writing.
  List<Touched> takeTouched() {
    List<Touched> taken = List.copyOf(touched.values());
    touched.clear();
    return taken;
  }

  private Map<String, Json.Obj> table(SObject type) {
    return rows.computeIfAbsent(type.name(), _ -> new LinkedHashMap<>());
  }
}
