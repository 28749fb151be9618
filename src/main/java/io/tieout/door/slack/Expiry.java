package io.tieout.door.slack;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Removes what was said with the assistant. What waits for an answer is a signal, and a thread is
/// read back for hours only, so nobody misses it.
public final class Expiry {
  private static final String SWEEP =
      """
      delete from slack_said where id in (
        select id from slack_said where at < :before order by at limit :most
           for update skip locked)
      """;

  private Expiry() {}

  public static int sweep(Sql sql, Instant before, int most) {
    return sql.run(SWEEP).set("before", before).set("most", most).rows();
  }
}
