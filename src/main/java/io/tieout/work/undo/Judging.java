package io.tieout.work.undo;

import io.tieout.engine.db.Database;
import io.tieout.engine.effect.Compensation;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.effect.StepUndo;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads how things stand outside, and says what would undo a proposal that was carried out.
final class Judging {
  private final Outside outside;
  private final Stored stored;

  /// @param crms by their names
  /// @param books by their ids
  record Outside(Map<String, Crm> crms, Map<String, Ledger> books) {
    Outside {
      crms = Map.copyOf(crms);
      books = Map.copyOf(books);
    }
  }

  /// What is kept in tables.
  record Stored(Database database, Proposals proposals, Effects effects) {}

  Judging(Outside outside, Stored stored) {
    this.outside = outside;
    this.stored = stored;
  }

  /// Of a proposal that was done, and of which [Foreseen] tells nothing.
  Judged of(Proposal proposal, List<StepUndo> steps, String because) {
    return switch (proposal.change()) {
      case CreateInvoice made -> invoice(proposal, made, steps, because);
      case Change.DraftInvoice(CreateInvoice made) -> draft(made, steps, because);
      case Change.UpdateDealFinance update -> update(proposal, update, steps, because);
      case Change.Govern _, Change.DiscardDraft _, Change.UndoInvoice _, Change.UndoUpdate _ ->
          throw new IllegalStateException("%s is never undone".formatted(proposal.id()));
    };
  }

  static Optional<Compensation.VoidInvoice> voiding(List<StepUndo> steps) {
    return steps.stream()
        .map(StepUndo::compensation)
        .filter(Compensation.VoidInvoice.class::isInstance)
        .map(Compensation.VoidInvoice.class::cast)
        .findFirst();
  }

  private Judged invoice(
      Proposal proposal, CreateInvoice made, List<StepUndo> steps, String because) {
    Compensation.VoidInvoice voiding = voiding(steps).orElseThrow();
    Optional<Ledger> ledger = Optional.ofNullable(outside.books().get(made.book()));
    if (ledger.isEmpty()) {
      return new Judged.No("book '%s' is not connected; connect it again".formatted(made.book()));
    }
    Optional<Invoice> there = ledger.get().invoice(voiding.invoiceId());
    return switch (Reversal.of(voiding.number(), there, ledger.get().book())) {
      case Reversal.Nothing(String why) -> new Judged.No(why);
      case Reversal.Impossible(String why, var _) -> new Judged.No(why);
      case Reversal.Possible(Invoice invoice) ->
          new Judged.Ready(
              voided(proposal, made, invoice, because),
              List.of(Reversal.source(made.place(), invoice)),
              evidence(invoice, steps),
              Reversal.edits(made, invoice, kept(proposal)));
    };
  }

  private Change.UndoInvoice voided(
      Proposal proposal, CreateInvoice made, Invoice invoice, String because) {
    return new Change.UndoInvoice(
        made.crm(),
        made.dealId(),
        made.dealName(),
        made.ledger(),
        made.book(),
        new Change.Posted(
            invoice.id(),
            Reversal.named(invoice),
            invoice.customerName(),
            invoice.total(),
            invoice.version()),
        lastWritten(proposal.subject()),
        proposal.id(),
        because);
  }

  private Map<String, String> kept(Proposal proposal) {
    return stored.database().inTransaction(sql -> stored.effects().kept(sql, proposal.id()));
  }

  /// What we wrote to the deal last, by whichever proposal.
  private DealFinance lastWritten(String subject) {
    return stored
        .database()
        .inTransaction(sql ->
            stored.proposals().bySubject(sql, subject).stream()
                .flatMap(f -> Effects.compensations(sql, f.proposal()).stream())
                .sorted(Comparator.comparing(StepUndo::since))
                .map(StepUndo::compensation)
                .filter(Compensation.RestoreFinance.class::isInstance)
                .map(c -> ((Compensation.RestoreFinance) c).written())
                .reduce((_, later) -> later))
        .orElse(DealFinance.NONE);
  }

  private static List<Evidence> evidence(Invoice invoice, List<StepUndo> steps) {
    List<Evidence> all = new ArrayList<>();
    all.add(
        new Evidence(
            "Invoice",
            "%s of %s, nothing paid or credited"
                .formatted(Reversal.named(invoice), Amounts.text(invoice.total())),
            Evidence.Origin.BOOKS,
            Optional.of(invoice.url())));
    all.add(
        new Evidence(
            "Afterwards",
            "the deal has no invoice, and gets a new one only when somebody asks for it; the number is not used again",
            Evidence.Origin.RULE,
            Optional.empty()));
    steps.stream()
        .filter(step -> step.compensation() instanceof Compensation.Stays)
        .map(step -> new Evidence("Stays", step.line(), Evidence.Origin.RULE, Optional.empty()))
        .forEach(all::add);
    return all;
  }

  private Judged draft(CreateInvoice made, List<StepUndo> steps, String because) {
    Optional<String> id =
        steps.stream()
            .map(StepUndo::compensation)
            .filter(Compensation.DiscardDraft.class::isInstance)
            .map(c -> ((Compensation.DiscardDraft) c).draftId())
            .findFirst();
    Optional<Invoice> there =
        Optional.ofNullable(outside.books().get(made.book()))
            .flatMap(ledger -> id.flatMap(ledger::invoice));
    if (there.filter(Invoice::draft).isEmpty()) {
      return new Judged.No("there is no draft of it in the books any more");
    }
    return new Judged.Ready(
        new Change.DiscardDraft(
            made.crm(),
            made.dealId(),
            made.dealName(),
            made.ledger(),
            made.book(),
            there.get().id(),
            because),
        List.of(),
        List.of(),
        List.of());
  }

  private Judged update(
      Proposal proposal, Change.UpdateDealFinance update, List<StepUndo> steps, String because) {
    Optional<Compensation.RestoreFinance> restore =
        steps.stream()
            .map(StepUndo::compensation)
            .filter(Compensation.RestoreFinance.class::isInstance)
            .map(Compensation.RestoreFinance.class::cast)
            .findFirst();
    Optional<Deal> shown =
        Optional.ofNullable(outside.crms().get(update.crm()))
            .flatMap(crm -> crm.deal(update.dealId()));
    if (restore.isEmpty() || shown.isEmpty()) {
      return new Judged.No("deal “%s” is not there to be changed".formatted(update.dealName()));
    }
    DealFinance former = restore.get().former();
    DealFinance written = restore.get().written();
    if (Restoring.nothing(shown.get().finance(), former, written)) {
      return new Judged.No(
          "deal “%s” shows nothing of it any more: it was written again since"
              .formatted(update.dealName()));
    }
    return new Judged.Ready(
        new Change.UndoUpdate(
            update.crm(),
            update.dealId(),
            update.dealName(),
            former,
            written,
            proposal.id(),
            because),
        List.of(Restoring.source(update.crm(), shown.get(), former, written)),
        List.of(),
        Restoring.remarks(shown.get().finance(), former, written));
  }
}
