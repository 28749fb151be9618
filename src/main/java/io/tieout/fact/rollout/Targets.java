package io.tieout.fact.rollout;

import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The metrics that must hold in a phase: before it is left for the next, and as long as it lasts.
///
/// @param agreementAtLeast percent
/// @param correctionsAtMost percent
/// @param driftAtMost events; 0 where it is not said
public record Targets(
    Optional<BigDecimal> agreementAtLeast,
    Optional<Integer> casesAtLeast,
    Optional<BigDecimal> correctionsAtMost,
    Optional<Integer> driftAtMost) {
  public static final Targets NONE =
      new Targets(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// A share of fewer cases says nothing.
  private static final int FEW = 20;

  public boolean none() {
    return equals(NONE);
  }

  /// What is short of them, a sentence each; empty when all of them hold.
  public List<String> missing(Measured seen) {
    List<String> missing = new ArrayList<>();
    casesAtLeast
        .filter(least -> seen.cases() < least)
        .ifPresent(least ->
            missing.add("cases: %d, at least %d are needed".formatted(seen.cases(), least)));
    missing.addAll(beyond(seen));
    return List.copyOf(missing);
  }

  /// What is broken in a phase that lasts: too few cases are nothing to go back for, and shares
  /// count once there are enough cases.
  public List<String> breached(Measured seen) {
    if (none()) {
      return List.of();
    }
    return seen.cases() >= casesAtLeast.orElse(FEW) ? beyond(seen) : drift(seen);
  }

  private List<String> beyond(Measured seen) {
    List<String> beyond = new ArrayList<>();
    agreementAtLeast
        .filter(least -> seen.agreement().compareTo(least) < 0)
        .ifPresent(least ->
            beyond.add(
                "agreement: %s %% (%d of %d), at least %s %% is needed"
                    .formatted(
                        Amounts.plain(seen.agreement()),
                        seen.agreed(),
                        seen.cases(),
                        Amounts.plain(least))));
    correctionsAtMost
        .filter(most -> seen.corrections().compareTo(most) > 0)
        .ifPresent(most ->
            beyond.add(
                "corrections: %s %% (%d of %d), at most %s %% is allowed"
                    .formatted(
                        Amounts.plain(seen.corrections()),
                        seen.corrected(),
                        seen.cases(),
                        Amounts.plain(most))));
    beyond.addAll(drift(seen));
    return beyond;
  }

  private List<String> drift(Measured seen) {
    int most = driftAtMost.orElse(none() ? Integer.MAX_VALUE : 0);
    return seen.drifted() > most
        ? List.of("drift: %d events, at most %d are allowed".formatted(seen.drifted(), most))
        : List.of();
  }
}
