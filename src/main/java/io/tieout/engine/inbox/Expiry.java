package io.tieout.engine.inbox;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Empties signals whose work has ended: their bodies go, and what was said of failed attempts;
/// their keys stay.
public final class Expiry {
  /// The work may have ended long after the signal arrived; then its last attempt counts.
  private static final String SWEEP =
      """
      with old as (
        select s.id
          from signal s join signal_work w on w.signal = s.id
         where not s.emptied and s.received_at < :before
           and w.state in ('done', 'set aside')
           and not exists (
             select 1 from signal_attempt a where a.signal = s.id and a.ended_at >= :before)
         order by s.received_at
         limit :most
           for update of s skip locked
      ), unsaid as (
        update signal_attempt a set message = '' from old where a.signal = old.id
      )
      update signal s set body = '{}'::jsonb, emptied = true from old where s.id = old.id
      """;

  private Expiry() {}

  public static int sweep(Sql sql, Instant before, int most) {
    return sql.run(SWEEP).set("before", before).set("most", most).rows();
  }
}
