package io.tieout.fact.ledger;

import java.util.List;
import java.util.Optional;

/// Some records of one kind, out of all.
///
/// @param next asks for the page after this one, also tomorrow and by another process; empty when
///   this was the last
public record LedgerPage(List<LedgerRecord> records, Optional<String> next) {
  public LedgerPage {
    records = List.copyOf(records);
  }
}
