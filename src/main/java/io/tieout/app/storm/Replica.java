package io.tieout.app.storm;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.House;
import io.tieout.app.house.StillHouse;
import io.tieout.engine.db.Crowd;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.effect.Marks;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.vault.VaultKey;
import io.tieout.vendor.http.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One process of several on the same database. It can be killed: then nothing it has in hand
/// reaches the database any more, and whoever starts after it knows nothing of what it knew.
final class Replica implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ALLOWANCE = 1_000;
  private static final int CONNECTIONS = 3;
  private static final int TRIES = 5;

  /// Who waits because others have all waits in vain; a new one is there much sooner.
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(2);

  /// What a replica stands on.
  ///
  /// @param pause how it waits before it asks again
  /// @param seed of what it draws by chance
  record Plan(
      String name,
      TieoutConfig config,
      DatabaseAddress address,
      VaultKey key,
      InstantSource clock,
      Pause pause,
      Marks marks,
      long seed) {}

  /// The process was killed where this was thrown: nothing is caught, nothing is cleaned up.
  static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;

    KilledError(String name) {
      super(name + " was killed");
    }
  }

  private final Plan plan;
  private Optional<Database> database = Optional.empty();
  private Optional<StillHouse> house = Optional.empty();
  private final List<Thread> burials = new ArrayList<>();
  private boolean dead = true;
  private boolean strained;
  private int lives;

  Replica(Plan plan) {
    this.plan = plan;
  }

  String name() {
    return plan.name();
  }

  boolean alive() {
    return !dead;
  }

  /// Starts the process anew, if it is not alive.
  void start() {
    if (!dead) {
      return;
    }
    bury();
    lives++;
    Database pool =
        Database.connect(
            new DatabaseAddress(
                plan.address().jdbcUrl(),
                plan.address().user(),
                plan.address().password(),
                CONNECTIONS),
            WAIT_FOR_CONNECTION);
    database = Optional.of(pool);
    house =
        Optional.of(
            StillHouse.open(
                plan.config(),
                House.Ground.of(
                        pool,
                        plan.key(),
                        plan.clock(),
                        new SplittableRandom(plan.seed() + lives),
                        plan.name() + "-" + lives)
                    .withPatience(PATIENCE)
                    .withAllowance(ALLOWANCE)
                    .withPause(plan.pause())
                    .withKeeper(Keeper.byHand(pool, plan.clock(), Keeper.TERM))
                    .withMarks(plan.marks())));
    dead = false;
  }

  /// Where it is told, once it is [#settled()].
  URI base() {
    settled();
    return up().base();
  }

  /// Waits until it has all its connections again, those that were cut and not yet noticed among
  /// them. How many of them are new by now would else hang on how fast the machine is.
  void settled() {
    boolean all = strained || dead;
    for (int i = 0; i < TRIES && !all; i++) {
      all = holdingAll(() -> {});
    }
  }

  StillHouse up() {
    return house.orElseThrow(() -> new IllegalStateException(name() + " was never started"));
  }

  /// Has something done while others hold all its connections.
  void exhausted(Runnable work) {
    settled();
    strained = true;
    try {
      holdingAll(work);
    } finally {
      strained = false;
    }
  }

  private boolean holdingAll(Runnable work) {
    return Crowd.holding(database.orElseThrow(), CONNECTIONS, work);
  }

  /// From now on nothing that it does is kept.
  void die() {
    dead = true;
    database.ifPresent(Database::close);
  }

  /// What a killed process leaves behind is cleared away beside the story: a door takes its time to
  /// close.
  private void bury() {
    Optional<StillHouse> leftHouse = house;
    Optional<Database> leftDatabase = database;
    house = Optional.empty();
    database = Optional.empty();
    burials.add(
        Thread.ofVirtual()
            .name("burial of " + name())
            .start(() -> {
              leftHouse.ifPresent(StillHouse::close);
              leftDatabase.ifPresent(Database::close);
            }));
  }

  @Override
  public void close() {
    dead = true;
    bury();
    for (Thread burial : burials) {
      try {
        burial.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    burials.clear();
  }
}
