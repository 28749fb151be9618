package io.tieout.engine.lease;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.jobs.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews all leases that this process holds, from one loop. It dies with the process, and with it
/// every renewal.
public final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  /// How soon a dead process's work is another's.
  public static final Duration TERM = Duration.ofSeconds(30);

  /// Longer than any call to a vendor with all its repetitions.
  static final Duration STUCK = Duration.ofMinutes(10);

  static final int RENEWALS_A_TERM = 4;
  private static final int LOOKS_A_TERM = 12;

  /// What of a term must be left so that a call is begun.
  private static final int LEAST_PART = 3;

  /// Given away for clocks that do not run equally fast, and small steps of the database's.
  private static final int MARGIN_PART = 15;

  private final Database database;
  private final LeaseClock clock;
  private final LongSupplier nanos;
  private final Duration term;
  private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
  private final Loop loop;

  /// @param nanos a monotonic time of this machine
  public Keeper(Database database, LeaseClock clock, LongSupplier nanos, Duration term) {
    if (!term.isPositive()) {
      throw new IllegalArgumentException("a lease must be longer than nothing, not " + term);
    }
    this.database = database;
    this.clock = clock;
    this.nanos = nanos;
    this.term = term;
    this.loop = new Loop("leases", this::renewInLoop, term.dividedBy(LOOKS_A_TERM));
  }

  /// As in production: by the database's clock.
  public static Keeper of(Database database, Duration term) {
    return new Keeper(database, LeaseClock.DATABASE, System::nanoTime, term);
  }

  /// All time is the given clock's: for workers that tests run by hand, without [#start].
  public static Keeper byHand(Database database, InstantSource clock, Duration term) {
    return new Keeper(
        database,
        LeaseClock.of(clock),
        () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
        term);
  }

  public void start() {
    loop.start();
  }

  public Duration term() {
    return term;
  }

  /// The monotonic time; to be read before a lease is asked for.
  public long nanos() {
    return nanos.getAsLong();
  }

  /// The time by which leases run out.
  public Instant now(Sql sql) {
    return clock.now(sql);
  }

  /// Keeps a lease that was just taken for a term, until it is closed.
  ///
  /// @param before the monotonic time before it was asked for
  public Hold hold(long before, Renewal renewal) {
    Hold hold = new Hold(this, renewal, before);
    holds.add(hold);
    return hold;
  }

  void forget(Hold hold) {
    holds.remove(hold);
  }

  Duration left(long takenAt) {
    long whole = term.toNanos();
    long left = takenAt + whole - whole / MARGIN_PART - nanos();
    return left < whole / LEAST_PART ? Duration.ZERO : Duration.ofNanos(left);
  }

  /// Renews what it is time for; tells how many leases it prolonged. While the database cannot be
  /// reached none is, and their holders stop sending in time.
  public int renew() {
    int renewed = 0;
    for (Hold hold : holds) {
      if (hold.due(nanos())) {
        renewed += prolong(hold) ? 1 : 0;
      }
    }
    return renewed;
  }

  private boolean renewInLoop() {
    renew();
    return false;
  }

  private boolean prolong(Hold hold) {
    long before = nanos();
    boolean ours =
        database.inTransaction(sql -> hold.renewal().until(sql, clock.now(sql).plus(term)));
    if (ours) {
      hold.prolonged(before);
    } else if (holds.contains(hold)) {
      LOG.warn("a lease went to somebody else while its holder worked");
      hold.lose();
    }
    return ours;
  }

  @Override
  public void close() {
    loop.close();
  }
}
