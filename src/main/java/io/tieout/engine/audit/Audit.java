package io.tieout.engine.audit;

import io.tieout.engine.db.Sql;
import io.tieout.value.id.IdSource;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Writes audit entries, in the same transaction as what they tell of. A plain insert: the chain is
/// made later, so that nobody waits for it.
public final class Audit {
  private static final String INSERT =
      """
      insert into audit_entry (entry_id, at, subject, refs, actor, action, details, names)
      values (:entryId, :at, :subject, :refs, :actor, :action, cast(:details as jsonb), :names)
      """;

  private final InstantSource clock;
  private final IdSource ids;

  public Audit(InstantSource clock, IdSource ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /// Records the deed. Kept if and only if the caller's transaction is committed.
  public void record(Sql sql, AuditEntry entry) {
    sql.run(INSERT)
        .set("entryId", ids.next("A"))
        .set("at", clock.instant().truncatedTo(ChronoUnit.MICROS))
        .set("subject", entry.subject())
        .texts("refs", entry.refs())
        .set("actor", entry.actor())
        .set("action", entry.action())
        .json("details", entry.details())
        .texts("names", entry.names())
        .once();
  }
}
