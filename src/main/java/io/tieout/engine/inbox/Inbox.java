package io.tieout.engine.inbox;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes signals in. A signal that was told before costs one look-up and changes nothing. What
/// arrives together is stored in one commit.
public final class Inbox {
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
  private final GroupCommit group;

  public Inbox(Database database, InstantSource clock) {
    this(database, clock, GroupCommit.Limits.DEFAULT);
  }

  Inbox(Database database, InstantSource clock, GroupCommit.Limits limits) {
    this.database = database;
    this.clock = clock;
    this.group = new GroupCommit(this::storeTogether, limits);
  }

  /// Stores the signal inside the caller's transaction.
  public Receipt accept(Sql sql, Signal signal) {
    Receipt receipt = Storing.store(sql, List.of(signal), clock.instant()).getFirst();
    if (receipt instanceof Receipt.Stored) {
      sql.afterCommit(this::wake);
    }
    return receipt;
  }

  /// Stores the signal in a commit that it may share with others that arrive at the same time.
  public Receipt accept(Signal signal) {
    return accept(List.of(signal)).getFirst();
  }

  /// Stores all the signals or, failing, none, in a commit that they may share with others that
  /// arrive at the same time. [InboxFullException] when too many wait.
  public List<Receipt> accept(List<Signal> signals) {
    return signals.isEmpty() ? List.of() : group.store(List.copyOf(signals));
  }

  /// How many signals wait to be stored, for watching.
  int queued() {
    return group.waiting();
  }

  private List<Receipt> storeTogether(List<Signal> signals) {
    List<Receipt> receipts = database.atOnce(sql -> Storing.store(sql, signals, clock.instant()));
    if (receipts.stream().anyMatch(Receipt.Stored.class::isInstance)) {
      wake();
    }
    return receipts;
  }

  private void wake() {
    wakes.forEach(Runnable::run);
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
}
