package io.tieout.engine.inbox;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The statements by which a worker takes a signal and gives it back. The number of the attempt is
/// the fencing token: whoever lost the lease can no longer report.
final class Claims {
  /// What a person waits for comes first and what may wait last; with it goes whatever is before it
  /// in the same subject, for that has to be done first. A dead worker's signal comes before all
  /// others of its subject, since it was begun.
  ///
  /// The lanes are no parameter: PostgreSQL took the plan for any of them to be the cheapest, made
  /// it while the table was small and kept it when it had grown (0.4 s a claim where 2,000 waited).
  private static final String NEXT =
      """
      select w.signal, w.worker
        from signal_work w
       where w.state = 'working' and w.lease_until <= :leasing
          or w.state = 'waiting' and w.not_before <= :now
             and not exists (
               select 1 from signal_work o
                where o.subject = w.subject and o.state in ('waiting', 'working')
                  and (o.signal < w.signal or o.state = 'working'))
       order by case
                  when w.lane = 0 or exists (
                         select 1 from signal_work p
                          where p.subject = w.subject and p.state = 'waiting'
                            and p.lane = 0) then 0
                  when w.lane = 1 or exists (
                         select 1 from signal_work n
                          where n.subject = w.subject and n.state = 'waiting'
                            and n.lane < 2) then 1
                  else 2
                end,
                w.signal
       limit 1
         for update skip locked
      """;

  /// The same among what people wait for: few rows, however long the queue.
  private static final String NEXT_OF_PEOPLE =
      """
      select w.signal, w.worker
        from signal_work w
       where w.lane = 0
         and (w.state = 'working' and w.lease_until <= :leasing
              or w.state = 'waiting' and w.not_before <= :now
                 and not exists (
                   select 1 from signal_work o
                    where o.subject = w.subject and o.state in ('waiting', 'working')
                      and (o.signal < w.signal or o.state = 'working')))
       order by w.signal
       limit 1
         for update skip locked
      """;

  private static final String TAKE =
      """
      with claimed as (
        update signal_work
           set state = 'working', worker = :worker, lease_until = :until,
               attempts = attempts + 1
         where signal = :signal
        returning signal, lane, attempts, failures
      )
      select s.id, s.source, s.dedupe_key, s.subject, s.kind, s.body, s.received_at,
             c.lane, c.attempts, c.failures
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
  private final String next;

  /// @param forPeople whether it takes nothing but what people wait for
  Claims(String worker, boolean forPeople) {
    this.worker = worker;
    this.next = forPeople ? NEXT_OF_PEOPLE : NEXT;
  }

  /// A signal this worker holds.
  ///
  /// @param failures failures before this attempt that do not pass by themselves
  /// @param deaths how many workers died on it, when the one before did; else none
  record Claim(StoredSignal signal, int failures, int deaths) {
    private Claim after(int died) {
      return new Claim(signal, failures, died);
    }
  }

  /// @param died the worker that held it, if one did
  private record Due(long signal, Optional<String> died) {}

  /// To be called in a transaction: nobody else takes the signal until its end.
  ///
  /// @param now what is due by
  /// @param leasing what leases run out by; it may be another clock's time
  Optional<Claim> next(Sql sql, Instant now, Instant leasing, Duration term) {
    return sql.ask(next)
        .set("now", now)
        .set("leasing", leasing)
        .first(row -> new Due(row.number("signal"), row.optText("worker")))
        .map(due -> take(sql, due, now, leasing.plus(term)));
  }

  private Claim take(Sql sql, Due due, Instant now, Instant until) {
    Claim claim =
        sql.ask(TAKE)
            .set("signal", due.signal())
            .set("worker", worker)
            .set("until", until)
            .one(Claims::taken);
    return due.died()
        .map(dead -> claim.after(tellOfDeath(sql, claim.signal(), dead, now)))
        .orElse(claim);
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

  private static Claim taken(Row row) {
    Signal signal =
        new Signal(
            row.text("source"),
            row.text("dedupe_key"),
            row.text("subject"),
            row.text("kind"),
            row.json("body").asObj("body"),
            Lane.at(row.number("lane")));
    return new Claim(
        new StoredSignal(
            row.number("id"),
            signal,
            row.instant("received_at"),
            Math.toIntExact(row.number("attempts"))),
        Math.toIntExact(row.number("failures")),
        0);
  }
}
