package io.tieout.engine.approval;

import io.tieout.engine.proposal.ProposalState;

/// What became of a proposal that was filed.
public sealed interface Filing {
  /// People are asked.
  record Asked(String requestId) implements Filing {}

  /// Policy lets it go ahead; its effects are planned.
  record Proceeding(String proposalId) implements Filing {}

  /// Policy says no.
  record Refused(String why) implements Filing {}

  /// Another proposal for the same change stands already; nothing was filed.
  record AlreadyLive(String proposalId, ProposalState state) implements Filing {}
}
