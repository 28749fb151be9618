package io.tieout.work.invoicing;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Change.DiscardDraft;
import io.tieout.fact.change.Change.DraftInvoice;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceTie;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.SystemName;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Applied;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Drafts of invoices in books that keep them. Where policy lets drafts through without asking, the
/// draft comes first, by a proposal of its own; what people then approve is to post just that
/// draft. A draft that will not be approved is taken out again, by a proposal too.
final class Drafts {
  /// The signal that a draft may be nobody's any more.
  static final String LEFT_BEHIND = "draft left behind";

  private static final Actor SYSTEM = new Actor.Workflow("invoicing");
  private static final String ONE_AT_A_TIME =
      "select true as locked from (select pg_advisory_xact_lock(7010031, hashtext(:subject))) l";

  /// What drafts are made with.
  record Deps(
      Database database,
      Proposals proposals,
      Approvals approvals,
      Gate gate,
      Links links,
      Inbox inbox,
      InstantSource clock,
      IdSource ids) {}

  private final Deps deps;

  Drafts(Deps deps) {
    this.deps = deps;
    deps.proposals().whenMoved(this::moved);
  }

  /// What to do with an invoice that may be proposed.
  sealed interface Next {
    /// Propose this.
    record Propose(Proposal proposal) implements Next {}

    /// The draft comes first; the deal is looked at again when it is there.
    record Wait(String proposalId, String words) implements Next {}

    /// Somebody posted the draft in the books.
    record Posted(String words) implements Next {}
  }

  /// Drafts an invoice anew under another mark, for the person who asked for it.
  interface Again {
    Drafted under(String mark, Actor requestedBy);
  }

  Next next(Proposal ready, Ledger ledger, Again again) {
    CreateInvoice invoice = (CreateInvoice) ready.change();
    if (!ledger.book().abilities().contains(Book.Ability.DRAFTS)
        || !(invoice.customer() instanceof Change.Billed.Known)) {
      return new Next.Propose(ready);
    }
    Proposal draft = ready.with(new DraftInvoice(invoice));
    if (!(deps.gate().judge(draft) instanceof Applied.Go(Ruling ruling))
        || !(ruling instanceof Ruling.Proceed)) {
      return new Next.Propose(ready);
    }
    Optional<Filed> latest = latest(ready.subject());
    if (latest.isEmpty()) {
      return file(draft, ruling, latest);
    }
    return switch (latest.get().state()) {
      case FILED, WAITING, APPROVED, EXECUTING -> waiting(latest.get());
      case FAILED ->
          sameBut(latest.get(), invoice)
              ? new Next.Propose(withoutDraft(ready, latest.get()))
              : file(draft, ruling, latest);
      case REFUSED, REJECTED, EXPIRED, VOIDED, SUPERSEDED, UNDONE -> file(draft, ruling, latest);
      case DONE -> done(latest.get(), ready, ledger, again, () -> file(draft, ruling, latest));
    };
  }

  /// Files the draft, or waits for the one that somebody else has just filed.
  private interface Filing {
    Next file();
  }

  private Next done(Filed drafted, Proposal ready, Ledger ledger, Again again, Filing anew) {
    Optional<String> id = draftId(drafted);
    Optional<Invoice> there = id.flatMap(ledger::invoice);
    if (there.isEmpty() || there.get().voided()) {
      return takenOutByUs(drafted, id) ? anew.file() : new Next.Propose(ready);
    }
    if (there.get().posted()) {
      return new Next.Posted(
          "invoice %s was posted in %s from our draft, by somebody there"
              .formatted(
                  there.get().number().orElse(there.get().id()),
                  SystemName.spoken(ledger.place())));
    }
    CreateInvoice made = ((DraftInvoice) drafted.proposal().change()).invoice();
    Drafted now = again.under(made.invoice().mark(), drafted.proposal().requestedBy());
    if (now instanceof Drafted.Ready(Proposal same)
        && same.change().equals(made)
        && differences(made.from(there.get().id()), there).isEmpty()) {
      return new Next.Propose(authorising(same, made, there.get(), ledger));
    }
    discard(drafted, "the deal or the draft has changed");
    return anew.file();
  }

