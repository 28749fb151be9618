package io.tieout.engine.approval;

import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.policy.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything a card shows, from the tables.
///
/// @param digest a click must carry it
/// @param deadline of the time that runs now
/// @param settledWhy who decided, or what ended it; empty while people are asked
/// @param differences what moved, when that ended it
public record RequestView(
    String requestId,
    Proposal proposal,
    Ruling ruling,
    ProposalState state,
    String digest,
    Instant askedAt,
    Optional<Instant> deadline,
    List<Vote> votes,
    Optional<String> settledWhy,
    List<Progress> progress,
    List<Source.Difference> differences,
    Round round) {
  public RequestView {
    votes = List.copyOf(votes);
    progress = List.copyOf(progress);
    differences = List.copyOf(differences);
  }
}
