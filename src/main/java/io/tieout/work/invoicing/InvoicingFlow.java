package io.tieout.work.invoicing;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.Database;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.party.Actor;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Applied;
import io.tieout.fact.rollout.Facts;
import io.tieout.fact.rollout.Scope;
import io.tieout.value.fault.FaultException;
import io.tieout.value.id.IdSource;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.routing.Routed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Looks at a deal and does what its present state asks for: proposes its invoice, replaces a
/// proposal that the deal has left behind, raises or resolves what stands in the way, or leaves
/// things as they are. Looking again changes nothing.
public final class InvoicingFlow implements SignalHandler, InvoicingDesk {
  private static final Actor SYSTEM = new Actor.Workflow("invoicing");
  private static final int LATE_WINS = 90;

  /// What the flow works with.
  ///
  /// @param gate asked for every deal before it is drafted, and every proposal before it is filed
  /// @param since when Tieout came: deals that have not changed since, or closed long before, are
  ///   invoiced only when a person asks
  public record Deps(
      Database database,
      DealReader reader,
      Elsewhere elsewhere,
      Proposals proposals,
      Approvals approvals,
      Gate gate,
      Obstacles obstacles,
      Mirror mirror,
      Links links,
      Inbox inbox,
      InstantSource clock,
      IdSource ids,
      Instant since) {}

  private final Deps deps;
  private final Redraft redraft;
  private final Drafts drafts;
  private final Beside beside;
  private final EarlierNo earlierNo;
  private final Quiet quiet;

  public InvoicingFlow(Deps deps) {
    this.deps = deps;
    this.redraft = new Redraft(deps.reader());
    this.beside =
        new Beside(deps.reader(), new Lookalikes(deps.database(), deps.mirror(), deps.links()));
    this.drafts =
        new Drafts(
            new Drafts.Deps(
                deps.database(),
                deps.proposals(),
                deps.approvals(),
                deps.gate(),
                deps.links(),
                deps.inbox(),
                deps.clock(),
                deps.ids()));
    this.quiet = new Quiet(deps.gate(), deps.obstacles());
    this.earlierNo = new EarlierNo(deps.database(), deps.proposals(), redraft, drafts);
  }

  /// Who asks, and how much that weighs: a person may ask again for what was turned down.
  private enum Asking {
    BY_SIGNAL,
    BY_PERSON
  }

  /// One look at one deal.
  private record Look(String crm, Deal deal, Actor by, Asking asking) {
    String subject() {
      return crm + "/deal/" + deal.id();
    }
  }

  @Override
  public void handle(StoredSignal stored) {
    Signal signal = stored.signal();
    switch (signal.kind()) {
      case "deal changed", "deal to be looked at again" ->
          look(crmOf(signal), signal.body().text("dealId"), SYSTEM, Asking.BY_SIGNAL);
      case "finding answered" -> deps.obstacles().answered(signal);
      case Drafts.LEFT_BEHIND -> drafts.leftBehind(signal.subject());
      default -> {
        // Signals of other kinds are for other flows.
      }
    }
  }

  @Override
  public Outcome propose(String dealId, Actor by) {
    Asking asking =
        switch (by) {
          case Actor.Person _, Actor.Assistant _ -> Asking.BY_PERSON;
          case Actor.Workflow _ -> Asking.BY_SIGNAL;
        };
    List<String> crms = deps.reader().crms();
    for (String crm : crms) {
      Outcome outcome = look(crm, dealId, by, asking);
      if (!(outcome instanceof Outcome.Unknown)) {
        return outcome;
      }
    }
    return new Outcome.Unknown(
        "There is no deal %s in %s.".formatted(dealId, String.join(", ", crms)));
  }

  private static String crmOf(Signal signal) {
    return signal.subject().substring(0, signal.subject().indexOf('/'));
  }

  private Outcome look(String crm, String dealId, Actor by, Asking asking) {
    Instant asOf = deps.clock().instant();
    Optional<Deal> deal = deps.reader().crm(crm).deal(dealId);
    if (deal.isEmpty()) {
      return gone(crm, dealId, asOf);
    }
    Look look = new Look(crm, deal.get(), by, asking);
    Optional<Account> account = deps.reader().crm(crm).account(deal.get().accountId());
    deps.database()
        .transact(sql -> {
          deps.mirror().put(sql, Mirror.of(crm, deal.get(), asOf));
          account.map(a -> Mirror.of(crm, a, asOf)).ifPresent(r -> deps.mirror().put(sql, r));
        });
    Optional<Filed> live = live(look.subject());
    return live.isPresent() ? standing(look, live.get()) : fresh(look);
  }

