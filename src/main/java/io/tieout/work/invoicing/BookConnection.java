package io.tieout.work.invoicing;

import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.Ledger;
import java.time.ZoneId;

/// A book that deals are invoiced in.
///
/// @param zone where the book's days begin and end
/// @param rules how its invoices are made
public record BookConnection(Ledger ledger, ZoneId zone, BillingRules rules) {
  /// A book with the usual rules.
  public BookConnection(Ledger ledger, ZoneId zone) {
    this(ledger, zone, BillingRules.PLAIN);
  }
}
