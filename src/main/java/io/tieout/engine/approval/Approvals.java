package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.approval.Settlement.End;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DuplicateKeyException;
import io.tieout.engine.db.Sql;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Files proposals as policy ruled, and lets people decide where it asks them.
///
/// A click is judged, then the sources are read again outside of any transaction, then it is judged
/// once more and counted under the request's row lock: of two who click at once, each finds what
/// the other left.
public final class Approvals {
  private static final String POLICY = "system:policy";

  /// Plans what an approved proposal does, in the approving transaction.
  @FunctionalInterface
  public interface OnApproved {
    /// Called once a proposal is approved, by people or by policy alone.
    ///
    /// @param approvers who approved, for people: `Ana Ruiz (controller), Bo Lind (cfo)`
    void approved(Sql sql, Proposal proposal, String approvers);
  }

  /// Tells how far the steps of an approved proposal are.
  @FunctionalInterface
  public interface ProgressOf {
    List<Progress> progress(Sql sql, String proposalId);
  }

  /// What approvals work with.
  ///
  /// @param directory asked at every click, so that a role taken away counts at once
  public record Deps(
      Database database,
      Proposals proposals,
      Audit audit,
      Outbox outbox,
      Inbox inbox,
      Supplier<Directory> directory,
      Freshness freshness,
      OnApproved onApproved,
      ProgressOf progressOf,
      InstantSource clock,
      IdSource ids) {}

  private final Deps deps;
  private final Cards cards;
  private final Settlement settlement;
  private final Deadlines deadlines;

  public Approvals(Deps deps) {
    this.deps = deps;
    this.cards = new Cards(deps.outbox());
    this.settlement =
        new Settlement(deps.proposals(), deps.audit(), deps.inbox(), cards, deps.clock());
    this.deadlines = new Deadlines(settlement, cards);
  }

  /// Stores the proposal and does what the ruling says.
  public Filing file(Proposal proposal, Ruling ruling) {
    try {
      return deps.database().inTransaction(sql -> filed(sql, proposal, ruling));
    } catch (DuplicateKeyException e) {
      return alreadyLive(proposal, e);
    }
  }

  /// As [#file(Proposal, Ruling)], in the caller's transaction, which fails when another proposal
  /// holds the place.
  public Filing file(Sql sql, Proposal proposal, Ruling ruling) {
    return filed(sql, proposal, ruling);
  }

  public Verdict approve(Click click) {
    Optional<Verdict> refusal = inTransaction(sql -> refusal(sql, click, Vote.Choice.APPROVE));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Proposal proposal =
        inTransaction(sql -> proposalOf(sql, Requests.find(sql, click.requestId())));
    Freshness.Finding now = deps.freshness().check(proposal);
    return inTransaction(
        sql -> refusal(sql, click, Vote.Choice.APPROVE).orElseGet(() -> weigh(sql, click, now)));
  }

  public Verdict reject(Click click) {
    return inTransaction(
        sql -> refusal(sql, click, Vote.Choice.REJECT).orElseGet(() -> rejected(sql, click)));
  }

  public RequestView view(String requestId) {
    return inTransaction(sql -> view(sql, Requests.find(sql, requestId)));
  }

  public List<RequestView> waiting() {
    return inTransaction(
        sql -> Requests.unsettled(sql).stream().map(request -> view(sql, request)).toList());
  }

  /// How many requests are not decided yet.
  public int waitingNow() {
    return inTransaction(sql -> Requests.unsettled(sql).size());
  }

  public Optional<RequestView> ofProposal(String proposalId) {
    return inTransaction(sql -> ofProposal(sql, proposalId));
  }

  /// As [#ofProposal(String)], in the caller's transaction.
  public Optional<RequestView> ofProposal(Sql sql, String proposalId) {
    return Requests.ofProposal(sql, proposalId).map(request -> view(sql, request));
  }

  /// The deal changed while people were asked: this request ends, a newer one takes its place. Does
  /// nothing when it is settled already.
  public void supersede(Sql sql, String proposalId, List<Source.Difference> differences) {
    Optional<Request> request =
        Requests.ofProposal(sql, proposalId).map(r -> Requests.locked(sql, r.id()));
    if (request.isEmpty() || filedOf(sql, request.get()).state() != ProposalState.WAITING) {
      return;
    }
    settlement.settle(
        sql,
        request.get(),
        new End(
            ProposalState.SUPERSEDED, "the deal changed meanwhile", "system:flow", differences));
  }

