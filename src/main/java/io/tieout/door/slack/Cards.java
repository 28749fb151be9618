package io.tieout.door.slack;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import java.time.InstantSource;
import java.util.Optional;

/// Which message shows which request or finding.
final class Cards {
  private final Database database;
  private final InstantSource clock;

  Cards(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A message in a channel.
  record Place(String channel, String ts) {}

  Optional<Place> placeOf(String subject) {
    return database.inTransaction(sql ->
        sql.ask("select channel, ts from slack_card where subject = :subject")
            .set("subject", subject)
            .first(row -> new Place(row.text("channel"), row.text("ts"))));
  }

  /// Remembers where a card is; a card posted anew takes the old one's place.
  void remember(String subject, Place place) {
    database.transact(sql -> remember(sql, subject, place));
  }

  private void remember(Sql sql, String subject, Place place) {
    sql.run(
            """
            insert into slack_card (subject, channel, ts, posted_at)
            values (:subject, :channel, :ts, :at)
            on conflict (subject) do update set channel = :channel, ts = :ts, posted_at = :at
            """)
        .set("subject", subject)
        .set("channel", place.channel())
        .set("ts", place.ts())
        .set("at", clock.instant())
        .once();
  }
}
