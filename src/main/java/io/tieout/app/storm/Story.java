package io.tieout.app.storm;

import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.InvoiceView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One deal on its way to an invoice and beyond, through whatever its seed has in store. First
/// things go wrong; then everything works again and all that waits is worked off; then it is
/// judged.
final class Story {
  private static final int MOST_ACTS = 20;
  private static final int FEWEST_ACTS = 6;

  /// So often everybody does what they should while what was to go wrong still does.
  private static final int DRIVES = 3;

  /// So often everything is worked off, with time passing between, until nothing is left to do.
  private static final int MOST_ROUNDS = 60;

  private static final int MOST_STEPS = 400;

  /// What nobody decides on expires, and ends with its story.
  private static final Duration PAST_DEADLINES = Duration.ofHours(25);

  private static final int MOST_DELIVERIES = 50;

  private final World world;
  private final People people;
  private final Chance chance;
  private final Acts acts;
  private final String deal;
  private final Subject subject;

  /// What a story is about: a deal, and what there was before, so that everything else is its own.
  ///
  /// @param signals the highest number of a signal
  record Subject(String deal, Set<String> invoices, int writes, long signals) {
    boolean ours(InvoiceView invoice) {
      return !invoices.contains(invoice.id());
    }
  }

  Story(World world, People people, int number, long seed) {
    this.world = world;
    this.people = people;
    this.chance = new Chance(seed);
    this.deal = world.dealOf(number);
    Set<String> invoices = new HashSet<>();
    world.books().invoices().stream().map(InvoiceView::id).forEach(invoices::add);
    this.subject =
        new Subject(deal, invoices, world.writes().size(), new Inspector(world).highestSignal());
    this.acts = new Acts(world, people, chance, subject);
  }

  /// Plays it; what does not hold, empty when all does.
  List<String> play() {
    world.post().forget();
    people.forget();
    world.ambush().trace().clear();
    win();
    acts.prepare();
    int many = FEWEST_ACTS + chance.upTo(MOST_ACTS - FEWEST_ACTS);
    for (int i = 0; i < many; i++) {
      world.pass(chance.within(Duration.ofSeconds(3)));
      acts.next();
    }
    for (int i = 0; i < DRIVES; i++) {
      acts.drive();
    }
    boolean approves = !chance.oneIn(8);
    boolean quiet = calm(approves);
    Judge judge = new Judge(world, people, subject);
    List<String> wrong = judge.verdict(quiet);
    return wrong.isEmpty() ? afterwards(judge) : wrong;
  }

  List<String> trace() {
    return world.ambush().trace().lines();
  }

  String dealName() {
    return world.crm().deal(deal).name();
  }

  private void win() {
    CrmSide crm = world.crm();
    world.ambush().trace().add("won");
    crm.moveStage(deal, crm.wonStage());
  }

  /// Everything that was ever told is told once more: nothing may be written for it.
  private List<String> afterwards(Judge judge) {
    int writes = world.writes().size();
    world.post().everythingAgain();
    people.presses().forEach(p -> people.approve(p.user(), p.card(), people.nextPress()));
    boolean quiet = calm(false);
    int more = world.writes().size() - writes;
    return more == 0
        ? judge.verdict(quiet)
        : List.of("told again what was told before, it wrote %d times".formatted(more));
  }

  /// Nothing goes wrong any more: everything is looked at and worked off until a look brings
  /// nothing to do.
  private boolean calm(boolean approves) {
    world.ambush().trace().add("calm");
    world.ambush().clear();
    world.crm().weather().clear();
    world.books().weather().clear();
    world.books().lag(Duration.ZERO);
    world.slack().weather().clear();
    world.reviveAll();
    boolean quiet = false;
    for (int round = 0; round < MOST_ROUNDS && !quiet; round++) {
      acts.work().boundary();
      world.post().deliverAll(MOST_DELIVERIES);
      acts.work().look();
      int looked = world.ambush().trace().requests();
      workOff();
      acts.doings().answer();
      if (approves) {
        approveAll();
      }
      workOff();
      quiet =
          world.ambush().trace().requests() == looked
              && world.post().waiting() == 0
              && new Inspector(world).nothingWaits();
      world.pass(quiet ? Duration.ofSeconds(20) : Duration.ofMinutes(11));
      if (quiet && new Inspector(world).somebodyIsAsked()) {
        quiet = false;
        world.pass(PAST_DEADLINES);
      }
    }
    acts.work().chain();
    return quiet;
  }

  private void approveAll() {
    DealView now = world.crm().deal(deal);
    for (People.Card card : people.waiting(now.name())) {
      people.approve(People.CONTROLLER, card, people.nextPress());
      people.approve(People.CFO, card, people.nextPress());
    }
  }

  private void workOff() {
    Replica one = world.replicas().getFirst();
    int steps = 0;
    boolean any = true;
    while (any && steps < MOST_STEPS) {
      any = false;
      for (String loop : one.up().loops()) {
        while (steps < MOST_STEPS && acts.work().step(one, loop)) {
          any = true;
          steps++;
        }
      }
    }
  }
}
