package io.tieout.engine.quota;

import io.tieout.engine.db.Database;
import io.tieout.value.fault.Fault;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Quota;
import io.tieout.vendor.http.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// One account's limits, kept in its row. A share is taken under the row's lock: read, ruled on and
/// written in one short transaction.
final class SharedQuota implements Quota {
  /// What a call may take longer than it said before its holder is taken for dead.
  private static final Duration GRACE = Duration.ofSeconds(30);

  /// No published window is longer; after it a vendor may be asked how it is.
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final Database database;
  private final InstantSource clock;
  private final QuotaPlan plan;
  private final String holder;
  private final AtomicLong calls = new AtomicLong();

  /// Has the threads of this process queue here: on the row they would queue with a connection each
  /// and leave none for others.
  private final ReentrantLock ours = new ReentrantLock();

  /// @param holder names this process, unique among replicas
  SharedQuota(Database database, InstantSource clock, QuotaPlan plan, String holder) {
    this.database = database;
    this.clock = clock;
    this.plan = plan;
    this.holder = holder;
  }

  QuotaPlan plan() {
    return plan;
  }

  @Override
  public Verdict ask(Call call, Duration longest) {
    Urgency urgency = Urgency.current();
    String lease = holder + "/" + calls.incrementAndGet();
    ours.lock();
    try {
      return database.inTransaction(sql -> {
        Instant now = clock.instant();
        Account account = AccountRows.locked(sql, plan, now);
        return switch (account.admit(call, urgency, lease, now.plus(longest).plus(GRACE))) {
          case Account.Ruling.Leaves(Account after) -> {
            AccountRows.write(sql, after);
            yield new Verdict.Go(new Counted(lease, after));
          }
          case Account.Ruling.Waits(String why, Instant until) ->
              new Verdict.Wait(said(why, until, now), Duration.between(now, until));
        };
      });
    } finally {
      ours.unlock();
    }
  }

  /// A wait that people notice is told with its end.
  private String said(String why, Instant until, Instant now) {
    Duration wait = Duration.between(now, until);
    return wait.compareTo(Duration.ofMinutes(1)) < 0
        ? "%s: %s, for %d ms".formatted(plan.name(), why, wait.toMillis())
        : "%s is paused until %s: %s".formatted(plan.name(), until, why);
  }

  /// A call that was counted.
  private final class Counted implements Leave {
    private final String lease;
    private final Account after;

    Counted(String lease, Account after) {
      this.lease = lease;
      this.after = after;
    }

    @Override
    public void told(Answer answer, Optional<Fault> fault) {
      if (fault.orElse(null) instanceof Fault.Throttled(String why, Duration wait)) {
        pause(why, wait);
      }
      List<Told> news =
          plan.reading().apply(answer).stream().filter(after::contradictedBy).toList();
      if (!news.isEmpty()) {
        learn(news);
      }
    }

    @Override
    public void done() {
      if (plan.atOnce() > 0) {
        database.transact(sql -> AccountRows.end(sql, plan, lease));
      }
    }
  }

  private void pause(String why, Duration wait) {
    Duration time = wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    Account.Pause pause = new Account.Pause(clock.instant().plus(time), why);
    if (time.isPositive()) {
      database.transact(sql -> AccountRows.pause(sql, plan, pause));
    }
  }

  private void learn(List<Told> news) {
    database.transact(sql -> {
      Account account = AccountRows.locked(sql, plan, clock.instant());
      for (Told told : news) {
        account = account.told(told);
      }
      AccountRows.write(sql, account);
    });
  }
}
