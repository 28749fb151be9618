package io.tieout.work.undo;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.value.fault.FaultException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether what is about to be undone still stands as it was judged; other proposals are left to
/// the next to ask.
public final class UndoFreshness implements Freshness {
  private final Map<String, Crm> crms;
  private final Map<String, Ledger> books;
  private final Freshness next;

  /// @param crms by their names
  /// @param books by their ids
  /// @param next asked about every other kind of change
  public UndoFreshness(Map<String, Crm> crms, Map<String, Ledger> books, Freshness next) {
    this.crms = Map.copyOf(crms);
    this.books = Map.copyOf(books);
    this.next = next;
  }

  @Override
  public Finding check(Proposal proposal) {
    try {
      return switch (proposal.change()) {
        case Change.UndoInvoice undo -> check(proposal, undo);
        case Change.UndoUpdate undo -> check(proposal, undo);
        case Change.Govern _,
            Change.CreateInvoice _,
            Change.DraftInvoice _,
            Change.DiscardDraft _,
            Change.UpdateDealFinance _ ->
            next.check(proposal);
      };
    } catch (FaultException e) {
      return new Finding.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Finding check(Proposal proposal, Change.UndoInvoice undo) {
    Ledger ledger = books.get(undo.book());
    if (ledger == null) {
      return new Finding.Unreadable("book '%s' is not connected".formatted(undo.book()));
    }
    Optional<Invoice> there = ledger.invoice(undo.invoice().id());
    return switch (Reversal.of(undo.invoice().number(), there, ledger.book())) {
      case Reversal.Nothing(String why) -> new Finding.AlreadyDone(why);
      case Reversal.Impossible(String _, Difference difference) ->
          new Finding.Moved(List.of(difference));
      case Reversal.Possible(Invoice invoice) -> {
        List<Difference> moved =
            Source.differences(
                proposal.sources(), List.of(Reversal.source(ledger.place(), invoice)));
        yield moved.isEmpty() ? new Finding.Unchanged() : new Finding.Moved(moved);
      }
    };
  }

  /// What the vote is about: the fields as they were shown with the card.
  private Finding check(Proposal proposal, Change.UndoUpdate undo) {
    Crm crm = crms.get(undo.crm());
    if (crm == null) {
      return new Finding.Unreadable("CRM '%s' is not connected".formatted(undo.crm()));
    }
    Optional<Deal> shown = crm.deal(undo.dealId());
    if (shown.isEmpty()) {
      return new Finding.Moved(
          List.of(new Difference("deal", undo.dealName(), "record", undo.dealId(), "")));
    }
    Deal deal = shown.get();
    if (Restoring.nothing(deal.finance(), undo.former(), undo.written())) {
      return new Finding.AlreadyDone(
          "deal “%s” shows nothing of it any more".formatted(undo.dealName()));
    }
    List<Difference> moved =
        Source.differences(
            proposal.sources(),
            List.of(Restoring.source(undo.crm(), deal, undo.former(), undo.written())));
    return moved.isEmpty() ? new Finding.Unchanged() : new Finding.Moved(moved);
  }
}