  private static Proposal authorising(
      Proposal proposal, CreateInvoice made, Invoice draft, Ledger ledger) {
    return proposal
        .with(made.from(draft.id()))
        .withEvidence(
            new Evidence(
                "Draft",
                "%s in %s, total %s; not posted"
                    .formatted(
                        draft.number().orElse("without a number"),
                        SystemName.spoken(ledger.place()),
                        Amounts.text(draft.total())),
                Evidence.Origin.BOOKS,
                Optional.of(draft.url())));
  }

  private static Proposal withoutDraft(Proposal ready, Filed failed) {
    return ready.withEvidence(
        new Evidence(
            "Draft",
            "none: the book did not take one (%s)".formatted(failed.why()),
            Evidence.Origin.BOOKS,
            Optional.empty()));
  }

  /// How a draft in the books differs from the invoice that was approved to be made of it.
  static List<Difference> differences(CreateInvoice invoice, Optional<Invoice> there) {
    if (there.isEmpty()) {
      return List.of(
          new Difference("draft", invoice.dealName(), "record", invoice.draftId().orElse(""), ""));
    }
    String customer =
        switch (invoice.customer()) {
          case Change.Billed.Known known -> known.customerId();
          case Change.Billed.New _ -> "";
        };
    return InvoiceTie.of(customer, invoice.invoice(), there.get(), Invoice.Status.DRAFT).stream()
        .filter(field -> !field.agrees())
        .map(f -> new Difference("draft", invoice.dealName(), f.name(), f.expected(), f.found()))
        .toList();
  }

  private Next file(Proposal draft, Ruling ruling, Optional<Filed> seen) {
    Optional<Filed> other =
        deps.database()
            .inTransaction(sql -> {
              sql.ask(ONE_AT_A_TIME).set("subject", draft.subject()).one(row -> row.flag("locked"));
              Optional<Filed> now = latest(sql, draft.subject());
              if (now.map(f -> f.proposal().id()).equals(seen.map(f -> f.proposal().id()))) {
                deps.approvals().file(sql, draft, ruling);
                return Optional.empty();
              }
              return now;
            });
    return other
        .map(this::waiting)
        .orElseGet(() ->
            new Next.Wait(
                draft.id(),
                "A draft of the invoice of “%s” is put into the books; approval is asked for once it is there (%s)."
                    .formatted(draft.change().about(), draft.id())));
  }

  private Next waiting(Filed draft) {
    return new Next.Wait(
        draft.proposal().id(),
        "A draft of the invoice of “%s” is on its way into the books (%s)."
            .formatted(draft.proposal().change().about(), draft.proposal().id()));
  }

  /// The same invoice for the same customer, under whatever mark.
  private static boolean sameBut(Filed failed, CreateInvoice invoice) {
    CreateInvoice before = ((DraftInvoice) failed.proposal().change()).invoice();
    return before.customer().equals(invoice.customer())
        && before.invoice().lines().equals(invoice.invoice().lines())
        && before.invoice().net().equals(invoice.invoice().net());
  }

  /// When the newest draft was proposed: a deal that was asked for again has one that is newer than
  /// what was turned down.
  boolean newerThan(String subject, Filed turnedDown) {
    return latest(subject).filter(f -> f.proposal().at().isAfter(turnedDown.since())).isPresent();
  }

  private Optional<Filed> latest(String subject) {
    return deps.database().inTransaction(sql -> latest(sql, subject));
  }

  private Optional<Filed> latest(Sql sql, String subject) {
    return deps.proposals().bySubject(sql, subject).reversed().stream()
        .filter(f -> f.proposal().change() instanceof DraftInvoice)
        .findFirst();
  }