  /// Sends the reminders and expiries that are due; tells how many. Running it again or at several
  /// places at once does nothing more.
  public int tick() {
    int done = 0;
    for (Request request : inTransaction(Requests::unsettled)) {
      done +=
          inTransaction(sql ->
              deadlines.due(sql, Requests.locked(sql, request.id()), deps.clock().instant()));
    }
    return done;
  }

  private Filing filed(Sql sql, Proposal proposal, Ruling ruling) {
    deps.proposals().file(sql, proposal, ruling);
    String because =
        ruling.because().stream().map(Ruling.RuleHit::sentence).collect(Collectors.joining("; "));
    record(
        sql,
        proposal,
        proposal.requestedBy().reference(),
        "proposal filed",
        Json.object()
            .put("digest", proposal.digest().hex())
            .put("sealedDigest", deps.proposals().sealedDigest(sql, proposal, ruling))
            .put("ruling", ruling.getClass().getSimpleName())
            .put("policyVersion", ruling.policyVersion())
            .put("because", because));
    return switch (ruling) {
      case Ruling.Refuse _ -> {
        deps.proposals().move(sql, proposal.id(), ProposalState.REFUSED, because, POLICY);
        record(sql, proposal, POLICY, "proposal refused", Json.object().put("why", because));
        yield new Filing.Refused(because);
      }
      case Ruling.Proceed proceed -> {
        deps.proposals().move(sql, proposal.id(), ProposalState.APPROVED, because, POLICY);
        record(sql, proposal, POLICY, "proposal approved", Json.object().put("why", because));
        deps.onApproved()
            .approved(sql, proposal, "policy " + proceed.policyVersion() + " without asking");
        yield new Filing.Proceeding(proposal.id());
      }
      case Ruling.Ask ask -> new Filing.Asked(ask(sql, proposal, ask, because));
    };
  }

  private String ask(Sql sql, Proposal proposal, Ruling.Ask ruling, String because) {
    Instant now = deps.clock().instant();
    Request request = Requests.ask(sql, deps.ids().next("R"), proposal, ruling, now);
    Requests.append(
        sql, request.id(), new Event(EventKind.ASKED, now, POLICY, because, Json.object().build()));
    deps.proposals().move(sql, proposal.id(), ProposalState.WAITING, because, POLICY);
    settlement.tell(
        sql,
        request,
        POLICY,
        "approval asked",
        Json.object()
            .put("role", request.role())
            .put("needed", request.needed())
            .put("deadline", request.deadline().toString()));
    cards.changed(sql, proposal.id());
    return request.id();
  }

  /// Who holds the place, or the failure itself when nobody does.
  private Filing alreadyLive(Proposal proposal, DuplicateKeyException e) {
    Optional<Filed> holder =
        switch (e.constraint()) {
          case Proposals.ONE_INVOICE_A_DEAL ->
              inTransaction(sql ->
                  deps.proposals().live(sql, proposal.subject(), proposal.change().getClass()));
          case Proposals.ONE_OF_AN_ID ->
              inTransaction(sql -> deps.proposals().find(sql, proposal.id()));
          default -> Optional.empty();
        };
    return holder
        .map(f -> (Filing) new Filing.AlreadyLive(f.proposal().id(), f.state()))
        .orElseThrow(() -> e);
  }

  /// Judges the click with the request's row held. What does not count is told to the audit.
  private Optional<Verdict> refusal(Sql sql, Click click, Vote.Choice choice) {
    Request request = Requests.locked(sql, click.requestId());
    Filed filed = filedOf(sql, request);
    ClickRules.Case theCase =
        new ClickRules.Case(
            request,
            filed,
            Requests.votes(sql, request.id()),
            click,
            choice,
            deps.directory().get().bySlackId(click.personId()),
            deps.clock().instant());
    Optional<Verdict> refusal = ClickRules.refusal(theCase);
    refusal.ifPresent(verdict -> {
      settlement.tell(
          sql,
          request,
          "person:" + click.personId(),
          "click not counted",
          Json.object()
              .put("choice", choice.name())
              .put("shownDigest", click.shownDigest())
              .put("verdict", verdict.toString()));
      if (verdict instanceof Verdict.Expired && filed.state() == ProposalState.WAITING) {
        settlement.expire(sql, request, Deadlines.CLOCK);
      }
    });
    return refusal;
  }

