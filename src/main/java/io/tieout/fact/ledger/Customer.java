package io.tieout.fact.ledger;

import io.tieout.fact.party.Address;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Somebody the book bills.
///
/// @param currency fixed for the life of the customer; empty where the book bills one customer in
///   any currency
/// @param balance what they owe, in `currency` or else the book's own
public record Customer(
    String id,
    String displayName,
    Optional<String> companyName,
    Optional<String> email,
    Optional<String> phone,
    Address billing,
    Address shipping,
    Optional<CurrencyUnit> currency,
    Optional<String> termId,
    boolean taxable,
    boolean active,
    Money balance,
    Optional<String> notes,
    String version,
    String url)
    implements LedgerRecord {
  /// Whether they may be billed in the currency.
  public boolean takes(CurrencyUnit other) {
    return currency.map(other::equals).orElse(true);
  }
}
