package io.tieout.engine.proposal;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import java.time.Instant;

/// A proposal as stored, with its ruling and where it stands.
///
/// @param since when it came to this state
/// @param why in words for people
/// @param digest it was filed with, which people approve; it stays when personal data is erased
public record Filed(
    Proposal proposal,
    Ruling ruling,
    ProposalState state,
    Instant since,
    String why,
    String digest) {}
