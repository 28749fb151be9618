package io.tieout.engine.mirror;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far walks have come, in the transactions of what they store: a walk that was killed goes on
/// at the page that was not stored.
public final class Walks {
  private static final String FIND =
      "select * from mirror_walk where source = :source and kind = :kind";
  private static final String ALL = "select * from mirror_walk order by source, started_at, kind";
  private static final String START =
      """
      insert into mirror_walk (source, kind, started_at, records)
      values (:source, :kind, :startedAt, 0)
      on conflict (source, kind) do update
         set cursor = null, started_at = excluded.started_at, records = 0, walked_at = null,
             finished_at = null
      """;

  /// Changes nothing when another process has taken the walk further meanwhile.
  private static final String MOVE =
      """
      update mirror_walk
         set cursor = :cursor, records = :records, walked_at = :walkedAt,
             finished_at = :finishedAt
       where source = :source and kind = :kind and started_at = :startedAt
         and cursor is not distinct from :was and finished_at is null
      """;

  /// All walks that were ever begun, by source.
  public List<WalkStatus> all(Sql sql) {
    return sql.ask(ALL).list(Walks::status);
  }

  Optional<WalkStatus> find(Sql sql, Walk.Of of) {
    return sql.ask(FIND).set("source", of.source()).set("kind", of.kind()).first(Walks::status);
  }

  WalkStatus start(Sql sql, Walk.Of of, Instant at) {
    sql.run(START).set("source", of.source()).set("kind", of.kind()).set("startedAt", at).once();
    return find(sql, of).orElseThrow();
  }

  void move(Sql sql, WalkStatus was, WalkStatus is) {
    int moved =
        sql.run(MOVE)
            .set("source", is.source())
            .set("kind", is.kind())
            .set("startedAt", is.startedAt())
            .optText("was", was.cursor())
            .optText("cursor", is.cursor())
            .set("records", is.records())
            .optInstant("walkedAt", is.walkedAt())
            .optInstant("finishedAt", is.finishedAt())
            .rows();
    if (moved != 1) {
      throw new IllegalStateException(
          "another process is walking through the %s records of %s"
              .formatted(is.kind(), is.source()));
    }
  }

  private static WalkStatus status(Row row) {
    return new WalkStatus(
        row.text("source"),
        row.text("kind"),
        row.optText("cursor"),
        row.instant("started_at"),
        row.number("records"),
        row.optInstant("walked_at"),
        row.optInstant("finished_at"));
  }
}
