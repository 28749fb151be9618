package io.tieout.work.invoicing;

import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.Ledger;
import java.time.ZoneId;

/// A book that deals are invoiced in.
///
/// @param zone where the book's days begin and end
/// @param pricing whether amounts of deals that belong here hold the tax already
public record BookConnection(Ledger ledger, ZoneId zone, Pricing pricing) {
  /// Where amounts of deals are before tax.
  public BookConnection(Ledger ledger, ZoneId zone) {
    this(ledger, zone, Pricing.BEFORE_TAX);
  }
}
