package io.tieout.work.invoicing;

import io.tieout.engine.approval.Filing;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.InvoicingDesk.Outcome;

/// What came of filing an invoice, in words.
final class Said {
  private Said() {}

  static Outcome filed(Proposal proposal, Filing filing) {
    CreateInvoice change = (CreateInvoice) proposal.change();
    String what =
        "invoice of “%s” to %s over %s %s (%s)"
            .formatted(
                change.dealName(),
                change.customer().displayName(),
                Amounts.text(change.invoice().net()),
                change.invoice().pricing().spoken(),
                proposal.id());
    return switch (filing) {
      case Filing.Asked(String requestId) ->
          new Outcome.Proposed(
              proposal.id(), requestId, "Proposed the " + what + "; approval is asked for.");
      case Filing.Proceeding(String id) ->
          new Outcome.Proposed(id, "", "Policy lets the " + what + " go ahead.");
      case Filing.Refused(String why) ->
          new Outcome.Refused("Policy refuses the " + what + ": " + why);
      case Filing.AlreadyLive(String id, ProposalState state) ->
          new Outcome.Standing(
              id, "Proposal %s stands for the same deal already (%s).".formatted(id, state));
    };
  }
}
