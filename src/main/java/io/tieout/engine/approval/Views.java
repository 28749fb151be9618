package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import java.util.List;
import java.util.Optional;

/// Draws up what a card shows.
final class Views {
  private final Desk desk;

  Views(Desk desk) {
    this.desk = desk;
  }

  RequestView of(Sql sql, Request request) {
    Dossier dossier = desk.dossier(sql, request);
    List<Event> ends =
        dossier.events().stream()
            .filter(e -> e.kind() == EventKind.SETTLED || e.kind() == EventKind.REJECTED_LATE)
            .toList();
    return new RequestView(
        request.id(),
        dossier.proposal(),
        dossier.filed().ruling(),
        dossier.filed().state(),
        request.digest(),
        request.askedAt(),
        Optional.of(dossier.course().term().deadline()),
        dossier.course().votes(),
        settledWhy(dossier.filed(), ends),
        desk.deps().progressOf().progress(sql, request.proposalId()),
        ends.stream().flatMap(e -> e.differences().stream()).toList(),
        round(sql, dossier));
  }

  private Round round(Sql sql, Dossier dossier) {
    return new Round(
        dossier.course().stages(),
        dossier.waiting() ? desk.eligible(sql, dossier).approvers() : List.of(),
        dossier.waiting() ? dossier.course().question() : Optional.empty(),
        dossier.course().term().escalated(),
        dossier.events().stream()
            .filter(e -> e.kind() == EventKind.SETTLED)
            .flatMap(e -> e.details().optText("editedAs").stream())
            .findFirst());
  }

  /// The decision, and what ended it after all where the decision was not the end.
  private static Optional<String> settledWhy(Filed filed, List<Event> ends) {
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    String decided = ends.getLast().why();
    boolean endedLater =
        filed.state() == ProposalState.VOIDED || filed.state() == ProposalState.FAILED;
    return Optional.of(
        endedLater && !decided.equals(filed.why()) ? decided + "; then " + filed.why() : decided);
  }
}
