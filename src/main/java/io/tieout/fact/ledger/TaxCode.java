package io.tieout.fact.ledger;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// A sales tax code.
///
/// @param ratePercent the sum of its sales rates where the book tells; 20 means 20 %
/// @param rates the sales rates it is made of, each rounded by itself; empty where `ratePercent` is
public record TaxCode(
    String id,
    String name,
    Optional<String> description,
    boolean taxable,
    Optional<BigDecimal> ratePercent,
    List<BigDecimal> rates,
    boolean active,
    String version) {
  public TaxCode {
    rates = List.copyOf(rates);
  }
}
