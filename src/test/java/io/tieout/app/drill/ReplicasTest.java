package io.tieout.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.lease.Keeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Three processes on one database, with leases as in production.
class ReplicasTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LATENCY = Duration.ofMillis(60);
  private static final int OPEN = 10;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void
      three_share_the_work_one_that_dies_is_replaced_within_a_minute_and_a_restart_loses_nothing() {
    try (Site site = new Site(Folders.fresh("replicas"), TestDatabase.freshAddress(), Keeper.TERM);
        Database database = Database.open(site.database())) {
      Desk desk = new Desk(site.vendors(), new SplittableRandom(11), true);
      List<Replica> three = site.open(3);
      site.vendors().delay(LATENCY);

      while (workers(database).size() < 3 || desk.done() < OPEN) {
        go(desk);
      }
      assertThat(workers(database))
          .containsExactlyInAnyOrderElementsOf(three.stream().map(Replica::name).toList());

      takenOverWithinAMinute(site, desk, database, three.getFirst());
      long deaths = Verdict.of(site, desk).deaths();

      List<Replica> old = new ArrayList<>(three.subList(1, 3));
      old.add(site.open(1).getFirst());
      for (Replica replica : old) {
        go(desk);
        site.stop(replica);
        Replica heir = site.begin(Optional.empty());
        go(desk);
        site.serving(heir);
      }
      desk.through(PATIENCE);
      Verdict verdict = Verdict.of(site, desk);
      assertThat(verdict.problems()).isEmpty();
      assertThat(verdict.invoices()).isEqualTo(desk.cases().size());
      assertThat(verdict.deaths()).as("work cut off by the restart").isEqualTo(deaths);
    }
  }

  /// Killed while it holds work; all that it held is done by the others a minute later.
  private static void takenOverWithinAMinute(
      Site site, Desk desk, Database database, Replica victim) {
    until(desk, () -> !held(database, victim).isEmpty());
    site.kill(victim);
    long dead = System.nanoTime();
    List<String> left = held(database, victim);
    assertThat(left).as("held by the dead").isNotEmpty();
    until(desk, () -> held(database, victim).isEmpty() && desk.allDone());
    assertThat(Duration.ofNanos(System.nanoTime() - dead)).isLessThan(Duration.ofMinutes(1));
  }

  private static void go(Desk desk) {
    desk.keep(OPEN);
    desk.look(true);
    KillDrill.pause(Desk.LOOK);
  }

  private static void until(Desk desk, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    desk.keep(OPEN);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      desk.look(true);
    }
  }

  /// Proposals and signals that a replica holds by the tables.
  private static List<String> held(Database database, Replica replica) {
    return database.inTransaction(sql ->
        sql.ask(
                """
                select proposal_id as held from effect_lease
                 where owner = :name and held_until > timestamptz 'epoch'
                union all
                select 'signal ' || signal from signal_work
                 where worker like :name || '/%' and state = 'working'
                """)
            .set("name", replica.name())
            .list(row -> row.text("held")));
  }

  /// Who executed proposals.
  private static List<String> workers(Database database) {
    return database
        .inTransaction(sql ->
            sql.ask("select distinct owner from effect_lease").list(row -> row.text("owner")))
        .stream()
        .filter(owner -> !owner.isEmpty())
        .collect(Collectors.toList());
  }
}
