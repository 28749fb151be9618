package io.tieout.fact.change;

import java.math.BigDecimal;

/// How one deal line became one invoice line.
///
/// @param how `exact` (code equals), `learned` (an earlier approval), `suggested` (by name)
/// @param confidence 1 for exact, below for the rest
public record LineOrigin(
    String dealLineId,
    String product,
    String itemId,
    String itemName,
    How how,
    BigDecimal confidence) {
  /// How the ledger item was found, best first.
  public enum How {
    EXACT,
    LEARNED,
    SUGGESTED,
    PERSON
  }
}
