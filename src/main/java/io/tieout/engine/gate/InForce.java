package io.tieout.engine.gate;

import io.tieout.engine.db.Sql;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.fact.rollout.Rollout;
import java.util.Optional;

/// The rollout document in force.
///
/// @param number the version's; 0 for the one that ships with Tieout
public record InForce(long number, Rollout rollout) {
  private static final long SHIPPED = 0;

  /// The newest; `RolloutException` when it cannot be read.
  public static InForce now(Sql sql) {
    return of(Governing.newest(sql, Kind.ROLLOUT));
  }

  public static InForce of(Optional<Version> version) {
    return version
        .map(v -> new InForce(v.number(), Rollout.parse(v.body())))
        .orElseGet(() -> new InForce(SHIPPED, Rollout.shipped()));
  }
}
