package io.tieout.fact.policy;

import java.util.List;
import java.util.Optional;

/// What one rule wants when it applies.
sealed interface Outcome {
  record Proceed() implements Outcome {}

  /// Ask people.
  ///
  /// @param chain the layers in their order, at least one
  /// @param stepUp whether approving takes more than a click
  record Ask(List<Layer> chain, Optional<Allowance> deadline, boolean stepUp) implements Outcome {
    public Ask {
      chain = List.copyOf(chain);
    }
  }

  record Refuse() implements Outcome {}
}
