package io.tieout.work.invoicing;

import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.NumberPattern;
import java.time.ZoneId;
import java.util.Optional;

/// A book that deals are invoiced in.
///
/// @param zone where the book's days begin and end
/// @param numbers how we number its invoices; empty where the book does
public record BookConnection(Ledger ledger, ZoneId zone, Optional<NumberPattern> numbers) {
  /// A book that numbers its invoices itself.
  public BookConnection(Ledger ledger, ZoneId zone) {
    this(ledger, zone, Optional.empty());
  }
}
