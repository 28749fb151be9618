package io.tieout.work.invoicing;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.party.SystemName;
import java.util.Optional;

/// What people should know of an invoice beside what it rests on: why in this book, where there are
/// several, and whether the deal looks like another one.
record Beside(DealReader reader, Lookalikes lookalikes) {
  /// @param routed why the deal belongs to its book
  Proposal told(Proposal proposal, String crm, Deal deal, String routed) {
    Proposal placed = reader.severalBooks() ? routed(proposal, routed) : proposal;
    return lookalikes.of(crm, deal).map(placed::withRemark).orElse(placed);
  }

  private static Proposal routed(Proposal proposal, String why) {
    CreateInvoice invoice = (CreateInvoice) proposal.change();
    return proposal.withEvidence(
        new Evidence(
            "Book",
            "%s (%s)".formatted(SystemName.spoken(invoice.place()), why),
            Evidence.Origin.RULE,
            Optional.empty()));
  }
}
