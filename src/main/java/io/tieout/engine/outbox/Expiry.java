package io.tieout.engine.outbox;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Removes notices that were told, or given up, long ago.
public final class Expiry {
  private static final String SWEEP =
      """
      delete from notice_outbox where id in (
        select id from notice_outbox
         where ended_at < :before and state in ('delivered', 'set aside')
         order by ended_at
         limit :most
           for update skip locked)
      """;

  private Expiry() {}

  public static int sweep(Sql sql, Instant before, int most) {
    return sql.run(SWEEP).set("before", before).set("most", most).rows();
  }
}
