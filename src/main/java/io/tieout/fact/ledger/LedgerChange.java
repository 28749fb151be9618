package io.tieout.fact.ledger;

import java.time.Instant;

/// A ledger record that changed, as a change feed sees it.
public record LedgerChange(LedgerKind kind, String id, boolean deleted, Instant changedAt) {}
