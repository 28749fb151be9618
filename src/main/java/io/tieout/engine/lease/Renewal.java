package io.tieout.engine.lease;

import io.tieout.engine.db.Sql;
import java.time.Instant;

/// Prolongs one lease in its table.
@FunctionalInterface
public interface Renewal {
  /// False when it is no longer the holder's: then nothing is changed.
  boolean until(Sql sql, Instant end);
}
