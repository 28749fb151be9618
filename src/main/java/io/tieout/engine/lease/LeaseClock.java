package io.tieout.engine.lease;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.time.InstantSource;

/// The one clock that says when a lease has run out. The clocks of replicas may differ, so it is
/// the database's, which all of them share.
@FunctionalInterface
public interface LeaseClock {
  LeaseClock DATABASE =
      sql -> sql.ask("select clock_timestamp() as now").one(row -> row.instant("now"));

  /// For one process alone, or for tests that have leases run out by hand.
  static LeaseClock of(InstantSource clock) {
    return _ -> clock.instant();
  }

  Instant now(Sql sql);
}
