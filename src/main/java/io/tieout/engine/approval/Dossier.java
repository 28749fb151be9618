package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Everything that is stored about one request, read in one transaction.
record Dossier(Request request, Filed filed, Course course, List<Event> events) {
  static Dossier of(Sql sql, Proposals proposals, Request request) {
    return of(sql, proposals, request, Terms.newest(sql, request.id()));
  }

  /// As it is before the first time begins.
  static Dossier begun(Sql sql, Proposals proposals, Request request) {
    Instant now = request.askedAt();
    return of(sql, proposals, request, new Term("", false, Duration.ZERO, now, now, now, now));
  }

  private static Dossier of(Sql sql, Proposals proposals, Request request, Term term) {
    Filed filed =
        proposals
            .find(sql, request.proposalId())
            .orElseThrow(() ->
                new IllegalStateException(
                    "request %s asks about %s, which is not there"
                        .formatted(request.id(), request.proposalId())));
    if (!(filed.ruling() instanceof Ruling.Ask ask)) {
      throw new IllegalStateException(
          "request %s asks about %s, of which policy said something else"
              .formatted(request.id(), request.proposalId()));
    }
    List<Event> events = Requests.events(sql, request.id());
    Course course =
        Course.of(new Course.Facts(request, ask, events, Votes.of(sql, request.id()), term));
    return new Dossier(request, filed, course, events);
  }

  Dossier with(Course other) {
    return new Dossier(request, filed, other, events);
  }

  Proposal proposal() {
    return filed.proposal();
  }

  boolean waiting() {
    return filed.state() == ProposalState.WAITING;
  }

  boolean happened(EventKind kind, String about) {
    return events.stream().anyMatch(e -> e.kind() == kind && e.about().equals(about));
  }

  Eligible eligible(Directory directory, Instant now) {
    return new Eligible(course, proposal(), directory, now);
  }
}
