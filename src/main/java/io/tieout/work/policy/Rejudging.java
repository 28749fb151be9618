package io.tieout.work.policy;

import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.Ruling;
import java.util.Optional;

/// Rules on what was filed before, by another policy, as it would be ruled on if it were filed by
/// that one.
final class Rejudging {
  private final Proposals proposals;

  Rejudging(Proposals proposals) {
    this.proposals = proposals;
  }

  Ruling ruling(Sql sql, Policy policy, Proposal proposal) {
    return switch (proposal.change()) {
      case Change.Govern _ -> policy.ruleGoverning(proposal);
      case Change.UndoInvoice undo -> undo(sql, policy, proposal, undo.undoes());
      case Change.UndoUpdate undo -> undo(sql, policy, proposal, undo.undoes());
      case Change.CreateInvoice _,
          Change.DraftInvoice _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _ ->
          policy.rule(proposal);
    };
  }

  private Ruling undo(Sql sql, Policy policy, Proposal undo, String undoes) {
    Optional<Proposal> done = proposals.find(sql, undoes).map(Filed::proposal);
    return policy.ruleUndo(undo, done.map(Rejudging::asInvoice).orElse(undo));
  }

  /// An undone draft is judged as the invoice that it is of.
  private static Proposal asInvoice(Proposal done) {
    return done.change() instanceof Change.DraftInvoice(Change.CreateInvoice invoice)
        ? done.with(invoice)
        : done;
  }
}
