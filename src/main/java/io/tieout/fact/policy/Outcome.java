package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import java.time.Duration;
import java.util.Optional;

/// What one rule wants when it applies.
sealed interface Outcome {
  record Proceed() implements Outcome {}

  record Ask(Role role, int approvals, Optional<Duration> deadline) implements Outcome {}

  record Refuse() implements Outcome {}
}
