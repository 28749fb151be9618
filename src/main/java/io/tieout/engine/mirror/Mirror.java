package io.tieout.engine.mirror;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.ledger.LedgerRecord;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the copies and finds among them.
public final class Mirror {
  /// One statement for however many copies, each of them an object of the list. A copy that was
  /// merged away and is there again is itself again. Copies that are as before are written too: to
  /// tell them apart costs as much, and a new Tieout may read more of a record than the last one.
  private static final String PUT =
      """
      insert into mirror_record
        (system, kind, id, name, parent_id, body, version, as_of, deleted, numbers)
      select r.system, r.kind, r.id, r.name, r.parent_id, r.body, r.version, r.as_of, r.deleted,
             r.numbers
        from json_to_recordset(cast(:copies as json)) as r
          (system text, kind text, id text, name text, parent_id text, body jsonb, version text,
           as_of timestamptz, deleted boolean, numbers text[])
      on conflict (system, kind, id) do update
         set name = excluded.name, parent_id = excluded.parent_id, body = excluded.body,
             version = excluded.version, as_of = excluded.as_of, deleted = excluded.deleted,
             numbers = excluded.numbers, merged_into = null
       where excluded.as_of >= mirror_record.as_of
      """;

  private static final String GET =
      "select * from mirror_record where system = :system and kind = :kind and id = :id";
  private static final String CHILDREN =
      """
      select * from mirror_record
       where system = :system and kind = :kind and parent_id = :parentId and not deleted
       order by name, id
      """;
  private static final String GONE =
      """
      update mirror_record set deleted = true, as_of = :asOf, merged_into = :mergedInto
       where system = :system and kind = :kind and id = :id and as_of <= :asOf
      """;
  private static final String SURVIVOR =
      """
      select merged_into from mirror_record
       where system = :system and kind = :kind and id = :id and merged_into is not null
      """;
  private static final String NOT_SEEN_SINCE =
      """
      select id from mirror_record
       where system = :system and kind = :kind and not deleted and as_of < :since
       order by as_of, id limit :limit
      """;

  private static final String CONTACTS =
      """
      select n.name
        from unnest(:names) as n (name)
       where fold_name(n.name) in (select folded from mirror_record where kind = 'contact')
      """;

  /// Stores the copy, unless a newer one is there.
  public void put(Sql sql, MirrorRecord record) {
    putAll(sql, List.of(record));
  }

  /// Stores the copies by one statement, each unless a newer one is there. Of copies of one record
  /// the last counts.
  public void putAll(Sql sql, List<MirrorRecord> records) {
    Map<List<String>, Json> byId = new LinkedHashMap<>();
    records.forEach(r -> byId.put(List.of(r.system(), r.kind(), r.id()), row(r)));
    if (!byId.isEmpty()) {
      sql.run(PUT).json("copies", new Json.Arr(List.copyOf(byId.values()))).rows();
    }
  }

  /// Marks the copy as deleted in its system; nothing happens when there is none.
  public void gone(Sql sql, String system, String kind, String id, Instant asOf) {
    gone(sql, new Gone(system, kind, id, Optional.empty()), asOf);
  }

  /// As [#gone], noting what the record was merged into.
  void gone(Sql sql, Gone gone, Instant asOf) {
    sql.run(GONE)
        .set("system", gone.system())
        .set("kind", gone.kind())
        .set("id", gone.id())
        .optText("mergedInto", gone.mergedInto())
        .set("asOf", asOf)
        .rows();
  }

  /// A record that its system does not have any more.
  record Gone(String system, String kind, String id, Optional<String> mergedInto) {}

  /// What the record was merged into, if that is how it ended.
  public Optional<String> survivor(Sql sql, String system, String kind, String id) {
    return sql.ask(SURVIVOR)
        .set("system", system)
        .set("kind", kind)
        .set("id", id)
        .first(row -> row.text("merged_into"));
  }

  /// Records whose copies are older than that, the oldest first.
  List<String> notSeenSince(Sql sql, Walk.Of of, Instant since, int limit) {
    return sql.ask(NOT_SEEN_SINCE)
        .set("system", of.source())
        .set("kind", of.kind())
        .set("since", since)
        .set("limit", limit)
        .list(row -> row.text("id"));
  }

  /// The copy, deleted ones too.
  public Optional<MirrorRecord> get(Sql sql, String system, String kind, String id) {
    return sql.ask(GET).set("system", system).set("kind", kind).set("id", id).first(Mirror::record);
  }

  /// The systems and books of which something was ever copied, such as `quickbooks/main`.
  public static List<String> systems(Sql sql) {
    return sql.ask("select distinct system from mirror_record order by system")
        .list(row -> row.text("system"));
  }

  /// Those of the names that a contact bears, deleted ones too; without regard to case and accents.
  public List<String> contactsNamed(Sql sql, List<String> names) {
    return sql.ask(CONTACTS).texts("names", names).list(row -> row.text("name"));
  }

  /// The records of the kind that belong to the parent, without deleted ones, by name.
  public List<MirrorRecord> childrenOf(Sql sql, String system, String kind, String parentId) {
    return sql.ask(CHILDREN)
        .set("system", system)
        .set("kind", kind)
        .set("parentId", parentId)
        .list(Mirror::record);
  }

  /// Finds records of the kind by their number or by what people call them: any case, without
  /// accents, in part, or misspelt; the best first, deleted ones never.
  public List<Hit> search(Sql sql, String kind, String words, int limit) {
    return new Search(sql, kind, words).best(limit);
  }

  /// The copy of a CRM's record.
  public static MirrorRecord of(String system, CrmRecord record, Instant asOf) {
    return Naming.of(record).copy(system, record.id(), record.version(), asOf);
  }

  /// The copy of a book's record.
  ///
  /// @param place the book's, `quickbooks/main`
  public static MirrorRecord of(String place, LedgerRecord record, Instant asOf) {
    return Naming.of(record).copy(place, record.id(), record.version(), asOf);
  }

  private static Json row(MirrorRecord record) {
    return Json.object()
        .put("system", record.system())
        .put("kind", record.kind())
        .put("id", record.id())
        .put("name", record.name())
        .putText("parent_id", record.parentId())
        .put("body", record.body())
        .put("version", record.version())
        .put("as_of", record.asOf().toString())
        .put("deleted", record.deleted())
        .put("numbers", record.numbers().stream().map(Json::of).toList())
        .build();
  }

  static MirrorRecord record(Row row) {
    return new MirrorRecord(
        row.text("system"),
        row.text("kind"),
        row.text("id"),
        row.text("name"),
        row.optText("parent_id"),
        row.json("body").asObj("body"),
        row.text("version"),
        row.instant("as_of"),
        row.flag("deleted"));
  }
}
