package io.tieout.app.drill;

import io.tieout.engine.db.Crash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Rounds of killing under load. People go on winning deals, approving and paying all the time; in
/// each round, after a seeded while, something is killed with `kill -9` and replaced: one of the
/// replicas, sometimes all of them, or the database. In the end everything is looked at.
public final class KillDrill {
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(4);
  private static final int ALL_OF = 8;

  private final Site site;
  private final Options options;
  private final Desk desk;
  private final RandomGenerator random;
  private final List<Replica> alive = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private int kills;
  private int crashes;

  /// What to do.
  ///
  /// @param open how many deals are on their way at any time
  /// @param longest a round waits a random time up to this before it kills
  /// @param crash kills the database instead of replicas, when present
  public record Options(
      int rounds,
      long seed,
      int replicas,
      int open,
      Duration longest,
      Optional<Consumer<Crash>> crash) {}

  /// What was done and what came of it.
  ///
  /// @param cpu of the replicas, without their last moments
  public record Report(
      int rounds, int kills, int crashes, Duration took, Duration cpu, Verdict verdict) {}

  public KillDrill(Site site, Options options) {
    this.site = site;
    this.options = options;
    SplittableRandom seeded = new SplittableRandom(options.seed());
    this.random = seeded.split();
    this.desk = new Desk(site.vendors(), seeded.split(), true);
  }

  /// Does all rounds, then waits until everything came to its end, and looks.
  ///
  /// @param told of each round
  public Report run(Consumer<String> told) {
    long begun = System.nanoTime();
    alive.addAll(site.open(options.replicas()));
    CompletableFuture<Void> people =
        CompletableFuture.runAsync(this::work, Executors.newVirtualThreadPerTaskExecutor());
    for (int round = 1; round <= options.rounds(); round++) {
      Duration after = Duration.ofMillis(random.nextLong(options.longest().toMillis()) + 1);
      pause(after);
      String what = strike();
      told.accept(
          "round %d: %s after %d ms; %d of %d deals done"
              .formatted(round, what, after.toMillis(), desk.done(), desk.cases().size()));
    }
    over.set(true);
    people.join();
    return new Report(
        options.rounds(),
        kills,
        crashes,
        Duration.ofNanos(System.nanoTime() - begun),
        site.cpu(),
        Verdict.of(site, desk));
  }

  private String strike() {
    if (options.crash().isPresent()) {
      Crash how = random.nextBoolean() ? Crash.KILLED : Crash.IMMEDIATE_STOP;
      options.crash().get().accept(how);
      crashes++;
      return "PostgreSQL " + how;
    }
    List<Replica> victims = victims();
    replace(victims);
    kills += victims.size();
    return victims.stream().map(Replica::name).collect(Collectors.joining(", "));
  }

  private List<Replica> victims() {
    return random.nextInt(ALL_OF) == 0
        ? List.copyOf(alive)
        : List.of(alive.get(random.nextInt(alive.size())));
  }

  private void replace(List<Replica> victims) {
    victims.forEach(site::kill);
    List<Replica> heirs = victims.stream().map(_ -> site.begin(Optional.empty())).toList();
    heirs.forEach(site::serving);
    alive.removeAll(victims);
    alive.addAll(heirs);
  }

  private void work() {
    while (!over.get()) {
      desk.keep(options.open());
      desk.look(true);
      pause(Desk.LOOK);
    }
    desk.through(DRAINED_WITHIN);
  }

  static void pause(Duration time) {
    try {
      var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
