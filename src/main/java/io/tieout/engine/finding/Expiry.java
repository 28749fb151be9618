package io.tieout.engine.finding;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Removes findings that were resolved long ago, with their answers. Open ones stay, however old.
public final class Expiry {
  private static final String SWEEP =
      """
      with old as (
        select f.id
          from finding_event r join finding f on f.id = r.finding
         where r.what = 'resolved' and r.at < :before
         order by r.at
         limit :most
           for update of f skip locked
      ), events as (
        delete from finding_event where finding in (select id from old)
      )
      delete from finding where id in (select id from old)
      """;

  private Expiry() {}

  public static int sweep(Sql sql, Instant before, int most) {
    return sql.run(SWEEP).set("before", before).set("most", most).rows();
  }
}
