package io.tieout.door.slack;

import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.Finding;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Draws a finding: what is wrong, the answers there are, and what became of it.
final class FindingBlocks {
  static final String ANSWER = "answer_finding";
  private static final int MOST_OPTIONS = 100;
  private static final int OPTION_VALUE = 150;
  private static final int TITLE = 300;
  private static final int TEXT = 2_500;

  private FindingBlocks() {}

  /// The message's text for notifications.
  static String fallback(Finding finding) {
    return Mrkdwn.escaped(finding.draft().title(), TITLE);
  }

  static List<Json.Obj> draw(Finding finding) {
    List<Json.Obj> blocks = new ArrayList<>();
    String mark = finding.open() ? ":mag: " : ":white_check_mark: ";
    String text = Mrkdwn.cutMarked(Mrkdwn.paragraph(finding.draft().text()), TEXT);
    blocks.add(
        Blocks.section((mark + Mrkdwn.bold(finding.draft().title(), TITLE) + "\n" + text).strip()));
    finding
        .answerLabel()
        .ifPresent(label ->
            blocks.add(Blocks.section("Answered: " + Mrkdwn.bold(label, CardWords.REMARK))));
    finding
        .resolved()
        .ifPresent(r ->
            blocks.add(Blocks.section("Resolved: " + Mrkdwn.escaped(r.why(), CardWords.REMARK))));
    if (finding.open() && finding.answer().isEmpty()) {
      choices(finding, blocks);
    }
    blocks.add(
        Blocks.context(
            "%s  ·  %s  ·  raised %s"
                .formatted(
                    Mrkdwn.escaped(finding.draft().kind(), 80),
                    Mrkdwn.escaped(finding.id(), 80),
                    CardWords.at(finding.raisedAt()))));
    return List.copyOf(blocks);
  }

  private static void choices(Finding finding, List<Json.Obj> blocks) {
    List<Choice> takable =
        finding.draft().choices().stream()
            .filter(c -> !c.value().isEmpty() && c.value().length() <= OPTION_VALUE)
            .toList();
    if (takable.isEmpty()) {
      return;
    }
    blocks.add(
        Blocks.actions(List.of(select(finding, takable.stream().limit(MOST_OPTIONS).toList()))));
    if (takable.size() > MOST_OPTIONS) {
      blocks.add(
          Blocks.context(
              "The first %d of %d answers are offered; the others can be given by correcting the"
                      .formatted(MOST_OPTIONS, takable.size())
                  + " record itself."));
    }
  }

  /// The action's id names the finding, so that an answer cannot go to another one.
  private static Json.Obj select(Finding finding, List<Choice> choices) {
    return Json.object()
        .put("type", "static_select")
        .put("action_id", ANSWER + ":" + finding.id())
        .put("placeholder", Blocks.plain("Choose an answer"))
        .put("options", choices.stream().map(c -> Blocks.option(c.label(), c.value())).toList())
        .build();
  }
}
