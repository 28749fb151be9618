package io.tieout.door.slack;

import io.tieout.engine.approval.Question;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Round;
import io.tieout.engine.approval.Stage;
import io.tieout.engine.approval.Stage.State;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Standing;
import io.tieout.fact.policy.Layer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who is asked now and who comes after, in words.
final class RoundWords {
  private static final Pattern SLACK_ID = Pattern.compile("[UW][A-Z0-9]{2,30}");
  private static final int PEOPLE = 10;

  private RoundWords() {}

  /// For the card: empty once nobody is asked any more.
  static String asked(RequestView view) {
    Round round = view.round();
    Optional<Stage> now = round.now();
    if (now.isEmpty()) {
      return "";
    }
    List<Stage> wanted =
        round.stages().stream().filter(stage -> stage.state() != State.SKIPPED).toList();
    String step =
        wanted.size() == 1
            ? "Asked: "
            : "Step %d of %d, asked now: ".formatted(wanted.indexOf(now.get()) + 1, wanted.size());
    return step + people(round, now.get()) + more(now.get()) + later(wanted) + ". ";
  }

  private static String people(Round round, Stage now) {
    String as = Mrkdwn.escaped(layer(now), 160);
    if (round.mayAct().isEmpty()) {
      return ":warning: nobody can approve this as " + as + "; an administrator must be told";
    }
    int left = round.mayAct().size() - PEOPLE;
    return round.mayAct().stream()
            .limit(PEOPLE)
            .map(RoundWords::standing)
            .collect(Collectors.joining(" or "))
        + (left > 0 ? " or %d others".formatted(left) : "")
        + " as "
        + as
        + (round.escalated() ? ", backups included" : "");
  }

  /// Somebody who was added is known by name already.
  private static String layer(Stage stage) {
    return stage
        .addedBy()
        .map(by -> "approver added by " + by)
        .orElseGet(() ->
            switch (stage.layer()) {
              case Layer.AnyOf any -> new Layer.AnyOf(any.approvers(), 1).spoken();
              case Layer.AllOf all -> all.spoken();
            });
  }

  private static String more(Stage now) {
    return now.layer() instanceof Layer.AnyOf any && any.needed() > 1
        ? ", %d of them must approve".formatted(any.needed())
        : "";
  }

  private static String later(List<Stage> wanted) {
    String later =
        wanted.stream()
            .filter(stage -> stage.state() == State.LATER)
            .map(stage -> stage.addedBy().isPresent() ? layer(stage) : stage.layer().spoken())
            .map(words -> Mrkdwn.escaped(words, 160))
            .collect(Collectors.joining(", then "));
    return later.isEmpty() ? "" : "; then " + later;
  }

  private static String standing(Standing standing) {
    return mention(standing.member())
        + standing
            .inPlaceOf()
            .map(owner -> " (for " + Mrkdwn.escaped(owner.name(), 80) + ")")
            .orElse("");
  }

  static String mention(Member member) {
    return SLACK_ID.matcher(member.slackUserId()).matches()
        ? "<@" + member.slackUserId() + ">"
        : Mrkdwn.escaped(member.name(), 80);
  }

  /// What keeps the clock still.
  static String question(Question question) {
    return ":question: *%s asks*: “%s” The time to decide stands still until this is answered."
        .formatted(
            Mrkdwn.escaped(question.name(), 80),
            Mrkdwn.escaped(question.words(), CardWords.REMARK));
  }
}
