package io.tieout.work.invoicing;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.DealReadings.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Drafts a filed proposal once more from fresh readings, under its own id and for its own day, and
/// tells what differs. The day is the proposal's, so that midnight alone changes nothing.
final class Redraft {
  private final DealReader reader;

  Redraft(DealReader reader) {
    this.reader = reader;
  }

  Drafted again(Proposal proposal, CreateInvoice invoice, Deal deal) {
    return again(proposal, invoice, read(invoice, deal));
  }

  /// What the proposal rests on, as it is now.
  DealReadings read(CreateInvoice invoice, Deal deal) {
    return reader.read(invoice.crm(), deal, invoice.book(), Optional.of(invoice.invoice().mark()));
  }

  Drafted again(Proposal proposal, CreateInvoice invoice, DealReadings readings) {
    Occasion occasion =
        new Occasion(
            proposal.id(),
            invoice.invoice().mark(),
            proposal.requestedBy(),
            proposal.at(),
            invoice.invoice().issued());
    return asProposed(
        proposal.change(), InvoiceEditing.again(readings, occasion, proposal.edited()));
  }

  /// A drafted invoice as the kind of change that it was proposed as.
  private static Drafted asProposed(Change was, Drafted drafted) {
    if (!(drafted instanceof Drafted.Ready(Proposal now))
        || !(now.change() instanceof CreateInvoice fresh)) {
      return drafted;
    }
    return switch (was) {
      case CreateInvoice old ->
          new Drafted.Ready(old.draftId().map(id -> now.with(fresh.from(id))).orElse(now));
      case Change.DraftInvoice _ ->
          fresh.customer() instanceof Change.Billed.Known
              ? new Drafted.Ready(now.with(new Change.DraftInvoice(fresh)))
              : drafted;
      case Change.Govern _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ ->
          drafted;
    };
  }

  /// What moved; empty exactly when the digests are equal.
  static List<Difference> differences(Proposal was, Drafted now) {
    List<Difference> found = new ArrayList<>();
    switch (now) {
      case Drafted.Ready(Proposal is) when is.digest().equals(was.digest()) -> {
        return List.of();
      }
      case Drafted.Ready(Proposal is) -> {
        found.addAll(Source.differences(was.sources(), is.sources()));
        found.addAll(ofInvoices(was, is));
      }
      case Drafted.Blocked blocked -> {
        found.addAll(ofReadings(was, blocked.sources()));
        blocked.blockers().forEach(b -> found.add(onInvoice(was, b.kind(), "settled", b.title())));
      }
      case Drafted.NotYet notYet -> {
        found.addAll(ofReadings(was, notYet.sources()));
        found.add(onInvoice(was, "invoice", "possible", notYet.why()));
      }
    }
    if (found.isEmpty()) {
      found.add(onInvoice(was, "content", "as shown", "drafted differently now"));
    }
    return List.copyOf(found);
  }

  /// What the deal and its lines say differently since they were invoiced. Versions do not count:
  /// writing our own fields moves them.
  static List<Difference> ofDeal(Proposal was, Drafted now) {
    return ofReadings(was, now.sources()).stream()
        .filter(d -> d.kind().equals("deal") || d.kind().equals("deal line"))
        .filter(d -> !d.field().equals("version"))
        .toList();
  }

  /// The differences of the records that both rest on: a draft that was not finished has read, but
  /// not chosen, so only kinds it holds count.
  private static List<Difference> ofReadings(Proposal was, List<Source> now) {
    Set<String> kinds = now.stream().map(Source::kind).collect(Collectors.toSet());
    return Source.differences(
        was.sources().stream().filter(s -> kinds.contains(s.kind())).toList(), now);
  }

  private static List<Difference> ofInvoices(Proposal was, Proposal is) {
    Optional<CreateInvoice> before = invoice(was);
    Optional<CreateInvoice> after = invoice(is);
    if (before.isEmpty() || after.isEmpty()) {
      return List.of();
    }
    InvoiceDraft old = before.get().invoice();
    InvoiceDraft fresh = after.get().invoice();
    List<Difference> found = new ArrayList<>();
    compare(
        found,
        was,
        "customer",
        before.get().customer().displayName(),
        after.get().customer().displayName());
    compare(found, was, "invoice date", old.issued().toString(), fresh.issued().toString());
    compare(found, was, "due date", old.due().toString(), fresh.due().toString());
    compare(found, was, "amounts", old.pricing().spoken(), fresh.pricing().spoken());
    compare(found, was, "expected tax", tax(old), tax(fresh));
    compare(found, was, "quote PDF", pdf(before.get()), pdf(after.get()));
    return found;
  }

  /// The invoice that is proposed, or put into the books as a draft.
  static Optional<CreateInvoice> invoice(Proposal proposal) {
    return switch (proposal.change()) {
      case CreateInvoice invoice -> Optional.of(invoice);
      case Change.DraftInvoice(CreateInvoice invoice) -> Optional.of(invoice);
      case Change.Govern _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ ->
          Optional.empty();
    };
  }

  private static String pdf(CreateInvoice invoice) {
    return invoice.quotePdf().map(p -> p.fileName() + " " + p.sha256().substring(0, 12)).orElse("");
  }

  private static String tax(InvoiceDraft draft) {
    return draft.expectedTax().map(Amounts::text).orElse("computed by the book");
  }

  private static void compare(
      List<Difference> found, Proposal proposal, String field, String was, String is) {
    if (!was.equals(is)) {
      found.add(onInvoice(proposal, field, was, is));
    }
  }

  private static Difference onInvoice(Proposal proposal, String field, String was, String is) {
    return new Difference("invoice", proposal.change().about(), field, was, is);
  }
}
