package io.tieout.fact.policy;

import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Proposal;

/// All that policy looks at.
public record Case(ChangeKind kind, Circumstances circumstances) {
  public static Case of(Proposal proposal) {
    return new Case(ChangeKind.of(proposal.change()), proposal.circumstances());
  }
}
