package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.json.Records;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Ends a request: its event, the proposal's state, the card and the audit in one transaction. The
/// caller holds the request's row.
final class Settlement {
  private final Proposals proposals;
  private final Audit audit;
  private final Inbox inbox;
  private final Cards cards;
  private final InstantSource clock;

  Settlement(Proposals proposals, Audit audit, Inbox inbox, Cards cards, InstantSource clock) {
    this.proposals = proposals;
    this.audit = audit;
    this.inbox = inbox;
    this.cards = cards;
    this.clock = clock;
  }

  /// An end and who brought it about.
  ///
  /// @param editedAs the proposal that takes its place when somebody edited it
  record End(
      ProposalState state,
      String why,
      String actor,
      List<Source.Difference> differences,
      Optional<String> editedAs) {
    End(ProposalState state, String why, String actor) {
      this(state, why, actor, List.of());
    }

    End(ProposalState state, String why, String actor, List<Source.Difference> differences) {
      this(state, why, actor, differences, Optional.empty());
    }
  }

  void settle(Sql sql, Request request, End end) {
    List<Json.Obj> differences = end.differences().stream().map(Records::write).toList();
    EventKind kind =
        Requests.events(sql, request.id()).stream().anyMatch(e -> e.kind() == EventKind.SETTLED)
            ? EventKind.REJECTED_LATE
            : EventKind.SETTLED;
    Json.Obj details =
        Json.object()
            .put("state", end.state().name())
            .put("differences", differences)
            .putText("editedAs", end.editedAs())
            .build();
    Requests.append(
        sql, request.id(), new Event(kind, "", clock.instant(), end.actor(), end.why(), details));
    proposals.move(sql, request.proposalId(), end.state(), end.why(), end.actor());
    tell(
        sql,
        request,
        end.actor(),
        "approval " + end.state().name().toLowerCase(java.util.Locale.ROOT),
        Json.object()
            .put("why", end.why())
            .put("differences", differences)
            .putText("editedAs", end.editedAs()));
    cards.changed(sql, request.proposalId());
  }

  void expire(Sql sql, Request request, String actor) {
    String why = "nobody decided in time; nothing was done";
    settle(sql, request, new End(ProposalState.EXPIRED, why, actor));
    cards.news(sql, request.proposalId(), "This request has expired: " + why + ".");
  }

  /// Has the deal looked at again, so that it is proposed anew on what is true now. What governs
  /// decisions is proposed anew by people.
  void lookAgain(Sql sql, Proposal proposal, String because) {
    if (!(proposal.change() instanceof Change.OfDeal deed)) {
      return;
    }
    inbox.accept(
        sql,
        new Signal(
            "tieout",
            "look again after " + proposal.id(),
            proposal.subject(),
            "deal to be looked at again",
            Json.object().put("dealId", deed.dealId()).put("because", because).build()));
  }

  /// An audit entry about the request, found by proposal and by request.
  void tell(Sql sql, Request request, String actor, String action, JsonObjBuilder details) {
    String subject =
        proposals.find(sql, request.proposalId()).map(f -> f.proposal().subject()).orElseThrow();
    audit.record(
        sql,
        new AuditEntry(
            subject,
            List.of(request.proposalId(), request.id()),
            actor,
            action,
            details
                .put("digest", request.digest())
                .put("policyVersion", request.policyVersion())
                .build()));
  }
}
