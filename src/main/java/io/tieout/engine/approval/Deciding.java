package io.tieout.engine.approval;

import io.tieout.engine.approval.ClickRules.Wish;
import io.tieout.engine.approval.Eligible.Candidate;
import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Settlement.End;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Judges clicks and counts votes. Everything happens with the request's row held: of two who click
/// at once, each finds what the other left.
final class Deciding {
  private final Desk desk;

  Deciding(Desk desk) {
    this.desk = desk;
  }

  /// What time owes the request is done first. What does not count is told to the audit.
  Optional<Verdict> refusal(Sql sql, Click click, Wish wish) {
    Dossier dossier = desk.locked(sql, click.requestId());
    if (desk.deadlines().over(sql, dossier, desk.when(sql))) {
      dossier = desk.find(sql, click.requestId());
    }
    Optional<Verdict> refusal =
        ClickRules.refusal(
            new ClickRules.Case(
                dossier,
                click,
                wish,
                desk.people(sql).bySlackId(click.personId()),
                desk.eligible(sql, dossier)));
    if (refusal.isPresent()) {
      desk.settlement()
          .tell(
              sql,
              dossier.request(),
              "person:" + click.personId(),
              "click not counted",
              Json.object()
                  .put("choice", wish.name())
                  .put("shownDigest", click.shownDigest())
                  .put("verdict", refusal.get().toString()));
    }
    return refusal;
  }

  /// An approval that may count, once the sources were read again.
  Verdict weigh(Sql sql, Click click, Freshness.Finding now) {
    Dossier dossier = desk.find(sql, click.requestId());
    return voided(sql, dossier, "person:" + click.personId(), now)
        .orElseGet(() -> approved(sql, click));
  }

  /// Approves what everybody has approved who is still asked; false when there is nothing to do.
  boolean finish(Sql sql, String requestId, Freshness.Finding now) {
    Dossier dossier = desk.locked(sql, requestId);
    if (!dossier.waiting() || !dossier.course().complete()) {
      return false;
    }
    Vote last = dossier.course().votes().getLast();
    return voided(sql, dossier, "person:" + last.personId(), now)
        .map(verdict -> !(verdict instanceof Verdict.CannotCheck))
        .orElseGet(() -> {
          complete(sql, dossier, dossier.course(), last);
          return true;
        });
  }

  /// Ends a request whose sources moved; empty when they did not.
  private Optional<Verdict> voided(Sql sql, Dossier dossier, String actor, Freshness.Finding now) {
    return switch (now) {
      case Freshness.Finding.Unchanged() -> Optional.empty();
      case Freshness.Finding.Unreadable(String why) -> Optional.of(new Verdict.CannotCheck(why));
      case Freshness.Finding.Moved(List<Source.Difference> differences) -> {
        String moved =
            differences.stream().map(Source.Difference::sentence).collect(Collectors.joining("; "));
        String why = "changed since it was proposed: " + moved;
        settle(sql, dossier, new End(ProposalState.VOIDED, why, actor, differences));
        desk.settlement().lookAgain(sql, dossier.proposal(), moved);
        yield Optional.of(new Verdict.Changed(differences));
      }
      case Freshness.Finding.AlreadyDone(String what) -> {
        settle(sql, dossier, new End(ProposalState.VOIDED, "done elsewhere: " + what, actor));
        yield Optional.of(new Verdict.DoneElsewhere(what));
      }
    };
  }

  private void settle(Sql sql, Dossier dossier, End end) {
    desk.settlement().settle(sql, dossier.request(), end);
  }

  private Verdict approved(Sql sql, Click click) {
    Dossier dossier = desk.find(sql, click.requestId());
    Candidate seat = desk.eligible(sql, dossier).seat(click.personId()).orElseThrow();
    String layer = dossier.course().now().orElseThrow().key();
    Vote vote =
        counted(sql, dossier, click, Vote.Choice.APPROVE, new Vote.Seat(layer, seat.slot()), seat);
    Course after = dossier.course().with(vote);
    return after.complete() ? complete(sql, dossier, after, vote) : next(sql, dossier, after, vote);
  }

  private Verdict complete(Sql sql, Dossier dossier, Course after, Vote vote) {
    String approvers = after.votes().stream().map(Vote::spoken).collect(Collectors.joining(", "));
    String why = approvers + vote.reason().map(reason -> ": " + reason).orElse("");
    settle(
        sql,
        dossier,
        new End(ProposalState.APPROVED, "approved by " + why, "person:" + vote.personId()));
    desk.deps().onApproved().approved(sql, dossier.proposal(), approvers);
    return new Verdict.Approved();
  }

  private Verdict next(Sql sql, Dossier dossier, Course after, Vote vote) {
    Stage now = after.now().orElseThrow();
    Stage theirs = after.stage(vote.seat().layer()).orElseThrow();
    if (!now.key().equals(theirs.key())) {
      String text =
          "%s approved. Now it waits for %s.".formatted(vote.spoken(), now.layer().spoken());
      Requests.append(
          sql,
          dossier.request().id(),
          new Event(
              EventKind.LAYER_PASSED,
              theirs.key(),
              desk.now(),
              "person:" + vote.personId(),
              text,
              Json.object().build()));
      desk.deadlines().begin(sql, dossier.with(after), now.key(), desk.when(sql));
      desk.cards().news(sql, dossier.request().proposalId(), text);
    } else {
      desk.cards().changed(sql, dossier.request().proposalId());
    }
    return new Verdict.Counted(
        theirs.votes().size(), theirs.layer().needed(), now.layer().spoken());
  }

  Verdict rejected(Sql sql, Click click) {
    Dossier dossier = desk.find(sql, click.requestId());
    Candidate seat = desk.eligible(sql, dossier).rejecting(click.personId()).orElseThrow();
    String layer = dossier.course().now().map(Stage::key).orElse("1");
    Vote vote =
        counted(sql, dossier, click, Vote.Choice.REJECT, new Vote.Seat(layer, seat.slot()), seat);
    String why = "rejected by %s: %s".formatted(vote.spoken(), vote.reason().orElse(""));
    settle(sql, dossier, new End(ProposalState.REJECTED, why, "person:" + vote.personId()));
    return new Verdict.Rejected();
  }

  private Vote counted(
      Sql sql, Dossier dossier, Click click, Vote.Choice choice, Vote.Seat place, Candidate seat) {
    Member member = seat.standing().member();
    Vote vote =
        new Vote(
            member.slackUserId(),
            member.name(),
            seat.standing().as(),
            place,
            seat.standing().inPlaceOf().map(o -> new Vote.Owner(o.slackUserId(), o.name())),
            choice,
            click.shownDigest(),
            click.reason(),
            desk.now(),
            Duration.between(dossier.request().askedAt(), desk.now()));
    Votes.add(sql, dossier.request(), vote);
    desk.settlement()
        .tell(
            sql,
            dossier.request(),
            "person:" + vote.personId(),
            "approval vote",
            Json.object()
                .put("choice", choice.name())
                .put("name", vote.name())
                .put("role", vote.role())
                .put("layer", place.layer())
                .putText("inPlaceOf", vote.inPlaceOf().map(Vote.Owner::name))
                .put("shownDigest", vote.shownDigest())
                .putText("reason", vote.reason())
                .put("tookSeconds", vote.took().toSeconds()));
    return vote;
  }
}
