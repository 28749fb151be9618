package io.tieout.app.house;

import io.tieout.door.slack.EditPort;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Approvals.Draft;
import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.Verdict;
import io.tieout.engine.db.Database;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Edited;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Actor;
import io.tieout.fact.policy.Ruling;
import io.tieout.work.governing.Governed;
import io.tieout.work.invoicing.InvoiceEditDesk;

/// An approver's edit on its way: drafted and ruled on outside of any transaction, then put in the
/// place of what was asked about.
final class EditAsking implements EditPort {
  private final Deps deps;

  /// What it works with.
  record Deps(
      Database database,
      Proposals proposals,
      Approvals approvals,
      InvoiceEditDesk desk,
      Governed governed) {}

  EditAsking(Deps deps) {
    this.deps = deps;
  }

  @Override
  public Verdict edit(Click click, InvoiceEdit edit) {
    return deps.approvals().edit(click, proposal -> draft(proposal, click, edit));
  }

  private Draft draft(Proposal proposal, Click click, InvoiceEdit edit) {
    InvoiceEditDesk.Outcome outcome =
        deps.desk()
            .edit(
                proposal.id(), edit, new Actor.Person(click.personId()), click.reason().orElse(""));
    return outcome instanceof InvoiceEditDesk.Outcome.Ready(Proposal edited)
        ? new Draft.Ready(edited, ruling(edited))
        : new Draft.Not(outcome.words());
  }

  private Ruling ruling(Proposal edited) {
    String first = edited.edited().map(Edited::firstOf).orElseThrow();
    return deps.database()
        .inTransaction(sql ->
            deps.governed()
                .policy(sql)
                .ruleEdited(
                    edited, deps.proposals().find(sql, first).map(Filed::proposal).orElseThrow()));
  }
}