  private Outcome gone(String crm, String dealId, Instant asOf) {
    String subject = crm + "/deal/" + dealId;
    Optional<Filed> live = live(subject);
    deps.database()
        .transact(sql -> {
          deps.mirror().gone(sql, crm, "deal", dealId, asOf);
          live.filter(f -> f.state() == ProposalState.WAITING)
              .map(Filed::proposal)
              .ifPresent(p ->
                  deps.approvals()
                      .supersede(
                          sql,
                          p.id(),
                          List.of(
                              new Difference(
                                  "deal", p.outside().dealName(), "record", dealId, ""))));
        });
    deps.obstacles().settled(subject, "the deal is gone");
    return new Outcome.Unknown("There is no deal %s in %s.".formatted(dealId, crm));
  }

  private Optional<Filed> live(String subject) {
    return deps.database()
        .inTransaction(sql -> deps.proposals().live(sql, subject, CreateInvoice.class));
  }

  private Outcome standing(Look look, Filed live) {
    Proposal proposal = live.proposal();
    String name = look.deal().name();
    return switch (live.state()) {
      case WAITING -> waiting(look, live);
      case DONE -> {
        CreateInvoice invoice = (CreateInvoice) proposal.change();
        deps.obstacles()
            .afterInvoicing(
                look.subject(),
                name,
                Redraft.ofDeal(proposal, redraft.again(proposal, invoice, look.deal())));
        yield new Outcome.Invoiced(
            "Deal “%s” has its invoice (%s).".formatted(name, proposal.id()));
      }
      case FILED, APPROVED, EXECUTING ->
          new Outcome.Standing(
              proposal.id(),
              "The invoice of “%s” is approved and being made (%s)."
                  .formatted(name, proposal.id()));
      case REFUSED, REJECTED, EXPIRED, VOIDED, SUPERSEDED, UNDONE, FAILED ->
          throw new IllegalStateException("proposal %s is not live".formatted(proposal.id()));
    };
  }

  /// A proposal that still says what would be said now is left alone, else it gives way.
  private Outcome waiting(Look look, Filed live) {
    Proposal proposal = live.proposal();
    CreateInvoice invoice = (CreateInvoice) proposal.change();
    List<Difference> differences =
        Redraft.differences(proposal, redraft.again(proposal, invoice, look.deal()));
    if (differences.isEmpty()) {
      return new Outcome.Standing(
          proposal.id(),
          "The invoice of “%s” waits for approval (%s)."
              .formatted(look.deal().name(), proposal.id()));
    }
    deps.database().transact(sql -> deps.approvals().supersede(sql, proposal.id(), differences));
    return fresh(look);
  }

  private Outcome fresh(Look look) {
    Deal deal = look.deal();
    if (!deal.won() || !deal.closed()) {
      deps.obstacles().settled(look.subject(), "the deal is not won");
      return new Outcome.NotYet(
          "Deal “%s” is in stage “%s”, which is not won.".formatted(deal.name(), deal.stage()));
    }
    Account account = deps.reader().account(look.crm(), deal);
    return switch (deps.reader().route(look.crm(), deal, account)) {
      case Routed.ToBook(String book, String why) -> inBook(look, book, why);
      case Routed.Undecided(String why) ->
          nowhere(look, Facts.ofDeal(Optional.empty(), List.of(), account.billing()), why);
    };
  }

  /// A deal that nobody would be asked about anyway raises no question.
  private Outcome nowhere(Look look, Facts facts, String why) {
    if (look.asking() == Asking.BY_SIGNAL && beforeOurTime(look.deal(), ZoneOffset.UTC)) {
      return new Outcome.NotYet(tooOld(look.deal()));
    }
    Blocker blocker = deps.reader().noBook(look.crm(), look.deal(), why);
    return blocked(look, facts, new Drafted.Blocked(List.of(blocker), List.of()));
  }

  private static String tooOld(Deal deal) {
    return "“%s” was closed before Tieout came; it is invoiced only when somebody asks for it."
        .formatted(deal.name());
  }

