package io.tieout.work.invoicing;

import io.tieout.engine.db.Database;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.party.SystemName;
import io.tieout.work.invoicing.DealReadings.Occasion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks for an invoice that a deal has already: by our link, by the number the deal shows, by the
/// mark of an earlier proposal. Never by likeness of amounts: two deals may be equal.
public final class Elsewhere {
  private final Database database;
  private final Proposals proposals;
  private final Links links;

  public Elsewhere(Database database, Proposals proposals, Links links) {
    this.database = database;
    this.proposals = proposals;
    this.links = links;
  }

  /// What there is, in words; empty when the deal has no invoice but the proposal's own.
  Optional<String> invoice(String crm, Deal deal, Ledger ledger, Optional<String> ownProposal) {
    return linked(crm, deal, ledger, ownProposal)
        .or(() -> shown(deal, ledger, ownProposal))
        .or(() -> marked(crm, deal, ledger, ownProposal));
  }

  private Optional<String> linked(
      String crm, Deal deal, Ledger ledger, Optional<String> ownProposal) {
    Optional<Link> link =
        database.inTransaction(sql -> links.fromCrm(sql, crm, "deal", deal.id(), "invoice"));
    return link.filter(l -> ownProposal.filter(l.proposalId()::equals).isEmpty())
        .filter(l -> l.place().equals(ledger.place()))
        .flatMap(l -> ledger.invoice(l.ledgerId()))
        .filter(Invoice::posted)
        .map(i -> words(ledger, i, "is linked to the deal"));
  }

  private static Optional<String> shown(Deal deal, Ledger ledger, Optional<String> ownProposal) {
    Optional<String> number = deal.finance().invoiceNumber();
    if (number.isEmpty()) {
      return Optional.empty();
    }
    Optional<Invoice> invoice = ledger.invoiceNumbered(number.get());
    if (invoice.isEmpty()) {
      return Optional.of(
          "the deal shows invoice %s, which the books do not have".formatted(number.get()));
    }
    boolean own = ownProposal.filter(id -> invoice.get().bears(Occasion.mark(id))).isPresent();
    return invoice
        .filter(i -> i.posted() && !own)
        .map(i -> words(ledger, i, "is shown on the deal"));
  }

  /// An earlier proposal may have failed after its invoice was made.
  private Optional<String> marked(
      String crm, Deal deal, Ledger ledger, Optional<String> ownProposal) {
    List<Filed> earlier =
        database.inTransaction(sql -> proposals.bySubject(sql, crm + "/deal/" + deal.id()));
    return earlier.stream()
        .filter(f -> ownProposal.filter(f.proposal().id()::equals).isEmpty())
        .filter(f -> f.state() == ProposalState.FAILED || f.state() == ProposalState.VOIDED)
        .flatMap(f -> invoices(f, ledger))
        .filter(Invoice::posted)
        .findFirst()
        .map(i -> words(ledger, i, "was made by an earlier proposal"));
  }

  private static Stream<Invoice> invoices(Filed filed, Ledger ledger) {
    if (!(filed.proposal().change() instanceof CreateInvoice change)
        || !change.place().equals(ledger.place())) {
      return Stream.empty();
    }
    Stream<String> customers =
        switch (change.customer()) {
          case Billed.Known(String id, String _) -> Stream.of(id);
          case Billed.New(var draft) ->
              ledger.customersNamed(draft.displayName()).stream().map(Customer::id);
        };
    return customers.flatMap(id ->
        ledger.invoicesOf(id, change.invoice().issued(), change.invoice().issued()).stream()
            .filter(i -> i.bears(change.invoice().mark())));
  }

  private static String words(Ledger ledger, Invoice invoice, String how) {
    return "invoice %s in %s %s"
        .formatted(invoice.number().orElse(invoice.id()), SystemName.spoken(ledger.place()), how);
  }
}
