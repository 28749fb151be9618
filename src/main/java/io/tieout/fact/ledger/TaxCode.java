package io.tieout.fact.ledger;

import java.math.BigDecimal;
import java.util.Optional;

/// A sales tax code.
///
/// @param ratePercent the sum of its sales rates where the book tells; 20 means 20 %
public record TaxCode(
    String id,
    String name,
    Optional<String> description,
    boolean taxable,
    Optional<BigDecimal> ratePercent,
    boolean active,
    String version) {}
