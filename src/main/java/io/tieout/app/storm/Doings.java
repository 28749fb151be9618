package io.tieout.app.storm;

import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.side.LineView;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// What people do in a story: they press, edit, book and ask, as they should and as they should
/// not.
final class Doings {
  private static final String SALES = "U0SAM";

  private final World world;
  private final People people;
  private final Chance chance;
  private final Work work;
  private final Story.Subject subject;
  private final String deal;

  Doings(World world, People people, Chance chance, Work work, Story.Subject subject) {
    this.world = world;
    this.people = people;
    this.chance = chance;
    this.work = work;
    this.subject = subject;
    this.deal = subject.deal();
  }

  void approve() {
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
  void approveLate() {
    people.waiting(name());
    List<People.Card> seen = people.seen();
    if (!seen.isEmpty()) {
      people.approve(
          chance.pick(List.of(People.CONTROLLER, People.CFO)),
          chance.pick(seen),
          people.nextPress());
    }
  }

  void approveWrongly() {
    people.waiting(name()).stream()
        .findFirst()
        .ifPresent(card -> people.approve(People.CLERK, card, people.nextPress()));
  }

  /// What Tieout asks about an effect that did not come out as it should is answered. Who says that
  /// the books are right has put them right.
  void answer() {
    for (People.Question question : people.questions(name())) {
      String answer = chance.pick(question.answers());
      world.ambush().trace().add("answered " + answer);
      if (answer.equals("stop")) {
        world.books().invoices().stream()
            .filter(subject::ours)
            .filter(i -> i.status() != InvoiceView.Status.VOIDED)
            .forEach(i -> world.books().voidInvoice(i.id()));
      }
      people.answer(People.CONTROLLER, question, answer, people.nextPress());
    }
  }

  String name() {
    return world.crm().deal(deal).name();
  }

  /// A salesperson changes the deal.
  void edit() {
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

  /// A bookkeeper records a payment, in full or in part, or voids the invoice.
  void inTheBooks() {
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
  void approveAndEdit() {
    world.reviveAll();
    Replica one = world.replicas().getFirst();
    work.look();
    work.steps(one, List.of("inbox", "outbox"));
    for (People.Card card : people.waiting(name())) {
      people.approve(People.CONTROLLER, card, people.nextPress());
      people.approve(People.CFO, card, people.nextPress());
    }
    work.steps(one, List.of("inbox"));
    world.ambush().trace().add("approved and edited");
    editLine(world.crm());
    work.boundary();
    work.steps(one, List.of("effects"));
  }

  /// A press that names a card and what another card showed, or nothing that was ever shown.
  void forge() {
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
  void ask() {
    work.anyone()
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
          work.guarded(
              replica,
              "the assistant",
              () -> replica.up().ask(SALES, "please invoice “%s”".formatted(name())));
        });
  }
}
