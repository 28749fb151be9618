package io.tieout.engine.effect;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerWriter;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// What a step works with: the proposal as approved, and what earlier steps brought.
///
/// @param approvedAt fixed, so that the same step sends the same whenever it runs
/// @param results what confirmed steps brought, by the step's name
record Work(
    Proposal proposal,
    String approvers,
    Instant approvedAt,
    Map<String, Json.Obj> results,
    Systems systems) {
  Work {
    results = Map.copyOf(results);
  }

  CreateInvoice invoicing() {
    return switch (proposal.outside()) {
      case CreateInvoice change -> change;
      case Change.DraftInvoice(CreateInvoice change) -> change;
      case Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ ->
          throw new IllegalStateException(proposal.id() + " makes no invoice");
    };
  }

  Change.UndoInvoice undoing() {
    if (proposal.outside() instanceof Change.UndoInvoice undo) {
      return undo;
    }
    throw new IllegalStateException(proposal.id() + " voids no invoice");
  }

  Crm crm() {
    return systems.crm(proposal.outside().crm());
  }

  CrmWriter crmWriter() {
    return systems.crmWriter(proposal.outside().crm());
  }

  Ledger ledger() {
    return systems.ledger(book());
  }

  LedgerWriter ledgerWriter() {
    return systems.ledgerWriter(book());
  }

  /// How we number invoices of the book; empty where it numbers them itself.
  Optional<NumberPattern> numberPattern() {
    return systems.kept(book()).numbers();
  }

  /// Where the book's days begin and end.
  ZoneId zone() {
    return systems.kept(book()).zone();
  }

  /// The day of the approval, UTC.
  LocalDate day() {
    return LocalDate.ofInstant(approvedAt, ZoneOffset.UTC);
  }

  private String book() {
    return switch (proposal.outside()) {
      case Change.DiscardDraft discard -> discard.book();
      case Change.UndoInvoice undo -> undo.book();
      case CreateInvoice _,
          Change.DraftInvoice _,
          Change.UpdateDealFinance _,
          Change.UndoUpdate _ ->
          invoicing().book();
    };
  }

  /// The book's id of the customer billed: known before, or created by an earlier step.
  String customerId() {
    return switch (invoicing().customer()) {
      case Change.Billed.Known known -> known.customerId();
      case Change.Billed.New _ -> createdCustomer().id();
    };
  }

  Customer createdCustomer() {
    return Records.read(result(CreateCustomerStep.NAME, "customer"), Customer.class);
  }

  /// The invoice as read back when it was confirmed.
  Invoice createdInvoice() {
    return Records.read(result(CreateInvoiceStep.NAME, "invoice"), Invoice.class);
  }

  /// The CRM account the deal belongs to, from the sources.
  Optional<String> accountId() {
    return proposal.sources().stream()
        .filter(s -> s.kind().equals("account"))
        .map(Source::id)
        .findFirst();
  }

  private Json.Obj result(String step, String what) {
    return Optional.ofNullable(results.get(step))
        .map(r -> r.obj(what))
        .orElseThrow(() -> new IllegalStateException(step + " is not confirmed yet"));
  }
}
