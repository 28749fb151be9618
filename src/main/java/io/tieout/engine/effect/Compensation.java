package io.tieout.engine.effect;

import io.tieout.fact.crm.DealFinance;

/// What would take a confirmed effect back, with the ids and values it needs; or why nothing can.
/// Whether it is still possible is for whoever proposes it to find out afresh.
public sealed interface Compensation {
  /// Void the invoice.
  ///
  /// @param number its id where it has none
  record VoidInvoice(String invoiceId, String number) implements Compensation {}

  /// Take the draft out of the book again.
  record DiscardDraft(String draftId) implements Compensation {}

  /// Give our fields of the deal the values they had, where they still show what was written.
  record RestoreFinance(DealFinance former, DealFinance written) implements Compensation {}

  /// Nothing takes it back.
  ///
  /// @param why half a sentence for people, after the name of the thing
  record Stays(String why) implements Compensation {}
}
