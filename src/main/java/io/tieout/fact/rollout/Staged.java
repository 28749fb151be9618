package io.tieout.fact.rollout;

import java.util.Optional;
import org.joda.money.Money;

/// How far one scope is.
///
/// @param below policy decides below it while the phase is limited; kept in other phases
/// @param targets empty for those of the document
public record Staged(Scope scope, Phase phase, Optional<Money> below, Optional<Targets> targets) {
  public Staged {
    if (phase == Phase.LIMITED && below.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: phase limited needs an amount; write below: USD 10000".formatted(scope.spoken()));
    }
  }

  public Staged at(Phase other) {
    return new Staged(scope, other, below, targets);
  }

  public Staged below(Money amount) {
    return new Staged(scope, phase, Optional.of(amount), targets);
  }

  /// One step back. Without an amount there is no limited phase to go back to.
  public Phase former() {
    return switch (phase) {
      case OFF, SHADOW -> Phase.OFF;
      case REVIEW -> Phase.SHADOW;
      case LIMITED -> Phase.REVIEW;
      case ON -> below.isPresent() ? Phase.LIMITED : Phase.REVIEW;
    };
  }
}
