package io.tieout.engine.approval;

import io.tieout.engine.approval.ClickRules.Wish;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.approval.Settlement.End;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DuplicateKeyException;
import io.tieout.engine.db.Sql;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.id.IdSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Files proposals as policy ruled, and lets people decide where it asks them.
///
/// A click is judged, then the sources are read again outside of any transaction, then it is judged
/// once more and counted under the request's row lock: of two who click at once, each finds what
/// the other left.
public final class Approvals {
  private static final int FROM_THE_FIRST = 1;

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
  /// @param directory read at every click, in its transaction, so that a role taken away counts at
  ///   once
  public record Deps(
      Database database,
      Proposals proposals,
      Audit audit,
      Outbox outbox,
      Inbox inbox,
      Function<Sql, Directory> directory,
      Freshness freshness,
      OnApproved onApproved,
      ProgressOf progressOf,
      InstantSource clock,
      IdSource ids) {}

  private final Desk desk;
  private final Asking asking;
  private final Deciding deciding;
  private final Talking talking;
  private final Editing editing;
  private final Views views;

  public Approvals(Deps deps) {
    this.desk = Desk.of(deps);
    this.asking = new Asking(desk);
    this.deciding = new Deciding(desk);
    this.talking = new Talking(desk, deciding);
    this.editing = new Editing(desk, asking);
    this.views = new Views(desk);
  }

  /// Stores the proposal and does what the ruling says.
  public Filing file(Proposal proposal, Ruling ruling) {
    try {
      return inTransaction(sql -> file(sql, proposal, ruling));
    } catch (DuplicateKeyException e) {
      return asking.alreadyLive(proposal, e);
    }
  }

  /// As [#file(Proposal, Ruling)], in the caller's transaction, which fails when another proposal
  /// holds the place.
  public Filing file(Sql sql, Proposal proposal, Ruling ruling) {
    return asking.file(sql, proposal, ruling, FROM_THE_FIRST);
  }

  public Verdict approve(Click click) {
    Optional<Verdict> refusal = inTransaction(sql -> deciding.refusal(sql, click, Wish.APPROVE));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Proposal proposal = inTransaction(sql -> desk.find(sql, click.requestId()).proposal());
    Freshness.Finding now = desk.deps().freshness().check(proposal);
    return inTransaction(sql ->
        deciding
            .refusal(sql, click, Wish.APPROVE)
            .orElseGet(() -> deciding.weigh(sql, click, now)));
  }

  /// What comes of an edit, before it is filed.
  public sealed interface Draft {
    /// To take the place of what was edited.
    record Ready(Proposal proposal, Ruling ruling) implements Draft {}

    /// It cannot be edited like this, in words for the editor.
    record Not(String why) implements Draft {}
  }

  /// Drafts what somebody wants instead.
  @FunctionalInterface
  public interface Drafting {
    /// Called outside of any transaction.
    Draft draft(Proposal proposal);
  }

  /// Somebody who may approve wants something else instead: what was asked about ends, and what
  /// they made of it is asked about, from the layer after theirs on.
  public Verdict edit(Click click, Drafting drafting) {
    Optional<Verdict> refusal = inTransaction(sql -> deciding.refusal(sql, click, Wish.EDIT));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Draft draft =
        drafting.draft(inTransaction(sql -> desk.find(sql, click.requestId()).proposal()));
    return switch (draft) {
      case Draft.Not(String why) -> new Verdict.NotAllowed(why);
      case Draft.Ready ready ->
          inTransaction(sql ->
              deciding
                  .refusal(sql, click, Wish.EDIT)
                  .orElseGet(() -> editing.replace(sql, click, ready)));
    };
  }

  public Verdict reject(Click click) {
    return inTransaction(sql ->
        deciding.refusal(sql, click, Wish.REJECT).orElseGet(() -> deciding.rejected(sql, click)));
  }

  /// Somebody wants to know something before deciding: the clock stands still until it is answered.
  /// Empty when the question is asked.
  public Optional<Verdict> ask(Click click) {
    return inTransaction(sql -> talking.ask(sql, click));
  }

  /// Answers the open question; why not, when it is not answered.
  public Optional<String> answer(String requestId, String personId, String words) {
    return refused(inTransaction(sql -> talking.answer(sql, requestId, personId, words)));
  }

  /// Has somebody approve besides those the policy asks; why not, when they are not asked.
  public Optional<String> addApprover(String requestId, String personId, String addedId) {
    return refused(inTransaction(sql -> talking.add(sql, requestId, personId, addedId)));
  }

  /// Takes an added approver out again; why not, when that is not done.
  ///
  /// @param layer the key of the stage they are asked in
  public Optional<String> removeApprover(String requestId, String personId, String layer) {
    Optional<String> refused =
        refused(inTransaction(sql -> talking.remove(sql, requestId, personId, layer)));
    finish(requestId);
    return refused;
  }

  private static Optional<String> refused(Talking.Said said) {
    return switch (said) {
      case Talking.Said.Done _ -> Optional.empty();
      case Talking.Said.Not(String why) -> Optional.of(why);
    };
  }

  public RequestView view(String requestId) {
    return inTransaction(sql -> views.of(sql, Requests.find(sql, requestId)));
  }

  public List<RequestView> waiting() {
    return inTransaction(
        sql -> Requests.unsettled(sql).stream().map(request -> views.of(sql, request)).toList());
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
    return Requests.ofProposal(sql, proposalId).map(request -> views.of(sql, request));
  }

  /// The deal changed while people were asked: this request ends, a newer one takes its place. Does
  /// nothing when it is settled already.
  public void supersede(Sql sql, String proposalId, List<Source.Difference> differences) {
    Optional<Request> request =
        Requests.ofProposal(sql, proposalId).map(r -> Requests.locked(sql, r.id()));
    if (request.isEmpty() || !desk.dossier(sql, request.get()).waiting()) {
      return;
    }
    desk.settlement()
        .settle(
            sql,
            request.get(),
            new End(
                ProposalState.SUPERSEDED,
                "the deal changed meanwhile",
                "system:flow",
                differences));
  }

  /// Sends the reminders and expiries that are due; tells how many. Running it again or at several
  /// places at once does nothing more.
  public int tick() {
    int done = 0;
    for (Request request : inTransaction(Requests::unsettled)) {
      done +=
          inTransaction(
              sql -> desk.deadlines().due(sql, desk.locked(sql, request.id()), desk.when(sql)));
      done += finish(request.id());
    }
    return done;
  }

  /// Approves what everybody has approved who is still asked; 1 when it did.
  private int finish(String requestId) {
    Optional<Proposal> complete =
        inTransaction(sql ->
            Optional.of(desk.find(sql, requestId))
                .filter(dossier -> dossier.waiting() && dossier.course().complete())
                .map(Dossier::proposal));
    if (complete.isEmpty()) {
      return 0;
    }
    Freshness.Finding now = desk.deps().freshness().check(complete.get());
    return inTransaction(sql -> deciding.finish(sql, requestId, now)) ? 1 : 0;
  }

  private <T> T inTransaction(Function<Sql, T> work) {
    return desk.inTransaction(work);
  }
}
