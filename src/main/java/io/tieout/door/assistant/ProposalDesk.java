package io.tieout.door.assistant;

import io.tieout.fact.party.Actor;
import java.util.Optional;

/// Where the assistant files what it would like done. It cannot do more than this.
@FunctionalInterface
public interface ProposalDesk {
  Filed propose(String dealId, Actor requestedBy);

  /// What came of it, in words for people.
  record Filed(String say, Optional<String> proposalId) {}
}
