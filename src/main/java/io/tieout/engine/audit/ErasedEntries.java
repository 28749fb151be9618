package io.tieout.engine.audit;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Entries whose details were replaced because somebody's personal data was in them.
///
/// The chain keeps the hash of the entry as it was. That it was replaced, and by what, is told by a
/// later entry of the chain; the check believes that entry and nothing else.
public final class ErasedEntries {
  /// The action of the entry that tells of an erasure. Its details list the entries it replaced.
  public static final String ERASED = "person erased";

  private static final String MENTIONING =
      """
      select e.*, c.seq
        from audit_entry e left join audit_chain c on c.entry = e.id
       where exists (
         select 1 from unnest(:values) as v (value)
          where strpos(lower(cast(e.details as text)), lower(v.value)) > 0)
       order by e.id
      """;
  private static final String NOTE =
      "insert into audit_erasure (entry, erasure, digest) values (:entry, :erasure, :digest)";
  private static final String REPLACE =
      "update audit_entry set details = cast(:details as jsonb) where id = :entry";
  private static final String UNCHAINED =
      """
      select e.details from audit_entry e
       where e.action = :erased
         and not exists (select 1 from audit_chain c where c.entry = e.id)
       order by e.id
      """;

  private ErasedEntries() {}

  /// An entry that mentions something.
  ///
  /// @param row its place in the table
  /// @param seq its place in the chain, once it is chained
  public record Mentioning(long row, String entryId, AuditEntry deed, Optional<Long> seq) {}

  /// An entry as it is since its details were replaced.
  ///
  /// @param digest over all of it
  public record Replaced(String entryId, long seq, String digest) {
    public Json.Obj json() {
      return Json.object().put("entry", entryId).put("link", seq).put("now", digest).build();
    }
  }

  /// The entries with one of the values in their details, in any case, in order of writing.
  public static List<Mentioning> mentioning(Sql sql, List<String> values) {
    return sql.ask(MENTIONING).texts("values", values).list(ErasedEntries::mentioning);
  }

  /// Replaces the details of a chained entry. The caller's transaction has begun the erasure, and
  /// records an entry [#ERASED] that lists what is returned here as `entries`.
  public static Replaced replace(Sql sql, long erasure, long row, Json.Obj details) {
    Link.Entry entry =
        sql.ask("select * from audit_entry where id = :id").set("id", row).one(AuditChain::entry);
    long seq =
        sql.ask("select seq from audit_chain where entry = :id")
            .set("id", row)
            .one(found -> found.number("seq"));
    AuditEntry deed = entry.deed();
    AuditEntry now =
        new AuditEntry(deed.subject(), deed.refs(), deed.actor(), deed.action(), details);
    String digest = digest(new Link.Entry(entry.id(), entry.entryId(), entry.at(), now));
    sql.run(NOTE).set("entry", row).set("erasure", erasure).set("digest", digest).once();
    sql.run(REPLACE).set("entry", row).json("details", details).once();
    return new Replaced(entry.entryId(), seq, digest);
  }

  static String digest(Link.Entry entry) {
    return Digest.of(entry.content()).hex();
  }

  /// What the entry tells that it replaced: digests by the replaced entries' ids.
  static Map<String, String> toldBy(AuditEntry entry) {
    return entry.action().equals(ERASED) ? told(entry.details()) : Map.of();
  }

  /// The same, of entries that are not chained yet.
  static Map<String, String> toldByUnchained(Sql sql) {
    Map<String, String> all = new HashMap<>();
    sql.ask(UNCHAINED)
        .set("erased", ERASED)
        .list(row -> told(row.json("details").asObj("details")))
        .forEach(all::putAll);
    return all;
  }

  private static Map<String, String> told(Json.Obj details) {
    Map<String, String> told = new HashMap<>();
    details.objects("entries").forEach(e -> told.put(e.text("entry"), e.text("now")));
    return told;
  }

  private static Mentioning mentioning(Row row) {
    Link.Entry entry = AuditChain.entry(row);
    return new Mentioning(entry.id(), entry.entryId(), entry.deed(), row.optNumber("seq"));
  }
}
