package io.tieout.engine.jobs;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Removes the history of jobs, but for the last run of each.
public final class Expiry {
  private static final String SWEEP =
      """
      delete from job_run where id in (
        select r.id from job_run r
         where r.ended_at < :before
           and exists (select 1 from job_run l where l.job = r.job and l.id > r.id)
         order by r.id
         limit :most
           for update skip locked)
      """;

  private Expiry() {}

  public static int sweep(Sql sql, Instant before, int most) {
    return sql.run(SWEEP).set("before", before).set("most", most).rows();
  }
}
