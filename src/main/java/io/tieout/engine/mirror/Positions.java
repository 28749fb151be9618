package io.tieout.engine.mirror;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.Optional;

/// How far streams of events have been read, in their vendors' own words.
public final class Positions {
  private static final String READ =
      "select replay_id, covered_to from feed_position where name = :name";
  private static final String WRITE =
      """
      insert into feed_position (name, replay_id, covered_to) values (:name, :replayId, :coveredTo)
      on conflict (name) do update
        set replay_id = excluded.replay_id, covered_to = excluded.covered_to
      """;

  /// Up to where a stream was read.
  ///
  /// @param replayId the vendor's, kept as it is
  /// @param coveredTo what happened before is known
  public record Position(String replayId, Instant coveredTo) {}

  public Optional<Position> read(Sql sql, String name) {
    return sql.ask(READ)
        .set("name", name)
        .first(row -> new Position(row.text("replay_id"), row.instant("covered_to")));
  }

  public void write(Sql sql, String name, Position position) {
    sql.run(WRITE)
        .set("name", name)
        .set("replayId", position.replayId())
        .set("coveredTo", position.coveredTo())
        .once();
  }
}