  private Outcome inBook(Look look, String bookId, String routed) {
    Deal deal = look.deal();
    BookConnection book = deps.reader().book(bookId);
    Optional<String> done =
        deps.elsewhere().invoice(look.crm(), deal, book.ledger(), Optional.empty());
    if (done.isPresent()) {
      deps.obstacles().settled(look.subject(), "the deal has its invoice");
      return new Outcome.Invoiced(
          "Deal “%s” has an invoice already: %s.".formatted(deal.name(), done.get()));
    }
    Optional<String> no = earlierNo.said(look.subject(), deal);
    if (look.asking() == Asking.BY_SIGNAL && no.isPresent()) {
      return new Outcome.Refused(no.get());
    }
    if (look.asking() == Asking.BY_SIGNAL && beforeOurTime(deal, book.zone())) {
      return new Outcome.NotYet(tooOld(deal));
    }
    DealReadings readings;
    try {
      readings = deps.reader().read(look.crm(), deal, bookId, Optional.empty());
    } catch (FaultException e) {
      Blocker inexact = CurrencyRules.inexact(look.subject(), deal, e).orElseThrow(() -> e);
      Account account = deps.reader().account(look.crm(), deal);
      Facts facts = Facts.ofDeal(Optional.of(bookId), List.of(), account.billing());
      return blocked(look, facts, new Drafted.Blocked(List.of(inexact), List.of()));
    }
    return switch (deps.gate().standing(readings.facts())) {
      case Gate.Standing.Files() -> drafted(look, book, routed, readings);
      case Gate.Standing.Nothing(String words) -> quiet.nothing(look.subject(), words);
      case Gate.Standing.Keeps(Scope scope, String words) ->
          quiet.kept(
              look.subject(),
              InvoiceDrafting.draft(readings, occasion(look, book))
                  .map(p -> beside.told(p, look.crm(), look.deal(), routed)),
              scope,
              words);
    };
  }

  private Outcome drafted(Look look, BookConnection book, String routed, DealReadings readings) {
    Occasion occasion = occasion(look, book);
    return switch (InvoiceDrafting.draft(readings, occasion)) {
      case Drafted.Ready(Proposal proposal) -> {
        deps.obstacles().settled(look.subject(), "nothing stands in the way any more");
        UnaryOperator<Proposal> shown = p -> beside.told(p, look.crm(), look.deal(), routed);
        yield proposed(
            shown.apply(proposal),
            book.ledger(),
            (mark, by) -> again(readings, occasion, mark, by).map(shown));
      }
      case Drafted.Blocked blocked -> asked(look, blocked.blockers());
      case Drafted.NotYet notYet -> {
        deps.obstacles().settled(look.subject(), notYet.why());
        yield new Outcome.NotYet(notYet.why());
      }
    };
  }

  private Occasion occasion(Look look, BookConnection book) {
    Instant now = deps.clock().instant();
    return Occasion.of(deps.ids().next("P"), look.by(), now, LocalDate.ofInstant(now, book.zone()));
  }

  /// What stands in the way before a deal could be drafted.
  private Outcome blocked(Look look, Facts facts, Drafted.Blocked blocked) {
    return switch (deps.gate().standing(facts)) {
      case Gate.Standing.Files() -> asked(look, blocked.blockers());
      case Gate.Standing.Nothing(String words) -> quiet.nothing(look.subject(), words);
      case Gate.Standing.Keeps(Scope scope, String words) ->
          quiet.kept(look.subject(), blocked, scope, words);
    };
  }

  private Outcome asked(Look look, List<Blocker> blockers) {
    List<String> ids = deps.obstacles().standing(look.subject(), blockers);
    return new Outcome.Blocked(
        ids, String.join("\n", blockers.stream().map(Blocker::text).toList()));
  }

  /// The same readings under another mark, as a proposal of its own.
  private Drafted again(DealReadings readings, Occasion like, String mark, Actor by) {
    return InvoiceDrafting.draft(
        readings, new Occasion(deps.ids().next("P"), mark, by, like.at(), like.today()));
  }

  private Outcome proposed(Proposal ready, Ledger ledger, Drafts.Again again) {
    return switch (drafts.next(ready, ledger, again)) {
      case Drafts.Next.Propose(Proposal proposal) ->
          switch (deps.gate().judge(proposal)) {
            case Applied.Go(Ruling ruling) ->
                Said.filed(proposal, deps.approvals().file(proposal, ruling));
            case Applied.ShadowOnly only -> quiet.kept(proposal, only);
            case Applied.Off(String words) -> new Outcome.NotYet(words + ".");
          };
      case Drafts.Next.Wait(String id, String words) -> new Outcome.Standing(id, words);
      case Drafts.Next.Posted(String words) -> new Outcome.Invoiced(words);
    };
  }

  /// A mass update must not bring years of old deals up for approval. CRMs date changes by whole
  /// seconds, so the whole second in which we came is ours.
  private boolean beforeOurTime(Deal deal, ZoneId zone) {
    return deal.changedAt().isBefore(deps.since().truncatedTo(ChronoUnit.SECONDS))
        || deal.closeDate().isBefore(LocalDate.ofInstant(deps.since(), zone).minusDays(LATE_WINS));
  }
}
