package io.tieout.app.storm;

import io.tieout.door.slack.SlackException;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.inbox.InboxFullException;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.Money;

/// What Tieout itself does in a story: its loops, its jobs, its deaths, and the time that passes.
final class Work {
  private static final int MOST_STEPS = 12;
  private static final Pattern MILLIS = Pattern.compile(" after \\d+ms");

  /// What vendors, networks and the database do to a piece of work. Anything else is our own
  /// mistake.
  private static final List<Class<? extends RuntimeException>> FORESEEN =
      List.of(
          FaultException.class,
          SlackException.class,
          DatabaseException.class,
          InboxFullException.class);

  private final World world;
  private final Chance chance;
  private final String deal;

  Work(World world, Chance chance, String deal) {
    this.world = world;
    this.chance = chance;
    this.deal = deal;
  }

  /// Nobody is in the middle of anything: what the deal says now must be what is written next.
  void boundary() {
    CrmSide crm = world.crm();
    DealView now = crm.deal(deal);
    world
        .writes()
        .finds(
            now.amount()
                .map(amount ->
                    new WriteLog.Sold(
                        now.won(), Amounts.sum(amount.getCurrencyUnit(), nets(amount)))));
  }

  private List<Money> nets(Money amount) {
    return world.crm().lines(deal).stream()
        .map(line -> Money.of(amount.getCurrencyUnit(), line.total()))
        .toList();
  }

  /// One piece of work; false when there was none, or when it ended in an error.
  boolean step(Replica replica, String loop) {
    if (!replica.alive()) {
      return false;
    }
    boolean[] any = {false};
    guarded(replica, loop, () -> any[0] = replica.up().step(loop));
    return any[0];
  }

  void steps(Replica replica, List<String> loops) {
    for (String loop : loops) {
      for (int i = 0; i < MOST_STEPS && step(replica, loop); i++) {
        world.pass(chance.within(Duration.ofSeconds(1)));
      }
    }
  }

  /// Both replicas look at everything there is to look at, as their schedules would have them.
  void look() {
    Replica one = world.replicas().getFirst();
    one.up().jobs().stream()
        .filter(Work::looks)
        .filter(_ -> one.alive())
        .forEach(job -> guarded(one, job, () -> one.up().run(job)));
  }

  void chain() {
    Replica one = world.replicas().getFirst();
    guarded(one, "audit-sequencer", () -> one.up().run("audit-sequencer"));
  }

  static boolean looks(String job) {
    return job.endsWith("-poll")
        || job.endsWith("-sweep")
        || job.equals("effect-janitor")
        || job.equals("approval-reminders");
  }

  /// A failure is what the loop or the schedule would have logged; the death of a process is
  /// silent.
  void guarded(Replica replica, String what, Runnable work) {
    Trace trace = world.ambush().trace();
    replica.settled();
    try {
      trace.add("%s does %s".formatted(replica.name(), what));
      work.run();
    } catch (Replica.KilledError e) {
      trace.add(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      trace.add("%s: %s".formatted(what, firstLine(e)));
      if (FORESEEN.stream().noneMatch(kind -> kind.isInstance(e))) {
        trace.unforeseen("%s failed in an unforeseen way: %s".formatted(what, e));
      }
    }
  }

  /// Without how long it took.
  private static String firstLine(Exception e) {
    return MILLIS.matcher(e.toString().lines().findFirst().orElse("")).replaceAll("");
  }

  Optional<Replica> anyone() {
    List<Replica> alive = world.replicas().stream().filter(Replica::alive).toList();
    if (alive.isEmpty() || chance.oneIn(6)) {
      world.reviveAll();
    }
    List<Replica> now = world.replicas().stream().filter(Replica::alive).toList();
    return now.isEmpty() ? Optional.empty() : Optional.of(chance.pick(now));
  }

  void workSome() {
    anyone()
        .ifPresent(replica -> {
          for (int i = chance.upTo(MOST_STEPS); i >= 0; i--) {
            if (replica.alive()) {
              step(replica, chance.pick(replica.up().loops()));
            }
          }
        });
  }

  /// Until nothing is left that is due, as a healthy process does.
  void workAtOnce() {
    anyone()
        .ifPresent(replica -> {
          boolean any = true;
          for (int i = 0; any && replica.alive() && i < MOST_STEPS * 2; i++) {
            any = false;
            for (String loop : replica.up().loops()) {
              any |= step(replica, loop);
            }
          }
        });
  }

  /// Now and then a schedule fires on two replicas.
  void runJob() {
    anyone()
        .ifPresent(replica -> {
          String job = chance.pick(replica.up().jobs().stream().filter(Work::looks).toList());
          guarded(replica, job, () -> replica.up().run(job));
          if (chance.oneIn(4)) {
            anyone().ifPresent(other -> guarded(other, job, () -> other.up().run(job)));
          }
        });
  }

  void deliver() {
    switch (chance.upTo(5)) {
      case 0 -> world.post().lose(chance);
      case 1 -> world.post().again(chance);
      default -> world.post().deliverOne(chance);
    }
  }

  void otherWorks(String who) {
    world.replicas().stream()
        .filter(r -> r.alive() && !r.name().equals(who))
        .findFirst()
        .ifPresent(other -> {
          for (int i = 0; i < MOST_STEPS; i++) {
            step(other, chance.pick(other.up().loops()));
          }
        });
  }

  void die() {
    anyone()
        .ifPresent(replica -> {
          world.ambush().trace().add(replica.name() + " is killed");
          replica.die();
        });
  }

  void timePasses() {
    world.pass(
        chance.within(
            chance.pick(
                List.of(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(12),
                    Duration.ofHours(2),
                    Duration.ofHours(30)))));
  }
}