  private Optional<String> draftId(Filed drafted) {
    CreateInvoice made = ((DraftInvoice) drafted.proposal().change()).invoice();
    return deps.database()
        .inTransaction(sql ->
            deps.links()
                .inBook(
                    sql,
                    new Links.CrmRecordId(made.crm(), "deal", made.dealId()),
                    "draft",
                    made.book()))
        .filter(link -> link.proposalId().equals(drafted.proposal().id()))
        .map(Link::ledgerId);
  }

  private Optional<Filed> discarded(Filed drafted, Optional<String> draftId) {
    return ofDeal(drafted)
        .filter(f ->
            f.proposal().change() instanceof DiscardDraft d
                && Optional.of(d.draftId()).equals(draftId))
        .findFirst();
  }

  /// By discarding the draft, or by voiding the invoice that it became.
  private boolean takenOutByUs(Filed drafted, Optional<String> id) {
    return discarded(drafted, id).isPresent()
        || ofDeal(drafted)
            .anyMatch(f ->
                f.state() == ProposalState.DONE
                    && f.proposal().change() instanceof Change.UndoInvoice undo
                    && Optional.of(undo.invoice().id()).equals(id));
  }

  private Stream<Filed> ofDeal(Filed drafted) {
    return deps
        .database()
        .inTransaction(sql -> deps.proposals().bySubject(sql, drafted.proposal().subject()))
        .stream();
  }

  /// Proposes to take the draft out again, unless that is proposed already.
  private void discard(Filed drafted, String because) {
    Optional<String> id = draftId(drafted);
    if (id.isEmpty() || discarded(drafted, id).isPresent()) {
      return;
    }
    CreateInvoice made = ((DraftInvoice) drafted.proposal().change()).invoice();
    Proposal proposal =
        new Proposal(
            deps.ids().next("P"),
            new DiscardDraft(
                made.crm(),
                made.dealId(),
                made.dealName(),
                made.ledger(),
                made.book(),
                id.get(),
                because),
            SYSTEM,
            deps.clock().instant(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Circumstances(made.invoice().net(), false, true, BigDecimal.ZERO, 0));
    deps.approvals().file(proposal, deps.gate().policy(proposal));
  }

  /// In the transaction of the move: a draft that came is to be proposed, one that lost its
  /// proposal is to be taken out.
  private void moved(Sql sql, Proposal proposal, ProposalState to) {
    switch (proposal.change()) {
      case DraftInvoice _ when to == ProposalState.DONE || to == ProposalState.FAILED ->
          signal(sql, proposal, "deal to be looked at again", to);
      case CreateInvoice invoice
          when invoice.draftId().isPresent() && !to.live() && to != ProposalState.UNDONE ->
          signal(sql, proposal, LEFT_BEHIND, to);
      case CreateInvoice _,
          DraftInvoice _,
          DiscardDraft _,
          Change.Govern _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ -> {}
    }
  }

  private void signal(Sql sql, Proposal proposal, String kind, ProposalState to) {
    deps.inbox()
        .accept(
            sql,
            new Signal(
                "tieout",
                "%s %s %s".formatted(kind, proposal.id(), to),
                proposal.subject(),
                kind,
                Json.object()
                    .put("dealId", proposal.outside().dealId())
                    .put("because", "%s is %s".formatted(proposal.id(), to))
                    .build()));
  }

  /// The draft of a deal, unless a proposal still rests on just this one: an edited invoice is made
  /// without the draft of what was edited.
  void leftBehind(String subject) {
    Optional<Filed> drafted = latest(subject).filter(f -> f.state() == ProposalState.DONE);
    Optional<String> wanted =
        deps.database()
            .inTransaction(sql -> deps.proposals().live(sql, subject, CreateInvoice.class))
            .flatMap(f -> ((CreateInvoice) f.proposal().change()).draftId());
    if (drafted.isPresent() && (wanted.isEmpty() || !wanted.equals(draftId(drafted.get())))) {
      discard(
          drafted.get(), wanted.isEmpty() ? "it was not approved" : "another one took its place");
    }
  }
}
