package io.tieout.app.storm;

import java.time.Duration;
import java.util.List;

/// What may happen in a story, and what chance picks of it.
final class Acts {
  private static final int TROUBLES = 3;

  private final World world;
  private final People people;
  private final Chance chance;
  private final Work work;
  private final Doings doings;
  private final Troubles troubles;
  private final List<Runnable> menu;

  Acts(World world, People people, Chance chance, Story.Subject subject) {
    this.world = world;
    this.people = people;
    this.chance = chance;
    this.work = new Work(world, chance, subject.deal());
    this.doings = new Doings(world, people, chance, work, subject);
    this.troubles = new Troubles(world, chance, work, doings);
    this.menu =
        List.of(
            work::workSome,
            work::workSome,
            work::workAtOnce,
            work::workAtOnce,
            this::drive,
            this::drive,
            this::drive,
            work::runJob,
            work::runJob,
            work::deliver,
            work::deliver,
            doings::approve,
            doings::approveLate,
            doings::approveWrongly,
            doings::edit,
            troubles::mishaps,
            troubles::mishaps,
            troubles::mishapOfWrite,
            troubles::mishapOfWrite,
            troubles::mishapOfWrite,
            troubles::lateIndex,
            troubles::trap,
            troubles::trap,
            troubles::zombie,
            troubles::zombie,
            work::die,
            work::timePasses,
            doings::inTheBooks,
            doings::approveAndEdit,
            doings::answer,
            doings::forge,
            doings::ask,
            troubles::database);
  }

  Doings doings() {
    return doings;
  }

  Work work() {
    return work;
  }

  void next() {
    work.boundary();
    chance.pick(menu).run();
  }

  /// What lies in wait from the beginning: without it most stories would meet their troubles before
  /// anything is written.
  void prepare() {
    List<Runnable> some =
        List.of(
            troubles::mishapOfWrite,
            troubles::mishapOfWrite,
            troubles::trap,
            troubles::zombie,
            troubles::lateIndex);
    for (int i = 0; i < TROUBLES; i++) {
      chance.pick(some).run();
    }
  }

  /// Everybody does what they should, whatever goes wrong meanwhile: what happened is told and
  /// looked for, cards are approved by those who may, work is worked off.
  void drive() {
    work.boundary();
    world.reviveAll();
    world.post().deliverOne(chance);
    work.look();
    work.workAtOnce();
    work.boundary();
    if (chance.oneIn(6)) {
      doings.forge();
    }
    if (!chance.oneIn(4)) {
      doings.approve();
      people.waiting(doings.name()).stream()
          .findFirst()
          .ifPresent(card -> people.approve(People.CFO, card, people.nextPress()));
    }
    work.workAtOnce();
    world.pass(chance.within(Duration.ofMinutes(4)));
    work.boundary();
    work.workAtOnce();
  }
}
