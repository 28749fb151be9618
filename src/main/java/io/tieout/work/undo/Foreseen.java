package io.tieout.work.undo;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.StepUndo;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import java.util.List;
import java.util.Optional;

/// What becomes of a wish to undo as far as our tables alone tell: nobody need read the outside, or
/// wait for an answer, to learn that the same was asked for before, or that nothing was done.
public final class Foreseen {
  private final Database database;
  private final Proposals proposals;

  public Foreseen(Database database, Proposals proposals) {
    this.database = database;
    this.proposals = proposals;
  }

  /// Empty when the outside must be read.
  public Optional<UndoDesk.Outcome> of(Filed filed, List<StepUndo> steps) {
    return database.inTransaction(sql ->
        standing(sql, filed.proposal())
            .map(undo -> standing(undo, filed))
            .or(() -> why(sql, filed, steps).map(why -> notPossible(filed.proposal().id(), why))));
  }

  static UndoDesk.Outcome notPossible(String proposalId, String why) {
    return new UndoDesk.Outcome.NotPossible(
        proposalId, "Cannot be undone: %s. Nothing was changed.".formatted(why));
  }

  private Optional<String> why(Sql sql, Filed filed, List<StepUndo> steps) {
    String id = filed.proposal().id();
    return switch (filed.state()) {
      case FILED, WAITING ->
          Optional.of("%s is not approved yet: reject it on its card".formatted(id));
      case APPROVED, EXECUTING ->
          Optional.of(
              "%s is still being carried out: let it end, or settle what it waits for, and ask again"
                  .formatted(id));
      case UNDONE -> Optional.of("%s was undone before (%s)".formatted(id, filed.why()));
      case REFUSED, REJECTED, EXPIRED, VOIDED, SUPERSEDED, FAILED ->
          Optional.of("%s was not carried out (%s)".formatted(id, filed.why()));
      case DONE -> done(sql, filed.proposal(), steps);
    };
  }

  private Optional<String> done(Sql sql, Proposal proposal, List<StepUndo> steps) {
    return switch (proposal.change()) {
      case Change.CreateInvoice _ ->
          Judging.voiding(steps).isPresent()
              ? Optional.empty()
              : Optional.of("%s posted no invoice".formatted(proposal.id()));
      case Change.DraftInvoice _ ->
          proposals
              .live(sql, proposal.subject(), Change.CreateInvoice.class)
              .map(asked ->
                  "the draft belongs to %s: reject that on its card, or undo it once the invoice is posted"
                      .formatted(asked.proposal().id()));
      case Change.UpdateDealFinance _ -> Optional.empty();
      case Change.DiscardDraft _ ->
          Optional.of(
              "a draft that was taken out of the books does not come back; ask for the deal to be invoiced");
      case Change.UndoInvoice _ ->
          Optional.of(
              "an undo is not undone: a voided invoice stays voided. Ask for the deal to be invoiced, and it gets a new invoice");
      case Change.Govern _ ->
          Optional.of("what governs decisions is taken back by proposing the former version again");
      case Change.UndoUpdate _ ->
          Optional.of("an undo is not undone: the next news from the books tells the deal again");
    };
  }

  /// A proposal to undo the same, that is neither decided against nor done.
  Optional<Filed> standing(Sql sql, Proposal undone) {
    return proposals.bySubject(sql, undone.subject()).stream()
        .filter(f -> f.state().live() && f.state() != ProposalState.DONE)
        .filter(f -> undoes(f.proposal().change(), undone))
        .findFirst();
  }

  private static boolean undoes(Change change, Proposal undone) {
    return switch (change) {
      case Change.UndoInvoice undo -> undo.undoes().equals(undone.id());
      case Change.UndoUpdate undo -> undo.undoes().equals(undone.id());
      case Change.DiscardDraft _ -> undone.change() instanceof Change.DraftInvoice;
      case Change.Govern _,
          Change.CreateInvoice _,
          Change.DraftInvoice _,
          Change.UpdateDealFinance _ ->
          false;
    };
  }

  static UndoDesk.Outcome standing(Filed undo, Filed undone) {
    return new UndoDesk.Outcome.Standing(
        undo.proposal().id(),
        "To undo %s is proposed already, by %s (%s)."
            .formatted(
                undone.proposal().id(),
                undo.proposal().id(),
                undo.state() == ProposalState.WAITING
                    ? "it waits for approval"
                    : "it is approved and being carried out"));
  }
}
