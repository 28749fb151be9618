package io.tieout.app.storm;

import io.tieout.app.storm.Ambush.Place;
import io.tieout.engine.effect.Mark;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.side.LineView;
import io.tieout.sandbox.side.Side;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.Money;

/// What may happen in a story, and what chance picks of it.
final class Acts {
  private static final int MOST_STEPS = 12;
  private static final int TAKE_OVERS = 4;

  /// A server that dies takes a second or two to come back.
  private static final int CRASHES_SELDOM = 40;

  private static final String SALES = "U0SAM";
  private static final List<Mishap> MISHAPS = List.of(Mishap.values());

  private final World world;
  private final People people;
  private final Chance chance;
  private final Story.Subject subject;
  private final String deal;
  private final List<Runnable> menu;

  Acts(World world, People people, Chance chance, Story.Subject subject) {
    this.subject = subject;
    this.deal = subject.deal();
    this.world = world;
    this.people = people;
    this.chance = chance;
    this.menu =
        List.of(
            this::workSome,
            this::workSome,
            this::workSome,
            this::workSome,
            this::workAtOnce,
            this::runJob,
            this::runJob,
            this::deliver,
            this::deliver,
            this::approve,
            this::approve,
            this::approve,
            this::approveLate,
            this::approveWrongly,
            this::edit,
            this::mishaps,
            this::mishaps,
            this::mishapOfWrite,
            this::mishapOfWrite,
            this::mishapOfWrite,
            this::lateIndex,
            this::trap,
            this::trap,
            this::zombie,
            this::zombie,
            this::die,
            this::timePasses,
            this::inTheBooks,
            this::approveAndEdit,
            this::forge,
            this::ask,
            this::database);
  }

