package io.tieout.engine.halt;

import io.tieout.fact.change.Change;
import java.util.List;

/// Where a write would go, and for which work.
///
/// @param place `salesforce`, `quickbooks/main`
public record Target(String place, Workflow workflow) {
  /// Everywhere a change writes to.
  public static List<Target> of(Change.OfDeal change) {
    return switch (change) {
      case Change.CreateInvoice c -> List.of(books(c), deal(c));
      case Change.DraftInvoice c -> List.of(books(c));
      case Change.DiscardDraft c -> List.of(books(c));
      case Change.UpdateDealFinance c -> List.of(deal(c));
      case Change.UndoInvoice c -> List.of(books(c), deal(c));
      case Change.UndoUpdate c -> List.of(deal(c));
    };
  }

  /// What the change writes to its book. One that touches no book has no such target.
  public static Target books(Change.OfDeal change) {
    return switch (change) {
      case Change.CreateInvoice c -> new Target(c.place(), Workflow.INVOICING);
      case Change.DraftInvoice(Change.CreateInvoice c) -> new Target(c.place(), Workflow.INVOICING);
      case Change.DiscardDraft c -> new Target(c.place(), Workflow.INVOICING);
      case Change.UndoInvoice c -> new Target(c.place(), Workflow.INVOICING);
      case Change.UpdateDealFinance _, Change.UndoUpdate _ ->
          throw new IllegalArgumentException("a deal's finance fields are in no book");
    };
  }

  /// What the change writes to its deal.
  public static Target deal(Change.OfDeal change) {
    return new Target(
        change.crm(),
        switch (change) {
          case Change.UpdateDealFinance _, Change.UndoUpdate _ -> Workflow.PAYMENTS;
          case Change.CreateInvoice _,
              Change.DraftInvoice _,
              Change.DiscardDraft _,
              Change.UndoInvoice _ ->
              Workflow.INVOICING;
        });
  }
}
