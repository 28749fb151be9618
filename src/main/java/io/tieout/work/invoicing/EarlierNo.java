package io.tieout.work.invoicing;

import io.tieout.engine.db.Database;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Deal;
import java.util.Optional;

/// What people said before about the invoice of a deal: nobody is asked twice for the same unless a
/// person wants it.
record EarlierNo(Database database, Proposals proposals, Redraft redraft, Drafts drafts) {
  /// Why the deal is left alone until somebody asks for its invoice; empty when nothing was said.
  Optional<String> said(String subject, Deal deal) {
    Optional<Filed> latest =
        database.inTransaction(sql -> proposals.bySubject(sql, subject)).reversed().stream()
            .filter(f -> f.proposal().change() instanceof CreateInvoice)
            .findFirst()
            .filter(f -> !drafts.newerThan(subject, f));
    return latest.flatMap(f ->
        switch (f.state()) {
          case REFUSED, REJECTED, EXPIRED ->
              same(f.proposal(), deal)
                  ? Optional.of(
                      "Just this invoice of “%s” was turned down before.".formatted(deal.name()))
                  : Optional.empty();
          case UNDONE ->
              Optional.of(
                  "The invoice of “%s” was undone; the deal is invoiced again only when somebody asks for it."
                      .formatted(deal.name()));
          case FILED, WAITING, APPROVED, EXECUTING, DONE, VOIDED, SUPERSEDED, FAILED ->
              Optional.empty();
        });
  }

  /// Whether the latest proposal was turned down, or ran out of time, and would be the same again.
  private boolean same(Proposal proposal, Deal deal) {
    return Redraft.differences(
            proposal, redraft.again(proposal, (CreateInvoice) proposal.change(), deal))
        .isEmpty();
  }
}
