package io.tieout.engine.approval;

import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.Proposals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How people were asked about one proposal, and what they said.
///
/// @param stages the layers of the chain in their order, with the approvals that counted for each
/// @param digest of what they were shown
/// @param deadline until when people had at first
public record ApprovalTrace(
    String requestId,
    List<Stage> stages,
    String digest,
    Instant askedAt,
    Instant deadline,
    List<Vote> votes) {
  public ApprovalTrace {
    stages = List.copyOf(stages);
    votes = List.copyOf(votes);
  }

  /// Empty when nobody was asked.
  public static Optional<ApprovalTrace> of(Sql sql, Proposals proposals, String proposalId) {
    return Requests.ofProposal(sql, proposalId)
        .map(request -> Dossier.of(sql, proposals, request))
        .map(dossier ->
            new ApprovalTrace(
                dossier.request().id(),
                dossier.course().stages(),
                dossier.request().digest(),
                dossier.request().askedAt(),
                Terms.firstDeadline(sql, dossier.request().id()),
                dossier.course().votes()));
  }
}
