package io.tieout.engine.inbox;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The statements by which a worker takes a signal and gives it back. The number of the attempt is
/// the fencing token: whoever lost the lease can no longer report.
final class Claims {
  /// What may wait comes last, unless somebody waits for what is behind it in the same subject. A
  /// dead worker's signal comes before all others of its subject, since it was begun.
  private static final String CLAIM =
      """
      with next as (
        select w.signal, w.state, w.worker
          from signal_work w
         where w.state = 'working' and w.lease_until <= :leasing
            or w.state = 'waiting' and w.not_before <= :now
               and not exists (
                 select 1 from signal_work o
                  where o.subject = w.subject and o.state in ('waiting', 'working')
                    and (o.signal < w.signal or o.state = 'working'))
         order by w.patient and not exists (
                    select 1 from signal_work u
                     where u.subject = w.subject and u.state = 'waiting' and not u.patient),
                  w.signal
         limit 1
           for update skip locked
      ), claimed as (
        update signal_work w
           set state = 'working', worker = :worker, lease_until = :until,
               attempts = attempts + 1
          from next n
         where w.signal = n.signal
        returning w.signal, w.patient, w.attempts, w.failures, n.worker as died
      )
      select s.id, s.source, s.dedupe_key, s.subject, s.kind, s.body, s.received_at,
             c.patient, c.attempts, c.failures, c.died
        from claimed c join signal s on s.id = c.signal
      """;

  private static final String PROLONG =
      """
      update signal_work set lease_until = :until
       where signal = :signal and attempts = :attempt and worker = :worker and state = 'working'
      """;
  private static final String FINISH =
      """
      update signal_work
         set state = :state, worker = null, lease_until = null,
             failures = failures + :failed, not_before = :notBefore
       where signal = :signal and attempts = :attempt and worker = :worker and state = 'working'
      """;
  private static final String TELL =
      """
      insert into signal_attempt (signal, attempt, worker, ended_at, outcome, message)
      values (:signal, :attempt, :worker, :at, :outcome, :message)
      """;

  private static final String DEATHS =
      "select count(*) as n from signal_attempt where signal = :signal and outcome = 'worker died'";

  private final String worker;

  Claims(String worker) {
    this.worker = worker;
  }

  /// A signal this worker holds.
  ///
  /// @param failures failures before this attempt that do not pass by themselves
  /// @param deaths how many workers died on it, when the one before did; else none
  record Claim(StoredSignal signal, int failures, int deaths) {}

  private record Taken(StoredSignal signal, int failures, Optional<String> died) {}

  /// @param now what is due by
  /// @param leasing what leases run out by; it may be another clock's time
  Optional<Claim> next(Sql sql, Instant now, Instant leasing, Duration term) {
    Optional<Taken> taken =
        sql.ask(CLAIM)
            .set("now", now)
            .set("leasing", leasing)
            .set("worker", worker)
            .set("until", leasing.plus(term))
            .first(Claims::taken);
    return taken.map(t ->
        new Claim(
            t.signal(),
            t.failures(),
            t.died().map(dead -> tellOfDeath(sql, t.signal(), dead, now)).orElse(0)));
  }

  /// False when the lease was lost.
  boolean prolong(Sql sql, StoredSignal signal, Instant until) {
    return sql.run(PROLONG)
            .set("until", until)
            .set("signal", signal.id())
            .set("attempt", signal.attempt())
            .set("worker", worker)
            .rows()
        == 1;
  }

  /// How an attempt ended.
  ///
  /// @param failed 1 when it counts as a failure that does not pass by itself, else 0
  record Ending(Outcome outcome, String message, int failed) {}

  /// What comes next for the signal.
  sealed interface Outcome {
    record Done() implements Outcome {}

    record Again(Instant at) implements Outcome {}

    record Aside() implements Outcome {}
  }

  /// Gives the signal back. False when the lease was lost: then nothing is changed.
  boolean end(Sql sql, StoredSignal signal, Ending ending, Instant now) {
    String state =
        switch (ending.outcome()) {
          case Outcome.Done() -> "done";
          case Outcome.Again _ -> "waiting";
          case Outcome.Aside() -> "set aside";
        };
    Instant notBefore = ending.outcome() instanceof Outcome.Again(Instant at) ? at : now;
    boolean held =
        sql.run(FINISH)
                .set("state", state)
                .set("failed", ending.failed())
                .set("notBefore", notBefore)
                .set("signal", signal.id())
                .set("attempt", signal.attempt())
                .set("worker", worker)
                .rows()
            == 1;
    if (held) {
      sql.run(TELL)
          .set("signal", signal.id())
          .set("attempt", signal.attempt())
          .set("worker", worker)
          .set("at", now)
          .set("outcome", state.equals("waiting") ? "again" : state)
          .set("message", ending.message())
          .once();
    }
    return held;
  }

  /// How many there were with this one.
  private static int tellOfDeath(Sql sql, StoredSignal signal, String dead, Instant now) {
    sql.run(TELL)
        .set("signal", signal.id())
        .set("attempt", signal.attempt() - 1)
        .set("worker", dead)
        .set("at", now)
        .set("outcome", "worker died")
        .set("message", "its lease ran out without a word")
        .once();
    return Math.toIntExact(sql.ask(DEATHS).set("signal", signal.id()).one(row -> row.number("n")));
  }

  private static Taken taken(Row row) {
    Signal signal =
        new Signal(
            row.text("source"),
            row.text("dedupe_key"),
            row.text("subject"),
            row.text("kind"),
            row.json("body").asObj("body"),
            row.flag("patient"));
    return new Taken(
        new StoredSignal(
            row.number("id"),
            signal,
            row.instant("received_at"),
            Math.toIntExact(row.number("attempts"))),
        Math.toIntExact(row.number("failures")),
        row.optText("died"));
  }
}
