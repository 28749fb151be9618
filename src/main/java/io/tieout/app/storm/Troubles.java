package io.tieout.app.storm;

import io.tieout.app.storm.Ambush.Place;
import io.tieout.engine.effect.Mark;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.side.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What goes wrong in a story: at the vendors, on the way to them, in the database, in the middle
/// of a piece of work.
final class Troubles {
  private static final List<Mishap> MISHAPS = List.of(Mishap.values());
  private static final int TAKE_OVERS = 4;

  /// A server that dies takes a second or two to come back.
  private static final int CRASHES_SELDOM = 40;

  private final World world;
  private final Chance chance;
  private final Work work;
  private final Doings doings;

  Troubles(World world, Chance chance, Work work, Doings doings) {
    this.world = world;
    this.chance = chance;
    this.work = work;
    this.doings = doings;
  }

  private Side anySide() {
    return chance.pick(List.<Side>of(world.crm(), world.books()));
  }

  void mishaps() {
    if (chance.oneIn(5)) {
      world.slack().weather().arm(chance.pick(MISHAPS), 1 + chance.upTo(2));
    } else {
      anySide().weather().arm(chance.pick(MISHAPS), 1 + chance.upTo(3), Troubles::spares);
    }
  }

  /// A vendor gives a new token and forgets the old one after half an hour: when that answer is
  /// lost and the next one who wants a token comes hours later, a person has to connect anew. Hours
  /// pass in no time here, so that tokens expire, but are not lost.
  private static boolean spares(HttpCall call) {
    return !call.path().contains("token");
  }

  void mishapOfWrite() {
    String step = chance.pick(WriteLog.STEPS);
    Mishap mishap = chance.pick(MISHAPS);
    for (Side side : List.<Side>of(world.crm(), world.books())) {
      side.weather().arm(mishap, 1, call -> WriteLog.isOf(side, call, step));
    }
  }

  /// What was written cannot be found for a while, and an answer is lost just then.
  void lateIndex() {
    world.books().lag(chance.within(Duration.ofHours(1)));
    world.books().weather().arm(Mishap.ANSWER_LOST, 1, world.books()::writes);
  }

  /// Something happens in the middle of a piece of work.
  void trap() {
    Side side = anySide();
    Predicate<HttpCall> call = chance.oneIn(2) ? side::writes : ofNumber(chance.upTo(12));
    Place place =
        switch (chance.upTo(3)) {
          case 0 -> new Place.Arrival(call);
          case 1 -> new Place.Departure(call);
          default -> new Place.AtMark(chance.pick(List.of(Mark.values())), _ -> true);
        };
    int what = chance.upTo(5);
    world.ambush().set(place, who -> sprung(place, who, what));
  }

  /// The so many-th request from now.
  private static Predicate<HttpCall> ofNumber(int number) {
    int[] left = {number};
    return call -> spares(call) && left[0]-- <= 0;
  }

  /// @param who the replica, where it is known
  private void sprung(Place place, String who, int what) {
    world
        .ambush()
        .trace()
        .add("sprung %s %s %d".formatted(place.getClass().getSimpleName(), who, what));
    switch (what) {
      case 0, 1, 2 -> killed(place, who);
      case 3 -> work.otherWorks(who);
      case 4 -> {
        world.pass(chance.within(Duration.ofMinutes(20)));
        work.otherWorks(who);
      }
      default -> editMidway(place);
    }
  }

  /// Between the last look at the sources and the sending nobody can be kept from editing: that is
  /// as if it had been edited just afterwards.
  private void editMidway(Place place) {
    if (!(place instanceof Place.AtMark)) {
      world.writes().finds(Optional.empty());
      doings.edit();
    }
  }

  private void killed(Place place, String who) {
    List<Replica> concerned =
        who.isEmpty()
            ? world.replicas()
            : world.replicas().stream().filter(r -> r.name().equals(who)).toList();
    concerned.forEach(Replica::die);
    if (place instanceof Place.AtMark) {
      throw new Replica.KilledError(who);
    }
  }

  /// A process stands still just before it sends, while another one takes over and goes on; then it
  /// moves again.
  void zombie() {
    String step = chance.pick(WriteLog.STEPS);
    world
        .ambush()
        .set(
            new Place.AtMark(Mark.BEFORE_SEND, step::equals),
            who -> {
              for (int i = 0; i < TAKE_OVERS; i++) {
                work.otherWorks(who);
                world.pass(chance.within(Duration.ofMinutes(5)));
              }
            });
  }

  void database() {
    world.ambush().trace().add("the database");
    int which = chance.upTo(CRASHES_SELDOM);
    if (which == 0) {
      world.crashDatabase();
    } else if (which < CRASHES_SELDOM / 3) {
      work.anyone()
          .ifPresent(replica ->
              replica.exhausted(() -> work.step(replica, chance.pick(replica.up().loops()))));
    } else {
      world.cutConnections();
    }
  }
}
