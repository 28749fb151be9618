package io.tieout.work.invoicing;

import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import java.util.Optional;

/// Keeps the items that approvers let pass, so that they are known the next time.
public final class MappingLearner {
  private final Learned learned;

  public MappingLearner(Learned learned) {
    this.learned = learned;
  }

  /// To be called in the transaction that approves the proposal.
  public void approved(Sql sql, Proposal proposal) {
    switch (proposal.change()) {
      case Change.CreateInvoice invoice ->
          proposal.lines().stream()
              .filter(origin -> origin.how() != How.EXACT)
              .forEach(origin -> learn(sql, proposal, invoice, origin));
      case Change.Govern _,
          Change.DraftInvoice _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ -> {
        // Nobody approved a line with these.
      }
    }
  }

  private void learn(Sql sql, Proposal proposal, Change.CreateInvoice invoice, LineOrigin origin) {
    product(proposal, origin.dealLineId())
        .ifPresent(product ->
            learned.learn(
                sql,
                new ProductQuestion(invoice.ledger(), invoice.book(), invoice.crm(), product),
                origin.itemId(),
                Learned.From.APPROVAL,
                proposal.id()));
  }

  private static Optional<String> product(Proposal proposal, String dealLineId) {
    return proposal.sources().stream()
        .filter(s -> s.kind().equals("deal line") && s.id().equals(dealLineId))
        .map(Source::fields)
        .flatMap(f -> Optional.ofNullable(f.get(SourceRecords.PRODUCT_RECORD)).stream())
        .findFirst();
  }
}
