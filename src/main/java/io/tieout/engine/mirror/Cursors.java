package io.tieout.engine.mirror;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.Optional;

/// How far change feeds have been read, by their vendors' clocks.
public final class Cursors {
  private static final String READ = "select at from feed_cursor where name = :name";
  private static final String WRITE =
      """
      insert into feed_cursor (name, at) values (:name, :at)
      on conflict (name) do update set at = greatest(feed_cursor.at, excluded.at)
      """;

  public Optional<Instant> read(Sql sql, String name) {
    return sql.ask(READ).set("name", name).first(row -> row.instant("at"));
  }

  /// Moves the cursor forward; an earlier time leaves it where it is.
  public void write(Sql sql, String name, Instant at) {
    sql.run(WRITE).set("name", name).set("at", at).once();
  }
}
