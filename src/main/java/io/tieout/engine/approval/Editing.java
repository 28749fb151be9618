package io.tieout.engine.approval;

import io.tieout.engine.approval.Approvals.Draft;
import io.tieout.engine.approval.Settlement.End;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Edited;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts an edited proposal in the place of the one that was asked about: proposed and approved stay
/// two records.
final class Editing {
  private final Desk desk;
  private final Asking asking;

  Editing(Desk desk, Asking asking) {
    this.desk = desk;
    this.asking = asking;
  }

  Verdict replace(Sql sql, Click click, Draft.Ready draft) {
    if (draft.ruling() instanceof Ruling.Refuse) {
      return new Verdict.NotAllowed(
          "policy refuses what you made of it: "
              + draft.ruling().because().stream()
                  .map(Ruling.RuleHit::sentence)
                  .collect(Collectors.joining("; ")));
    }
    Dossier dossier = desk.find(sql, click.requestId());
    Edited edited =
        draft
            .proposal()
            .edited()
            .filter(e -> e.of().equals(dossier.proposal().id()))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s is no edit of %s"
                        .formatted(draft.proposal().id(), dossier.proposal().id())));
    String why = "edited by %s: %s".formatted(edited.name(), edited.why());
    desk.settlement()
        .settle(
            sql,
            dossier.request(),
            new End(
                ProposalState.SUPERSEDED,
                why,
                "person:" + click.personId(),
                edited.changes(),
                Optional.of(draft.proposal().id())));
    desk.cards()
        .news(
            sql,
            dossier.proposal().id(),
            "%s edited this. %s takes its place, with a card of its own."
                .formatted(edited.name(), draft.proposal().id()));
    int first = first(draft.ruling(), click.personId(), desk.people(sql), desk.now());
    return switch (asking.file(sql, draft.proposal(), draft.ruling(), first)) {
      case Filing.Asked _, Filing.Proceeding _ -> new Verdict.Edited(draft.proposal().id());
      case Filing.Refused _, Filing.AlreadyLive _ ->
          throw new IllegalStateException(
              "%s cannot take the place of %s"
                  .formatted(draft.proposal().id(), dossier.proposal().id()));
    };
  }

  /// The number of the layer the chain begins with: the one after the editor's. Where theirs takes
  /// more than one person, or is the last, somebody else of it approves.
  static int first(Ruling ruling, String editor, Directory people, Instant now) {
    if (!(ruling instanceof Ruling.Ask ask)) {
      return 1;
    }
    List<Layer> layers = ask.layers();
    for (int i = 0; i < layers.size(); i++) {
      if (asks(layers.get(i), editor, people, now)) {
        boolean next = layers.get(i).needed() == 1 && i + 1 < layers.size();
        return next ? i + 2 : i + 1;
      }
    }
    return 1;
  }

  private static boolean asks(Layer layer, String person, Directory people, Instant now) {
    return layer.approvers().stream()
        .flatMap(
            approver -> people.standingFor(approver.among(people), approver.named(), now).stream())
        .anyMatch(standing -> standing.member().slackUserId().equals(person));
  }
}
