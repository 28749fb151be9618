package io.tieout.engine.proposal;

import io.tieout.fact.change.Proposal;
import java.time.Instant;
import java.util.Optional;

/// What became of a proposal, for counting.
///
/// @param edited whether somebody edited it before it was decided
/// @param asked when people were asked; empty where they were not
/// @param decided when it was approved or rejected; empty before
public record Past(
    Proposal proposal,
    Instant filed,
    boolean edited,
    ProposalState state,
    Optional<Instant> asked,
    Optional<Instant> decided) {
  public boolean rejected() {
    return state == ProposalState.REJECTED;
  }

  /// By people or by policy alone.
  public boolean approved() {
    return switch (state) {
      case APPROVED, EXECUTING, DONE, UNDONE, FAILED -> true;
      case FILED, REFUSED, WAITING, REJECTED, EXPIRED, VOIDED, SUPERSEDED -> false;
    };
  }
}
