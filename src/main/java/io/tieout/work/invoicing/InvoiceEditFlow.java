package io.tieout.work.invoicing;

import io.tieout.engine.db.Database;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Freshness.Finding;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.SystemName;
import io.tieout.value.fault.FaultException;
import io.tieout.value.id.IdSource;
import io.tieout.work.invoicing.DealReadings.Occasion;
import io.tieout.work.invoicing.InvoiceFreshness.Reread;
import io.tieout.work.routing.Routed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Edits a proposed invoice: reads everything again, insists that the editor saw what is so now,
/// and drafts it with the edit, under a new id and for the same day and requester. Files nothing.
public final class InvoiceEditFlow implements InvoiceEditDesk {
  private final Deps deps;
  private final InvoiceFreshness freshness;
  private final Beside beside;

  /// What the flow works with.
  ///
  /// @param nameOf people's names, for remarks
  public record Deps(
      Database database,
      DealReader reader,
      Elsewhere elsewhere,
      Proposals proposals,
      Mirror mirror,
      Links links,
      Function<Actor, String> nameOf,
      InstantSource clock,
      IdSource ids) {}

  public InvoiceEditFlow(Deps deps) {
    this.deps = deps;
    this.freshness = new InvoiceFreshness(deps.reader(), deps.elsewhere());
    this.beside =
        new Beside(deps.reader(), new Lookalikes(deps.database(), deps.mirror(), deps.links()));
  }

  @Override
  public Outcome edit(String proposalId, InvoiceEdit edit, Actor editor, String why) {
    if (why.isBlank()) {
      return new Outcome.Refused(
          List.of(new EditProblem("reason", "it is empty; say in a few words why")));
    }
    Optional<Filed> filed =
        deps.database().inTransaction(sql -> deps.proposals().find(sql, proposalId));
    if (filed.isEmpty()) {
      return new Outcome.NotEditable("There is no proposal %s to edit.".formatted(proposalId));
    }
    if (filed.get().state() != ProposalState.WAITING) {
      return new Outcome.NotEditable(
          "%s is not waiting for approval any more (%s), so it cannot be edited."
              .formatted(proposalId, filed.get().why()));
    }
    Proposal shown = filed.get().proposal();
    return switch (shown.change()) {
      case CreateInvoice invoice ->
          edited(
              shown,
              invoice,
              new InvoiceEditing.Wish(edit, editor, deps.nameOf().apply(editor), why));
      case Change.Govern _,
          Change.DraftInvoice _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ ->
          new Outcome.NotEditable(
              "%s proposes no invoice to be posted; only those are edited.".formatted(proposalId));
    };
  }

  private Outcome edited(Proposal shown, CreateInvoice invoice, InvoiceEditing.Wish wish) {
    try {
      return switch (freshness.reread(shown, invoice)) {
        case Reread.Same(DealReadings readings) -> drafted(shown, invoice, readings, wish);
        case Reread.Not(Finding finding) -> notNow(shown, finding);
      };
    } catch (FaultException e) {
      return new Outcome.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Outcome notNow(Proposal shown, Finding finding) {
    return switch (finding) {
      case Finding.Moved(var differences) -> new Outcome.Moved(differences);
      case Finding.AlreadyDone(String what) -> new Outcome.DoneElsewhere(what);
      case Finding.Unreadable(String why) -> new Outcome.Unreadable(why);
      case Finding.Unchanged() ->
          throw new IllegalStateException(shown.id() + " is unchanged and yet has no readings");
    };
  }

  private Outcome drafted(
      Proposal shown, CreateInvoice invoice, DealReadings readings, InvoiceEditing.Wish wish) {
    Occasion occasion =
        Occasion.of(
            deps.ids().next("P"),
            shown.requestedBy(),
            deps.clock().instant(),
            invoice.invoice().issued());
    return switch (InvoiceEditing.edit(
        shown, readings, occasion, wish, fresh -> besides(fresh, invoice, readings))) {
      case InvoiceEditing.Result.Ready(Proposal proposal) -> new Outcome.Ready(proposal);
      case InvoiceEditing.Result.Refused(var problems) -> new Outcome.Refused(problems);
    };
  }

  /// As a proposal of the deal alone is shown, and what becomes of the draft in the books, which is
  /// of another content: it goes when the edited proposal does.
  private Proposal besides(Proposal proposal, CreateInvoice edited, DealReadings readings) {
    String routed =
        switch (deps.reader().route(readings.crm(), readings.deal(), readings.account())) {
          case Routed.ToBook(String _, String why) -> why;
          case Routed.Undecided(String why) -> why;
        };
    Proposal told = beside.told(proposal, readings.crm(), readings.deal(), routed);
    return edited
        .draftId()
        .map(id ->
            told.withEvidence(
                new Evidence(
                    "Draft",
                    "none: the draft in %s of what was edited is taken out again"
                        .formatted(SystemName.spoken(edited.place())),
                    Evidence.Origin.RULE,
                    Optional.empty())))
        .orElse(told);
  }
}
