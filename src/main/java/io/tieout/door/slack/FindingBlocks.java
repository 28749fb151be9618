package io.tieout.door.slack;

import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.Finding;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Draws a finding: what is wrong, and the answers there are.
final class FindingBlocks {
  static final String ANSWER = "answer_finding";
  private static final int MOST_OPTIONS = 100;

  private FindingBlocks() {}

  static List<Json.Obj> draw(Finding finding) {
    List<Json.Obj> blocks = new ArrayList<>();
    String mark = finding.open() ? ":mag: " : ":white_check_mark: ";
    blocks.add(
        Blocks.section(
            mark
                + Mrkdwn.bold(finding.draft().title())
                + "\n"
                + Mrkdwn.sentence(finding.draft().text())));
    finding
        .answerLabel()
        .ifPresent(label -> blocks.add(Blocks.section("Answered: " + Mrkdwn.bold(label))));
    if (finding.open() && finding.answer().isEmpty() && !finding.draft().choices().isEmpty()) {
      blocks.add(Blocks.actions(List.of(select(finding))));
    }
    blocks.add(
        Blocks.context(
            Mrkdwn.escaped(finding.draft().kind())
                + "  ·  "
                + Mrkdwn.escaped(finding.id())
                + "  ·  raised "
                + CardBlocks.at(finding.raisedAt())));
    return List.copyOf(blocks);
  }

  /// The block's id names the finding, so that an answer cannot go to another one.
  private static Json.Obj select(Finding finding) {
    return Json.object()
        .put("type", "static_select")
        .put("action_id", ANSWER + ":" + finding.id())
        .put("placeholder", Blocks.plain("Choose an answer"))
        .put(
            "options",
            finding.draft().choices().stream()
                .limit(MOST_OPTIONS)
                .map(FindingBlocks::option)
                .toList())
        .build();
  }

  private static Json.Obj option(Choice choice) {
    return Blocks.option(choice.label(), choice.value());
  }
}
