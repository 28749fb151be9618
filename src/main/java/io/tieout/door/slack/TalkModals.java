package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.util.Comparator;
import java.util.List;

/// The windows in which people ask, answer, and have somebody else asked.
final class TalkModals {
  private static final int MOST_PEOPLE = 100;

  private TalkModals() {}

  static Json.Obj asking(RequestView view, String value) {
    return Modals.modal("Ask a question")
        .put("callback_id", Modals.ASKING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Ask"))
        .put(
            "blocks",
            List.of(
                Blocks.section(
                    "Your question is asked in the card's thread. The time to decide stands still until somebody answers."),
                Modals.wordsInput(view, false)))
        .build();
  }

  static Json.Obj answering(RequestView view, String value) {
    return Modals.modal("Answer the question")
        .put("callback_id", Modals.ANSWERING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Answer"))
        .put(
            "blocks",
            List.of(
                Blocks.section(
                    view.round()
                        .question()
                        .map(RoundWords::question)
                        .orElse("This question was answered already.")),
                Modals.wordsInput(view, false)))
        .build();
  }

  /// The people who are known; of more than Slack's menu holds the first by name.
  static Json.Obj adding(RequestView view, String value, List<Member> people) {
    List<Json.Obj> options =
        people.stream()
            .filter(member -> !view.proposal().requestedBy().isSamePersonAs(member.slackUserId()))
            .sorted(Comparator.comparing(Member::name))
            .limit(MOST_PEOPLE)
            .map(member -> Blocks.option(member.name(), member.slackUserId()))
            .toList();
    return Modals.modal("Add an approver")
        .put("callback_id", Modals.ADDING)
        .put("private_metadata", value)
        .put("submit", Blocks.plain("Add"))
        .put(
            "blocks",
            List.of(
                Blocks.section(
                    "They are asked after those who are asked now, and must approve as well. Only an administrator can take them out again."),
                Json.object()
                    .put("type", "input")
                    .put("block_id", Modals.PERSON_BLOCK)
                    .put("label", Blocks.plain("Who"))
                    .put(
                        "element",
                        Json.object()
                            .put("type", "static_select")
                            .put("action_id", Modals.PERSON)
                            .put("placeholder", Blocks.plain("Choose a person"))
                            .put("options", options))
                    .build()))
        .build();
  }
}