  private Verdict weigh(Sql sql, Click click, Freshness.Finding now) {
    return switch (now) {
      case Freshness.Finding.Unchanged() -> approved(sql, click);
      case Freshness.Finding.Unreadable(String why) -> new Verdict.CannotCheck(why);
      case Freshness.Finding.Moved(List<Source.Difference> differences) -> {
        String why =
            differences.stream().map(Source.Difference::sentence).collect(Collectors.joining("; "));
        voided(sql, click, "changed since it was proposed: " + why, differences);
        settlement.lookAgain(sql, proposalOf(sql, Requests.find(sql, click.requestId())), why);
        yield new Verdict.Changed(differences);
      }
      case Freshness.Finding.AlreadyDone(String what) -> {
        voided(sql, click, "done elsewhere: " + what, List.of());
        yield new Verdict.DoneElsewhere(what);
      }
    };
  }

  private void voided(Sql sql, Click click, String why, List<Source.Difference> differences) {
    settlement.settle(
        sql,
        Requests.find(sql, click.requestId()),
        new End(ProposalState.VOIDED, why, "person:" + click.personId(), differences));
  }

  private Verdict approved(Sql sql, Click click) {
    Request request = Requests.find(sql, click.requestId());
    Vote vote = counted(sql, request, click, Vote.Choice.APPROVE);
    List<Vote> votes = Requests.votes(sql, request.id());
    if (votes.size() < request.needed()) {
      cards.changed(sql, request.proposalId());
      return new Verdict.Counted(votes.size(), request.needed());
    }
    String approvers = votes.stream().map(Vote::spoken).collect(Collectors.joining(", "));
    settlement.settle(
        sql,
        request,
        new End(ProposalState.APPROVED, "approved by " + approvers, "person:" + vote.personId()));
    deps.onApproved().approved(sql, proposalOf(sql, request), approvers);
    return new Verdict.Approved();
  }

  private Verdict rejected(Sql sql, Click click) {
    Request request = Requests.find(sql, click.requestId());
    Vote vote = counted(sql, request, click, Vote.Choice.REJECT);
    String why = "rejected by %s: %s".formatted(vote.spoken(), vote.reason().orElse(""));
    settlement.settle(
        sql, request, new End(ProposalState.REJECTED, why, "person:" + vote.personId()));
    return new Verdict.Rejected();
  }

  private Vote counted(Sql sql, Request request, Click click, Vote.Choice choice) {
    Member member = deps.directory().get().bySlackId(click.personId()).orElseThrow();
    Instant now = deps.clock().instant();
    Vote vote =
        new Vote(
            click.personId(),
            member.name(),
            request.role(),
            choice,
            click.shownDigest(),
            click.reason(),
            now,
            Duration.between(request.askedAt(), now));
    Requests.vote(sql, request, vote);
    settlement.tell(
        sql,
        request,
        "person:" + click.personId(),
        "approval vote",
        Json.object()
            .put("choice", choice.name())
            .put("name", vote.name())
            .put("role", vote.role())
            .put("shownDigest", vote.shownDigest())
            .putText("reason", vote.reason())
            .put("tookSeconds", vote.took().toSeconds()));
    return vote;
  }

  private RequestView view(Sql sql, Request request) {
    Filed filed = filedOf(sql, request);
    List<Event> ends =
        Requests.events(sql, request.id()).stream()
            .filter(e -> e.kind() == EventKind.SETTLED || e.kind() == EventKind.REJECTED_LATE)
            .toList();
    return new RequestView(
        request.id(),
        filed.proposal(),
        filed.ruling(),
        filed.state(),
        request.digest(),
        request.askedAt(),
        Optional.of(request.deadline()),
        Requests.votes(sql, request.id()),
        settledWhy(filed, ends),
        deps.progressOf().progress(sql, request.proposalId()),
        ends.stream().flatMap(e -> e.differences().stream()).toList());
  }

  /// The decision, and what ended it after all where the decision was not the end.
  private static Optional<String> settledWhy(Filed filed, List<Event> ends) {
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    String decided = ends.getLast().why();
    boolean endedLater =
        filed.state() == ProposalState.VOIDED || filed.state() == ProposalState.FAILED;
    return Optional.of(
        endedLater && !decided.equals(filed.why()) ? decided + "; then " + filed.why() : decided);
  }

  private Filed filedOf(Sql sql, Request request) {
    return deps.proposals().find(sql, request.proposalId()).orElseThrow();
  }

  private Proposal proposalOf(Sql sql, Request request) {
    return filedOf(sql, request).proposal();
  }

  private void record(
      Sql sql, Proposal proposal, String actor, String action, JsonObjBuilder details) {
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                proposal.subject(), List.of(proposal.id()), actor, action, details.build()));
  }

  private <T> T inTransaction(java.util.function.Function<Sql, T> work) {
    return deps.database().inTransaction(work);
  }
}
