package io.tieout.fact.rollout;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What was counted of a scope in its phase.
///
/// @param cases decided proposals; in shadow the deals that were compared
/// @param agreed approved as proposed; in shadow those that the people did alike
/// @param corrected changed in the books after they were made
/// @param drifted drift events
public record Measured(int cases, int agreed, int corrected, int drifted) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /// In percent, to a tenth, rounded down: what is nearly enough is not enough.
  public BigDecimal agreement() {
    return share(agreed, RoundingMode.DOWN);
  }

  /// In percent, to a tenth, rounded up.
  public BigDecimal corrections() {
    return share(corrected, RoundingMode.UP);
  }

  private BigDecimal share(int part, RoundingMode rounding) {
    return cases == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(cases), 1, rounding);
  }
}
