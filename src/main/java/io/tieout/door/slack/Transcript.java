package io.tieout.door.slack;

import io.tieout.door.assistant.Turn;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What was said with the assistant in each thread: ours, since reading history back from Slack is
/// rationed. What was said long ago no longer lends its meaning to what is said now.
final class Transcript {
  private static final int REMEMBERED = 12;
  private static final Duration FOR = Duration.ofHours(8);

  private final Database database;
  private final InstantSource clock;

  Transcript(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The last lines of the thread, oldest first.
  List<Turn.Said> before(String channel, String thread) {
    return database.inTransaction(sql ->
        sql.ask(
                """
                select who, words from (
                  select id, who, words from slack_said
                   where channel = :channel and thread = :thread and at > :since
                   order by id desc limit :most) last
                 order by id
                """)
            .set("channel", channel)
            .set("thread", thread)
            .set("since", clock.instant().minus(FOR))
            .set("most", REMEMBERED)
            .list(row -> new Turn.Said(Turn.Who.valueOf(row.text("who")), row.text("words"))));
  }

  void add(Sql sql, String channel, String thread, Turn.Said said) {
    sql.run(
            """
            insert into slack_said (channel, thread, who, words, at)
            values (:channel, :thread, :who, :words, :at)
            """)
        .set("channel", channel)
        .set("thread", thread)
        .set("who", said.who().name())
        .set("words", said.text())
        .set("at", clock.instant())
        .once();
  }
}
