package io.tieout.fact.ledger;

/// A record of a book that we keep a copy of.
public sealed interface LedgerRecord permits Customer, Item, Invoice, CreditNote, Payment {
  String id();

  String version();
}
