package io.tieout.fact.rollout;

import io.tieout.value.money.Amounts;
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

  /// Whether it lets more through. Amounts of two currencies cannot be compared: another one is
  /// further.
  public boolean furtherThan(Staged other) {
    if (phase != other.phase || phase != Phase.LIMITED) {
      return other.phase.stricterThan(phase);
    }
    Money mine = below.orElseThrow();
    Money its = other.below.orElseThrow();
    return !mine.isSameCurrency(its) || mine.isGreaterThan(its);
  }

  /// For people: `limited below USD 10,000.00`.
  public String words() {
    return phase == Phase.LIMITED
        ? "limited below " + Amounts.text(below.orElseThrow())
        : phase.word();
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
