package io.tieout.work.payments;

import io.tieout.engine.db.Database;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.UpdateDealFinance;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.value.fault.FaultException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether what a deal is about to be told still stands in the books; other proposals are left to
/// the next to ask.
public final class PaymentFreshness implements Freshness {
  private final Database database;
  private final Links links;
  private final Map<String, Ledger> books;
  private final Freshness next;

  /// @param books by their ids
  /// @param next asked about every other kind of change
  public PaymentFreshness(
      Database database, Links links, Map<String, Ledger> books, Freshness next) {
    this.database = database;
    this.links = links;
    this.books = Map.copyOf(books);
    this.next = next;
  }

  @Override
  public Finding check(Proposal proposal) {
    try {
      return switch (proposal.change()) {
        case UpdateDealFinance update -> check(proposal, update);
        case Change.Govern _,
            Change.CreateInvoice _,
            Change.DraftInvoice _,
            Change.DiscardDraft _,
            Change.UndoInvoice _,
            Change.UndoUpdate _ ->
            next.check(proposal);
      };
    } catch (FaultException e) {
      return new Finding.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Finding check(Proposal proposal, UpdateDealFinance update) {
    Optional<Link> link =
        database.inTransaction(
            sql -> links.fromCrm(sql, update.crm(), "deal", update.dealId(), "invoice"));
    Optional<Ledger> ledger = link.flatMap(l -> Optional.ofNullable(books.get(l.book())));
    if (link.isEmpty() || ledger.isEmpty()) {
      return new Finding.Unchanged();
    }
    Optional<Invoice> invoice = ledger.get().invoice(link.get().ledgerId());
    if (invoice.isEmpty()) {
      return update.finance().paymentStatus().filter(PaymentStatus.VOIDED::equals).isPresent()
          ? new Finding.Unchanged()
          : new Finding.Moved(
              List.of(
                  new Difference(
                      "invoice", update.dealName(), "record", link.get().ledgerId(), "")));
    }
    InvoiceStanding now = InvoiceStanding.of(ledger.get(), invoice.get());
    List<Difference> moved =
        now.on(update.finance()).equals(update.finance())
            ? List.of()
            : Source.differences(proposal.sources(), now.sources(ledger.get().place()));
    return moved.isEmpty() ? new Finding.Unchanged() : new Finding.Moved(moved);
  }
}