  void next() {
    boundary();
    chance.pick(menu).run();
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

  /// Both replicas look at everything there is to look at, as their schedules would have them.
  void look() {
    Replica one = world.replicas().getFirst();
    one.up().jobs().stream()
        .filter(Acts::looks)
        .forEach(job -> guarded(one, job, () -> one.up().run(job)));
  }

  void chain() {
    Replica one = world.replicas().getFirst();
    guarded(one, "audit-sequencer", () -> one.up().run("audit-sequencer"));
  }

  private static boolean looks(String job) {
    return job.endsWith("-poll")
        || job.endsWith("-sweep")
        || job.equals("effect-janitor")
        || job.equals("approval-reminders");
  }

  /// A failure is what the loop or the schedule would have logged; the death of a process is
  /// silent.
  private void guarded(Replica replica, String what, Runnable work) {
    Trace trace = world.ambush().trace();
    try {
      trace.add("%s does %s".formatted(replica.name(), what));
      work.run();
    } catch (Replica.KilledError e) {
      trace.add(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      trace.add("%s: %s".formatted(what, e));
    }
  }

  private Optional<Replica> anyone() {
    List<Replica> alive = world.replicas().stream().filter(Replica::alive).toList();
    if (alive.isEmpty() || chance.oneIn(6)) {
      world.reviveAll();
    }
    List<Replica> now = world.replicas().stream().filter(Replica::alive).toList();
    return now.isEmpty() ? Optional.empty() : Optional.of(chance.pick(now));
  }

  private void workSome() {
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
  private void workAtOnce() {
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
  private void runJob() {
    anyone()
        .ifPresent(replica -> {
          String job = chance.pick(replica.up().jobs().stream().filter(Acts::looks).toList());
          guarded(replica, job, () -> replica.up().run(job));
          if (chance.oneIn(4)) {
            anyone().ifPresent(other -> guarded(other, job, () -> other.up().run(job)));
          }
        });
  }

  private void deliver() {
    switch (chance.upTo(5)) {
      case 0 -> world.post().lose(chance);
      case 1 -> world.post().again(chance);
      default -> world.post().deliverOne(chance);
    }
  }

  private void approve() {
    List<People.Card> cards = people.waiting(name());
    if (cards.isEmpty()) {
      return;
    }
    People.Card card = chance.pick(cards);
    int number = people.nextPress();
    people.approve(People.CONTROLLER, card, number);
    switch (chance.upTo(4)) {
      case 0 -> people.approve(People.CONTROLLER, card, number);
      case 1 -> people.approve(People.CONTROLLER, card, people.nextPress());
      case 2 -> people.approve(People.CFO, card, people.nextPress());
      default -> {
        // Once is enough.
      }
    }
  }

  /// A card as it was shown earlier, whatever became of it.
  private void approveLate() {
    people.waiting(name());
    List<People.Card> seen = people.seen();
    if (!seen.isEmpty()) {
      people.approve(
          chance.pick(List.of(People.CONTROLLER, People.CFO)),
          chance.pick(seen),
          people.nextPress());
    }
  }

  private void approveWrongly() {
    people.waiting(name()).stream()
        .findFirst()
        .ifPresent(card -> people.approve(People.CLERK, card, people.nextPress()));
  }

  private String name() {
    return world.crm().deal(deal).name();
  }

  /// A salesperson changes the deal.
  private void edit() {
    CrmSide crm = world.crm();
    world.ambush().trace().add("edited");
    switch (chance.upTo(5)) {
      case 0 -> crm.editDeal(deal, Map.of(CrmSide.DealField.PO_NUMBER, "PO-" + chance.upTo(999)));
      case 1 ->
          crm.editDeal(
              deal,
              Map.of(CrmSide.DealField.PAYMENT_TERMS, chance.pick(List.of("Net 30", "Net 60"))));
      case 2 -> crm.moveStage(deal, chance.pick(crm.stages()));
      case 3 -> crm.moveStage(deal, crm.wonStage());
      default -> editLine(crm);
    }
  }

  private void editLine(CrmSide crm) {
    List<LineView> lines = crm.lines(deal);
    if (!lines.isEmpty()) {
      crm.editLine(
          chance.pick(lines).id(),
          Map.of(CrmSide.LineField.QUANTITY, String.valueOf(1 + chance.upTo(8))));
    }
  }

  private Side anySide() {
    return chance.pick(List.<Side>of(world.crm(), world.books()));
  }

  private void mishaps() {
    if (chance.oneIn(5)) {
      world.slack().weather().arm(chance.pick(MISHAPS), 1 + chance.upTo(2));
    } else {
      anySide().weather().arm(chance.pick(MISHAPS), 1 + chance.upTo(3), Acts::spares);
    }
  }

  /// A vendor gives a new token and forgets the old one after half an hour: when that answer is
  /// lost and the next one who wants a token comes hours later, a person has to connect anew. Hours
  /// pass in no time here, so that tokens expire, but are not lost.
  private static boolean spares(HttpCall call) {
    return !call.path().contains("token");
  }

  private void mishapOfWrite() {
    String step = chance.pick(WriteLog.STEPS);
    Mishap mishap = chance.pick(MISHAPS);
    for (Side side : List.<Side>of(world.crm(), world.books())) {
      side.weather().arm(mishap, 1, call -> WriteLog.isOf(side, call, step));
    }
  }

  /// What was written cannot be found for a while, and an answer is lost just then.
  private void lateIndex() {
    world.books().lag(chance.within(Duration.ofHours(1)));
    world.books().weather().arm(Mishap.ANSWER_LOST, 1, world.books()::writes);
  }

  /// Something happens in the middle of a piece of work.
  private void trap() {
    Side side = anySide();
    Predicate<HttpCall> call = chance.oneIn(2) ? side::writes : ofNumber(chance.upTo(12));
    Place place =
        switch (chance.upTo(2)) {
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
      case 3 -> otherWorks(who);
      case 4 -> {
        world.pass(chance.within(Duration.ofMinutes(20)));
        otherWorks(who);
      }
      default -> editMidway(place);
    }
  }

  /// Between the last look at the sources and the sending nobody can be kept from editing: that is
  /// as if it had been edited just afterwards.
  private void editMidway(Place place) {
    if (!(place instanceof Place.AtMark)) {
      world.writes().finds(Optional.empty());
      edit();
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
  private void zombie() {
    String step = chance.pick(WriteLog.STEPS);
    world
        .ambush()
        .set(
            new Place.AtMark(Mark.BEFORE_SEND, step::equals),
            who -> {
              for (int i = 0; i < TAKE_OVERS; i++) {
                otherWorks(who);
                world.pass(chance.within(Duration.ofMinutes(5)));
              }
            });
  }

  private void otherWorks(String who) {
    world.replicas().stream()
        .filter(r -> r.alive() && !r.name().equals(who))
        .findFirst()
        .ifPresent(other -> {
          for (int i = 0; i < MOST_STEPS; i++) {
            step(other, chance.pick(other.up().loops()));
          }
        });
  }

  private void die() {
    anyone()
        .ifPresent(replica -> {
          world.ambush().trace().add(replica.name() + " is killed");
          replica.die();
        });
  }

  private void timePasses() {
    world.pass(
        chance.within(
            chance.pick(
                List.of(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(12),
                    Duration.ofHours(2),
                    Duration.ofHours(30)))));
  }

  /// A bookkeeper records a payment, in full or in part, or voids the invoice.
  private void inTheBooks() {
    BooksSide books = world.books();
    Optional<InvoiceView> ours =
        books.invoices().stream()
            .filter(subject::ours)
            .filter(i -> i.status() == InvoiceView.Status.OPEN)
            .findFirst();
    ours.ifPresent(i -> {
      world.ambush().trace().add("in the books");
      if (chance.oneIn(5)) {
        books.voidInvoice(i.id());
      } else {
        Money half = i.balance().dividedBy(2, java.math.RoundingMode.DOWN);
        books.recordPayment(i.id(), chance.oneIn(2) && half.isPositive() ? half : i.balance());
      }
    });
  }

  /// The approval counts, and then the deal is changed before anything is sent.
  private void approveAndEdit() {
    List<People.Card> cards = people.waiting(name());
    anyone()
        .ifPresent(replica -> {
          for (People.Card card : cards) {
            people.approve(People.CONTROLLER, card, people.nextPress());
            people.approve(People.CFO, card, people.nextPress());
          }
          for (int i = 0; !cards.isEmpty() && i < MOST_STEPS; i++) {
            step(replica, "inbox-1");
          }
          editLine(world.crm());
          boundary();
        });
  }

  /// A press that names a card and what another card showed, or nothing that was ever shown.
  private void forge() {
    people.waiting(name()).stream()
        .findFirst()
        .ifPresent(card -> {
          String other =
              people.seen().stream()
                  .map(People.Card::digest)
                  .filter(d -> !d.equals(card.digest()))
                  .findFirst()
                  .orElse("0".repeat(card.digest().length()));
          People.Card forged = card.showing(other);
          people.approve(People.CONTROLLER, forged, people.nextPress());
          people.approve(People.CFO, forged, people.nextPress());
        });
  }

  /// Somebody asks for the invoice, and the model makes of it what it likes.
  private void ask() {
    anyone()
        .ifPresent(replica -> {
          Json.Obj words = Json.object().put("words", name()).build();
          Json.Obj call = ScriptedModel.call("propose_invoice", words, 1);
          Json.Obj more = words.with("amount", Json.of(1)).with("approved", Json.of(true));
          world
              .model()
              .will(
                  switch (chance.upTo(3)) {
                    case 0 -> List.of(call);
                    case 1 -> List.of(call, ScriptedModel.call("propose_invoice", words, 2));
                    case 2 -> List.of(ScriptedModel.call("propose_invoice", more, 1), call);
                    default -> List.of(ScriptedModel.call("create_invoice", words, 1), call);
                  });
          guarded(
              replica,
              "the assistant",
              () -> replica.up().ask(SALES, "please invoice “%s”".formatted(name())));
        });
  }

  private void database() {
    world.ambush().trace().add("the database");
    switch (chance.upTo(CRASHES_SELDOM)) {
      case 0 -> world.crashDatabase();
      case 1, 2, 3, 4, 5 ->
          anyone()
              .ifPresent(replica ->
                  replica.exhausted(() -> step(replica, chance.pick(replica.up().loops()))));
      default -> new Inspector(world).cutConnections();
    }
  }
}
