package io.tieout.engine.inbox;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DuplicateKeyException;
import io.tieout.engine.db.Sql;
import io.tieout.engine.lease.Hold;
import io.tieout.engine.lease.Keeper;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.Patience;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on signals, one at a time. Any number of workers in any number of processes may share one
/// inbox: the database hands a subject to one of them at a time, and takes it back when the lease
/// of a dead one has run out.
///
/// A failing signal blocks its own subject while it is tried again, and nothing once it is set
/// aside.
public final class InboxWorker {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);

  /// With the rests between them more than two hours: time to end a crash that has other reasons.
  private static final int MOST_DEATHS = 20;

  private final Database database;
  private final Map<String, SignalHandler> bySource;
  private final SetAside findings;
  private final InstantSource clock;
  private final Settings settings;
  private final Claims claims;
  private final Keeper keeper;

  /// How long a worker may hold a signal and how often one is tried.
  ///
  /// @param worker unique among all workers of all processes
  /// @param forPeople it takes nothing but what people wait for, so that it is free for them
  /// @param lease a worker that is silent for so long is taken for dead
  /// @param keeper renews the lease while the work lasts; without one it runs out by the worker's
  ///   clock
  public record Settings(
      String worker,
      boolean forPeople,
      Duration lease,
      Patience patience,
      Optional<Keeper> keeper) {
    public static final Duration LEASE = Keeper.TERM;
    public static final Patience PATIENCE =
        new Patience(5, 100, Duration.ofSeconds(5), Duration.ofMinutes(10));

    public Settings {
      if (worker.isBlank() || lease.isNegative() || lease.isZero()) {
        throw new IllegalArgumentException("a worker needs a name and a lease longer than nothing");
      }
    }

    public Settings(String worker, Duration lease, Patience patience) {
      this(worker, false, lease, patience, Optional.empty());
    }

    public static Settings of(String worker) {
      return new Settings(worker, LEASE, PATIENCE);
    }

    public Settings keptBy(Keeper other) {
      return new Settings(worker, forPeople, other.term(), patience, Optional.of(other));
    }

    public Settings onlyForPeople() {
      return new Settings(worker, true, lease, patience, keeper);
    }
  }

  public InboxWorker(
      Database database,
      Map<String, SignalHandler> bySource,
      SetAside findings,
      InstantSource clock,
      Settings settings) {
    this.database = database;
    this.bySource = Map.copyOf(bySource);
    this.findings = findings;
    this.clock = clock;
    this.settings = settings;
    this.claims = new Claims(settings.worker(), settings.forPeople());
    this.keeper =
        settings.keeper().orElseGet(() -> Keeper.byHand(database, clock, settings.lease()));
  }

  /// Works on the next signal that is due. False when there was none.
  public boolean runOnce() {
    long before = keeper.nanos();
    Optional<Claims.Claim> claim = claim();
    claim.ifPresent(c -> {
      try (Hold _ = keeper.hold(before, (sql, end) -> claims.prolong(sql, c.signal(), end))) {
        work(c);
      }
    });
    return claim.isPresent();
  }

  /// Two workers that reach for the same subject at once: the table refuses the second, who looks
  /// again later.
  private Optional<Claims.Claim> claim() {
    try {
      return database.inTransaction(
          sql -> claims.next(sql, clock.instant(), keeper.now(sql), keeper.term()));
    } catch (DuplicateKeyException e) {
      LOG.debug("another worker was quicker", e);
      return Optional.empty();
    }
  }

  private void work(Claims.Claim claim) {
    finish(claim, claim.deaths() > 1 ? rested(claim.deaths()) : attempt(claim, claim.signal()));
  }

  /// Processes die for many reasons: one death is another's turn at once. A signal on which more
  /// died may be what kills them, so the others go before it, and in the end it is left to people.
  private Claims.Ending rested(int deaths) {
    if (deaths >= MOST_DEATHS) {
      return new Claims.Ending(
          new Claims.Outcome.Aside(), "%d workers died on it".formatted(deaths), 0);
    }
    Duration rest = settings.patience().pause(deaths - 1);
    return new Claims.Ending(
        new Claims.Outcome.Again(clock.instant().plus(rest)),
        "%d workers died on it; it rests".formatted(deaths),
        0);
  }

  private Claims.Ending attempt(Claims.Claim claim, StoredSignal signal) {
    try {
      handler(signal).handle(signal);
      return new Claims.Ending(new Claims.Outcome.Done(), "", 0);
    } catch (RuntimeException e) {
      int failed = Patience.passes(e) ? 0 : 1;
      Patience.Next next =
          settings.patience().after(e, signal.attempt(), claim.failures() + failed);
      LOG.warn(
          "signal {} ({} of {}): attempt {} failed: {}",
          signal.id(),
          signal.signal().kind(),
          signal.signal().subject(),
          signal.attempt(),
          next,
          e);
      return new Claims.Ending(outcome(next), message(e), failed);
    }
  }

  private Claims.Outcome outcome(Patience.Next next) {
    return switch (next) {
      case Patience.Next.Again(Duration wait) ->
          new Claims.Outcome.Again(clock.instant().plus(wait));
      case Patience.Next.GiveUp() -> new Claims.Outcome.Aside();
    };
  }

  private void finish(Claims.Claim claim, Claims.Ending ending) {
    database.transact(sql -> {
      if (!claims.end(sql, claim.signal(), ending, clock.instant())) {
        LOG.warn("signal {}: the lease was lost, its outcome is dropped", claim.signal().id());
      } else if (ending.outcome() instanceof Claims.Outcome.Aside) {
        tellPeople(sql, claim.signal(), ending.message());
      }
    });
  }

  private void tellPeople(Sql sql, StoredSignal signal, String why) {
    findings.setAside(sql, signal, why);
  }

  private SignalHandler handler(StoredSignal signal) {
    SignalHandler handler = bySource.get(signal.signal().source());
    if (handler == null) {
      throw new Fault.Broken("no handler for signals of source '" + signal.signal().source() + "'")
          .asException();
    }
    return handler;
  }

  /// What Java itself throws nobody thought of; what is ours says what it means.
  private static String message(RuntimeException e) {
    String said = Optional.ofNullable(e.getMessage()).orElse("no message");
    return e.getClass().getName().startsWith("java.")
        ? "unforeseen, %s: %s".formatted(e.getClass().getSimpleName(), said)
        : said;
  }
}
