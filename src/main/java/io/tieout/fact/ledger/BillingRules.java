package io.tieout.fact.ledger;

import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import java.util.Optional;

/// How the company wants the invoices of one book made.
///
/// @param numbers how we number them; empty where the book numbers them itself
/// @param pricing whether amounts of deals that belong there hold the tax already
public record BillingRules(Optional<NumberPattern> numbers, Pricing pricing) {
  /// The book numbers its invoices, and tax comes on top.
  public static final BillingRules PLAIN = new BillingRules(Optional.empty(), Pricing.BEFORE_TAX);

  public BillingRules with(NumberPattern own) {
    return new BillingRules(Optional.of(own), pricing);
  }

  public BillingRules with(Pricing other) {
    return new BillingRules(numbers, other);
  }
}
