package io.tieout.work.invoicing;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.fault.FaultException;
import java.util.List;
import java.util.Optional;

/// Whether an invoice that was proposed would be proposed just so now: drafted once more from fresh
/// readings, under the same id and for the same day.
public final class InvoiceFreshness implements Freshness {
  private final DealReader reader;
  private final Elsewhere elsewhere;
  private final Redraft redraft;

  public InvoiceFreshness(DealReader reader, Elsewhere elsewhere) {
    this.reader = reader;
    this.elsewhere = elsewhere;
    this.redraft = new Redraft(reader);
  }

  /// Proposals of other kinds are not looked at: they count as unchanged.
  @Override
  public Finding check(Proposal proposal) {
    try {
      return switch (proposal.change()) {
        case CreateInvoice invoice -> check(proposal, invoice);
        case Change.DraftInvoice(CreateInvoice invoice) -> check(proposal, invoice);
        case Change.Govern _,
            Change.DiscardDraft _,
            Change.UpdateDealFinance _,
            Change.UndoInvoice _,
            Change.UndoUpdate _ ->
            new Finding.Unchanged();
      };
    } catch (FaultException e) {
      return new Finding.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /// What happened to the draft in the books; empty while it is as it was approved.
  private Optional<Finding> draft(CreateInvoice invoice, String id) {
    Optional<Invoice> there = reader.book(invoice.book()).ledger().invoice(id);
    if (there.filter(Invoice::posted).isPresent()) {
      return Optional.of(
          new Finding.AlreadyDone(
              "draft %s was posted in the books".formatted(there.get().number().orElse(id))));
    }
    List<Difference> moved = Drafts.differences(invoice, there);
    return moved.isEmpty() ? Optional.empty() : Optional.of(new Finding.Moved(moved));
  }

  private Finding check(Proposal proposal, CreateInvoice invoice) {
    return switch (reread(proposal, invoice)) {
      case Reread.Same _ -> new Finding.Unchanged();
      case Reread.Not(Finding finding) -> finding;
    };
  }

  /// What reading everything again says.
  sealed interface Reread {
    /// The same proposal would come of it, and the readings are at hand for more.
    record Same(DealReadings readings) implements Reread {}

    /// Anything but unchanged.
    record Not(Finding finding) implements Reread {}
  }

  Reread reread(Proposal proposal, CreateInvoice invoice) {
    Optional<Deal> deal = reader.crm(invoice.crm()).deal(invoice.dealId());
    if (deal.isEmpty()) {
      return new Reread.Not(
          new Finding.Moved(
              List.of(new Difference("deal", invoice.dealName(), "record", invoice.dealId(), ""))));
    }
    Optional<String> done =
        elsewhere.invoice(
            invoice.crm(),
            deal.get(),
            reader.book(invoice.book()).ledger(),
            Optional.of(proposal.id()));
    if (done.isPresent()) {
      return new Reread.Not(new Finding.AlreadyDone(done.get()));
    }
    Optional<Finding> draft = invoice.draftId().flatMap(id -> draft(invoice, id));
    if (draft.isPresent()) {
      return new Reread.Not(draft.get());
    }
    DealReadings readings = redraft.read(invoice, deal.get());
    List<Difference> differences =
        Redraft.differences(proposal, redraft.again(proposal, invoice, readings));
    return differences.isEmpty()
        ? new Reread.Same(readings)
        : new Reread.Not(new Finding.Moved(differences));
  }
}
