package io.tieout.engine.mirror;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Removes copies of records that their systems deleted long ago.
public final class Expiry {
  private static final String SWEEP =
      """
      delete from mirror_record where (system, kind, id) in (
        select system, kind, id from mirror_record
         where deleted and as_of < :before
         order by as_of
         limit :most
           for update skip locked)
      """;

  private Expiry() {}

  public static int sweep(Sql sql, Instant before, int most) {
    return sql.run(SWEEP).set("before", before).set("most", most).rows();
  }
}
