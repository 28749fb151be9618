package io.tieout.door.slack;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws an answer of the assistant.
final class AnswerBlocks {
  static final String CHOOSE = "choose";
  private static final int MOST_BUTTONS = 10;
  private static final int CELL = 60;

  private AnswerBlocks() {}

  static List<Json.Obj> draw(Answer answer) {
    List<Json.Obj> blocks = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (Part part : answer.parts()) {
      switch (part) {
        case Part.Paragraph(String text) -> blocks.add(Blocks.section(Mrkdwn.sentence(text)));
        case Part.Table table -> blocks.add(table(table));
        case Part.Link(String label, String url) -> links.add(Mrkdwn.link(url, label));
        case Part.Choices choices -> choices(choices, blocks);
      }
    }
    if (!links.isEmpty()) {
      blocks.add(Blocks.section(links.stream().distinct().collect(Collectors.joining("  ·  "))));
    }
    String small = small(answer);
    if (!small.isEmpty()) {
      blocks.add(Blocks.context(small));
    }
    return List.copyOf(blocks);
  }

  /// The answer as plain text, for notifications.
  static String fallback(Answer answer) {
    return Mrkdwn.cut(
        answer.parts().stream()
            .filter(Part.Paragraph.class::isInstance)
            .map(p -> Mrkdwn.escaped(((Part.Paragraph) p).text().replace("**", "")))
            .findFirst()
            .orElse("An answer"),
        300);
  }

  /// Slack's table block: one row of bold headings, cells of raw text.
  private static Json.Obj table(Part.Table table) {
    List<Json> rows = new ArrayList<>();
    rows.add(row(table.header()));
    table.rows().forEach(r -> rows.add(row(r)));
    return Json.object()
        .put("type", "table")
        .put(
            "column_settings",
            IntStream.range(0, table.header().size())
                .mapToObj(_ -> Json.object().put("is_wrapped", true).build())
                .toList())
        .put("rows", rows)
        .build();
  }

  private static Json row(List<String> cells) {
    return Json.array(
        cells.stream()
            .map(cell ->
                Json.object()
                    .put("type", "raw_text")
                    .put("text", Mrkdwn.cut(cell.isEmpty() ? "–" : cell, CELL))
                    .build()));
  }

  private static void choices(Part.Choices choices, List<Json.Obj> blocks) {
    blocks.add(Blocks.section(Mrkdwn.sentence(choices.question())));
    blocks.add(
        Blocks.actions(
            IntStream.range(0, Math.min(MOST_BUTTONS, choices.options().size()))
                .mapToObj(i ->
                    Blocks.button(
                            CHOOSE + "_" + i, choices.options().get(i), choices.options().get(i))
                        .build())
                .toList()));
  }

  private static String small(Answer answer) {
    List<String> parts = new ArrayList<>();
    if (!answer.sources().isEmpty()) {
      parts.add(
          "Sources: "
              + answer.sources().stream().map(Mrkdwn::escaped).collect(Collectors.joining("; ")));
    }
    answer.footer().map(Mrkdwn::escaped).ifPresent(parts::add);
    return String.join("\n", parts);
  }
}
