package io.tieout.fact.ledger;

import java.time.Instant;

/// A ledger record that changed, as a change feed sees it.
public record LedgerChange(Kind kind, String id, boolean deleted, Instant changedAt) {
  /// The kinds we follow.
  public enum Kind {
    CUSTOMER,
    INVOICE,
    PAYMENT
  }
}
