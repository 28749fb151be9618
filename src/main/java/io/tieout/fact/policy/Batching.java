package io.tieout.fact.policy;

import org.joda.money.Money;

/// What may be decided together, and how much of it at once. Only amounts of this currency are.
///
/// @param most how many at once
/// @param sum the most they may come to together
/// @param each the most that one may come to; what is larger is decided alone
public record Batching(int most, Money sum, Money each) {
  boolean holds(Money amount) {
    return amount.isSameCurrency(each) && !amount.isGreaterThan(each);
  }
}
