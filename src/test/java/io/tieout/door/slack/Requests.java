package io.tieout.door.slack;

import io.tieout.engine.approval.Progress;
import io.tieout.engine.approval.Question;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Round;
import io.tieout.engine.approval.Stage;
import io.tieout.engine.approval.Vote;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Edited;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.party.Standing;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.Money;

/// Approval requests as the card sees them, with what a test wants to vary.
final class Requests {
  static final Instant ASKED = Instant.parse("2026-11-02T14:00:00Z");

  private static final List<Member> CONTROLLERS =
      List.of(
          new Member("U0CARO", "Caro", Optional.empty(), Set.of(Role.CONTROLLER)),
          new Member("U0BO", "Bo", Optional.empty(), Set.of(Role.CONTROLLER)));

  private Change change = Samples.invoice("P-1", "d1", known("Acme Corporation")).change();
  private ProposalState state = ProposalState.WAITING;
  private Ruling ruling = Samples.ask(1);
  private Actor requestedBy = new Actor.Assistant("U0SAM");
  private List<String> remarks = List.of();
  private List<Evidence> evidence =
      List.of(
          new Evidence("Quote", "Q-1", Evidence.Origin.CRM, Optional.of("https://crm.example/q1")));
  private final List<Vote> votes = new ArrayList<>();
  private final List<Progress> progress = new ArrayList<>();
  private List<Source.Difference> differences = List.of();
  private Optional<String> settledWhy = Optional.empty();
  private Optional<Question> question = Optional.empty();
  private Optional<Edited> edited = Optional.empty();

  static Change.Billed known(String name) {
    return new Change.Billed.Known("17", name);
  }

  /// A line over one unit at so many cents.
  static InvoiceLine line(String description, long cents) {
    BigDecimal price = BigDecimal.valueOf(cents, 2);
    return new InvoiceLine(
        Optional.of("item-1"),
        description,
        BigDecimal.ONE,
        price,
        Amounts.exact(Samples.USD, price),
        Optional.of("NON"),
        Optional.empty());
  }

