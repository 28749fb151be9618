package io.tieout.engine.inbox;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes signals in. A signal that was told before costs one look-up and changes nothing.
public final class Inbox {
  private static final String INSERT =
      """
      insert into signal (source, dedupe_key, subject, kind, body, received_at)
      values (:source, :dedupeKey, :subject, :kind, cast(:body as jsonb), :at)
      on conflict on constraint signal_arrives_once do nothing
      returning id
      """;
  private static final String INSERT_WORK =
      """
      insert into signal_work (signal, subject, not_before, patient)
      values (:signal, :subject, :at, :patient)
      """;
  private static final String FIND =
      "select id from signal where source = :source and dedupe_key = :dedupeKey";
  private static final String COUNT_WAITING =
      "select count(*) as n from signal_work where state in ('waiting', 'working')";
  private static final String ATTEMPTS =
      """
      select attempt, worker, ended_at, outcome, message from signal_attempt
       where signal = :signal order by attempt
      """;

  private final Database database;
  private final InstantSource clock;
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

  public Inbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Stores the signal inside the caller's transaction.
  public Receipt accept(Sql sql, Signal signal) {
    Instant now = clock.instant();
    Optional<Long> stored =
        sql.ask(INSERT)
            .set("source", signal.source())
            .set("dedupeKey", signal.dedupeKey())
            .set("subject", signal.subject())
            .set("kind", signal.kind())
            .json("body", signal.body())
            .set("at", now)
            .first(row -> row.number("id"));
    if (stored.isEmpty()) {
      return new Receipt.Duplicate(idOf(sql, signal));
    }
    long id = stored.get();
    sql.run(INSERT_WORK)
        .set("signal", id)
        .set("subject", signal.subject())
        .set("at", now)
        .set("patient", signal.patient())
        .once();
    sql.afterCommit(() -> wakes.forEach(Runnable::run));
    return new Receipt.Stored(id);
  }

  /// Stores the signal in a transaction of its own.
  public Receipt accept(Signal signal) {
    return database.inTransaction(sql -> accept(sql, signal));
  }

  /// Has the action called whenever this process has stored something new. It must be quick.
  public void onArrival(Runnable wake) {
    wakes.add(wake);
  }

  /// How many signals are neither done nor set aside.
  public long waiting(Sql sql) {
    return sql.ask(COUNT_WAITING).one(row -> row.number("n"));
  }

  /// How the attempts on a signal ended, the first one first.
  public List<Attempt> attempts(Sql sql, long signalId) {
    return sql.ask(ATTEMPTS).set("signal", signalId).list(Inbox::attempt);
  }

  /// How one attempt ended.
  ///
  /// @param outcome `done`, `again`, `set aside` or `worker died`
  public record Attempt(
      int attempt, String worker, Instant endedAt, String outcome, String message) {}

  private static Attempt attempt(Row row) {
    return new Attempt(
        Math.toIntExact(row.number("attempt")),
        row.text("worker"),
        row.instant("ended_at"),
        row.text("outcome"),
        row.text("message"));
  }

  private static long idOf(Sql sql, Signal signal) {
    return sql.ask(FIND)
        .set("source", signal.source())
        .set("dedupeKey", signal.dedupeKey())
        .one(row -> row.number("id"));
  }
}
