package io.tieout.engine.approval;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How people were asked about one proposal, and what they said.
///
/// @param digest of what they were shown
public record ApprovalTrace(
    String requestId,
    String role,
    int needed,
    String digest,
    Instant askedAt,
    Instant deadline,
    List<Vote> votes) {
  public ApprovalTrace {
    votes = List.copyOf(votes);
  }

  /// Empty when nobody was asked.
  public static Optional<ApprovalTrace> of(Sql sql, String proposalId) {
    return Requests.ofProposal(sql, proposalId)
        .map(request ->
            new ApprovalTrace(
                request.id(),
                request.role(),
                request.needed(),
                request.digest(),
                request.askedAt(),
                request.deadline(),
                Requests.votes(sql, request.id())));
  }
}
