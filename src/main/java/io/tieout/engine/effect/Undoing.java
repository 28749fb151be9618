package io.tieout.engine.effect;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Json;
import java.util.List;

/// What a confirmed undo means for the proposal it takes back, in the transaction of its
/// confirmation: that one stands no more, and the deal has no invoice.
final class Undoing {
  private Undoing() {}

  static void confirmed(Sql sql, EffectRunner.Deps deps, Proposal undo, String step) {
    switch (undo.outside()) {
      case Change.UndoInvoice change when step.equals(VoidInvoiceStep.NAME) -> {
        deps.links().end(sql, billing(change, undo.id()));
        undone(sql, deps, undo, change.undoes(), change.because());
      }
      case Change.UndoUpdate change when step.equals(WriteBackStep.NAME) ->
          undone(sql, deps, undo, change.undoes(), change.because());
      case Change.UndoInvoice _,
          Change.UndoUpdate _,
          Change.CreateInvoice _,
          Change.DraftInvoice _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _ -> {
        // Nothing of another proposal is taken back.
      }
    }
  }

  private static Link billing(Change.UndoInvoice change, String undoId) {
    return new Link(
        change.crm(),
        "deal",
        change.dealId(),
        change.ledger(),
        change.book(),
        "invoice",
        change.invoice().id(),
        "undone",
        undoId);
  }

  private static void undone(
      Sql sql, EffectRunner.Deps deps, Proposal undo, String undoes, String because) {
    boolean stands =
        deps.proposals().find(sql, undoes).filter(f -> f.state() == ProposalState.DONE).isPresent();
    if (!stands) {
      return;
    }
    String why = "undone by %s: %s".formatted(undo.id(), because);
    deps.proposals().move(sql, undoes, ProposalState.UNDONE, why, Effects.ACTOR);
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                undo.subject(),
                List.of(undoes, undo.id()),
                Effects.ACTOR,
                "proposal undone",
                Json.object().put("undoneBy", undo.id()).put("because", because).build()));
    deps.cards().news(sql, undoes, Character.toUpperCase(why.charAt(0)) + why.substring(1));
  }
}
