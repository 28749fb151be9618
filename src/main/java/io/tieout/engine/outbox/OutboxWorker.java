package io.tieout.engine.outbox;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DuplicateKeyException;
import io.tieout.engine.db.Sql;
import io.tieout.engine.lease.Hold;
import io.tieout.engine.lease.Keeper;
import io.tieout.fact.notice.Notifier;
import io.tieout.value.fault.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people what the outbox holds, one notice at a time. Any number of workers may share an
/// outbox. A notice that cannot be told blocks only its own key, and that only while it is tried
/// again.
public final class OutboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

  private final Database database;
  private final Notifier notifier;
  private final InstantSource clock;
  private final Settings settings;
  private final Keeper keeper;

  /// How long a worker may take to tell a notice and how often it is tried.
  ///
  /// @param worker unique among all workers of all processes
  /// @param keeper renews the lease while the notice is told; without one it runs out by the
  ///   worker's clock
  public record Settings(
      String worker, Duration lease, Patience patience, Optional<Keeper> keeper) {
    public static final Duration LEASE = Keeper.TERM;
    public static final Patience PATIENCE =
        new Patience(8, 100, Duration.ofSeconds(2), Duration.ofMinutes(10));

    public Settings {
      if (worker.isBlank() || lease.isNegative() || lease.isZero()) {
        throw new IllegalArgumentException("a worker needs a name and a lease longer than nothing");
      }
    }

    public Settings(String worker, Duration lease, Patience patience) {
      this(worker, lease, patience, Optional.empty());
    }

    public static Settings of(String worker) {
      return new Settings(worker, LEASE, PATIENCE);
    }

    public Settings keptBy(Keeper other) {
      return new Settings(worker, other.term(), patience, Optional.of(other));
    }
  }

  public OutboxWorker(
      Database database, Notifier notifier, InstantSource clock, Settings settings) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
    this.settings = settings;
    this.keeper =
        settings.keeper().orElseGet(() -> Keeper.byHand(database, clock, settings.lease()));
  }

  /// Tells the next notice that is due. False when there was none.
  public boolean runOnce() {
    long before = keeper.nanos();
    Optional<Outbox.Claim> claim = claim();
    claim.ifPresent(c -> {
      try (Hold hold = keeper.hold(before, (sql, end) -> prolong(sql, c, end))) {
        tell(c, hold);
      }
    });
    return claim.isPresent();
  }

  private Optional<Outbox.Claim> claim() {
    try {
      return database.inTransaction(sql ->
          Outbox.claim(
              sql,
              settings.worker(),
              new Outbox.When(clock.instant(), keeper.now(sql), keeper.term())));
    } catch (DuplicateKeyException e) {
      LOG.debug("another worker was quicker", e);
      return Optional.empty();
    }
  }

  private boolean prolong(Sql sql, Outbox.Claim claim, Instant end) {
    return Outbox.prolong(sql, claim, settings.worker(), end);
  }

  /// What another may tell by now is left to it.
  private void tell(Outbox.Claim claim, Hold hold) {
    if (!hold.sure()) {
      LOG.warn("notice {}: held up since it was taken, not told", claim.id());
      Outbox.Ending back =
          new Outbox.Ending("waiting", 0, clock.instant(), Optional.empty(), "held up");
      database.transact(sql -> Outbox.finish(sql, claim, settings.worker(), back));
      return;
    }
    Outbox.Ending ending = attempt(claim);
    boolean held =
        database.inTransaction(sql -> Outbox.finish(sql, claim, settings.worker(), ending));
    if (!held) {
      LOG.warn("notice {}: the lease was lost, it may be told twice", claim.id());
    }
  }

  private Outbox.Ending attempt(Outbox.Claim claim) {
    try {
      notifier.deliver(claim.notice());
      Instant now = clock.instant();
      return new Outbox.Ending("delivered", 0, now, Optional.of(now), "");
    } catch (RuntimeException e) {
      return afterFailure(claim, e);
    }
  }

  private Outbox.Ending afterFailure(Outbox.Claim claim, RuntimeException e) {
    int failed = Patience.passes(e) ? 0 : 1;
    Instant now = clock.instant();
    String message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return switch (settings.patience().after(e, claim.attempt(), claim.failures() + failed)) {
      case Patience.Next.Again(Duration wait) -> {
        LOG.warn("notice {}: attempt {} failed, again in {}", claim.id(), claim.attempt(), wait, e);
        yield new Outbox.Ending("waiting", failed, now.plus(wait), Optional.empty(), message);
      }
      case Patience.Next.GiveUp() -> {
        LOG.error("notice {}: set aside after {} attempts", claim.id(), claim.attempt(), e);
        yield new Outbox.Ending("set aside", failed, now, Optional.of(now), message);
      }
    };
  }
}
