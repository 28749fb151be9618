package io.tieout.fact.ledger;

/// The kinds of records of a book that we keep copies of and follow.
public enum LedgerKind {
  CUSTOMER,
  ITEM,
  INVOICE,
  CREDIT_NOTE,
  PAYMENT
}