  static List<InvoiceLine> lines(int count, String description) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> line(description, 1_234_567_800L + i))
        .toList();
  }

  Requests change(Change other) {
    change = other;
    return this;
  }

  Requests billing(Change.Billed billed, String dealName) {
    change = Samples.invoice("P-1", "d1", billed).change();
    Change.CreateInvoice c = (Change.CreateInvoice) change;
    change =
        new Change.CreateInvoice(
            c.crm(),
            c.dealId(),
            dealName,
            c.ledger(),
            c.book(),
            billed,
            c.invoice(),
            c.quotePdf(),
            c.draftId());
    return this;
  }

  Requests lines(List<InvoiceLine> lines) {
    InvoiceDraft d = ((Change.CreateInvoice) change).invoice();
    return lines(lines, d.pricing(), d.expectedTax());
  }

  private Requests lines(
      List<InvoiceLine> lines, InvoiceDraft.Pricing pricing, Optional<Money> tax) {
    Change.CreateInvoice c = (Change.CreateInvoice) change;
    InvoiceDraft d = c.invoice();
    InvoiceDraft draft =
        new InvoiceDraft(
            d.issued(),
            d.due(),
            d.termId(),
            d.currency(),
            pricing,
            lines,
            Amounts.sum(d.currency(), lines.stream().map(InvoiceLine::amount).toList()),
            tax,
            d.email(),
            d.billing(),
            d.shipping(),
            d.memo(),
            d.billedAt(),
            d.mark());
    change =
        new Change.CreateInvoice(
            c.crm(),
            c.dealId(),
            c.dealName(),
            c.ledger(),
            c.book(),
            c.customer(),
            draft,
            c.quotePdf(),
            c.draftId());
    return this;
  }

  /// The same lines, each holding a sixth of its amount as tax.
  Requests pricesWithTax() {
    Change.CreateInvoice c = (Change.CreateInvoice) change;
    List<InvoiceLine> holding =
        c.invoice().lines().stream()
            .map(l -> l.holding(l.amount().dividedBy(6, RoundingMode.HALF_UP)))
            .toList();
    Money tax =
        Amounts.sum(
            c.invoice().currency(), holding.stream().flatMap(l -> l.taxInside().stream()).toList());
    return lines(holding, InvoiceDraft.Pricing.WITH_TAX, Optional.of(tax));
  }

  Requests state(ProposalState other) {
    state = other;
    return this;
  }

  Requests ruling(Ruling other) {
    ruling = other;
    return this;
  }

  Requests by(Actor actor) {
    requestedBy = actor;
    return this;
  }

  Requests edited(Edited edit) {
    edited = Optional.of(edit);
    return this;
  }

  Requests remarks(List<String> others) {
    remarks = others;
    return this;
  }

  Requests evidence(List<Evidence> others) {
    evidence = others;
    return this;
  }

  Requests vote(String name, Vote.Choice choice, Optional<String> reason) {
    votes.add(
        new Vote(
            "U-" + name,
            name,
            "controller",
            new Vote.Seat("1", "controller"),
            Optional.empty(),
            choice,
            "d".repeat(64),
            reason,
            ASKED.plusSeconds(60),
            Duration.ofMinutes(1)));
    return this;
  }

  Requests step(String name, String effectState, String detail, Optional<String> link) {
    progress.add(new Progress(name, effectState, detail, link));
    return this;
  }

  Requests differences(List<Source.Difference> others) {
    differences = others;
    return this;
  }

  Requests why(String why) {
    settledWhy = Optional.of(why);
    return this;
  }

  /// As many as there are lines.
  private List<LineOrigin> origins(Proposal sample) {
    if (!(change instanceof Change.CreateInvoice c)) {
      return sample.lines();
    }
    return IntStream.rangeClosed(1, c.invoice().lines().size())
        .mapToObj(i ->
            new LineOrigin(
                "line-" + i, "Seats " + i, "item-1", "Seats", LineOrigin.How.EXACT, BigDecimal.ONE))
        .toList();
  }

  RequestView view() {
    Proposal sample = Samples.invoice("P-1", "d1");
    Proposal proposal =
        new Proposal(
            "P-1",
            change,
            requestedBy,
            sample.at(),
            sample.sources(),
            origins(sample),
            evidence,
            remarks,
            sample.circumstances(),
            edited);
    return new RequestView(
        "R-1",
        proposal,
        ruling,
        state,
        "d".repeat(64),
        ASKED,
        Optional.of(ASKED.plusSeconds(36_000)),
        votes,
        settledWhy,
        progress,
        differences,
        round());
  }

  private Round round() {
    if (!(ruling instanceof Ruling.Ask ask)) {
      return new Round(List.of(), List.of(), Optional.empty(), false, Optional.empty());
    }
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < ask.layers().size(); i++) {
      stages.add(
          new Stage(
              Integer.toString(i + 1),
              ask.layers().get(i),
              Optional.empty(),
              List.of(),
              i > 0
                  ? Stage.State.LATER
                  : state.undecided() ? Stage.State.NOW : Stage.State.PASSED));
    }
    List<Standing> mayAct =
        state.undecided() && ask.layers().getFirst().spoken().contains("controller")
            ? CONTROLLERS.stream().map(m -> Standing.own(m, "controller")).toList()
            : List.of();
    return new Round(stages, mayAct, question, false, Optional.empty());
  }

  Requests question(Question other) {
    question = Optional.of(other);
    return this;
  }

  /// The buttons of a card.
  static List<String> buttons(ProposalState state, Change change) {
    return switch (state) {
      case WAITING ->
          change instanceof Change.CreateInvoice
              ? List.of("approve", "edit", "ask", "add_approver", "reject")
              : List.of("approve", "ask", "add_approver", "reject");
      case DONE -> change instanceof Change.CreateInvoice ? List.of("undo") : List.of();
      case FILED,
          REFUSED,
          APPROVED,
          REJECTED,
          EXPIRED,
          VOIDED,
          SUPERSEDED,
          EXECUTING,
          UNDONE,
          FAILED ->
          List.of();
    };
  }
}
