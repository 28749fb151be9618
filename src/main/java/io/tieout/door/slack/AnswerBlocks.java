package io.tieout.door.slack;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws an answer of the assistant, within what one message may hold.
final class AnswerBlocks {
  static final String CHOOSE = "choose";
  private static final int MOST_BLOCKS = 48;
  private static final int MOST_BUTTONS = 10;
  private static final int BUTTON_VALUE = 1_900;
  private static final int MOST_LINKS = 15;
  private static final int MOST_SOURCES = 8;
  private static final int SOURCE = 150;
  // Slack takes about 13,200 characters over all blocks of a message.
  private static final int WORDS = 6_000;
  private static final int TABLES = 4_500;

  /// How tables are drawn.
  enum Tables {
    /// Slack's table block, of which a message may hold one; further tables in monospace.
    NATIVE,
    /// For workspaces that do not take the table block yet.
    MONOSPACE
  }

  private final Tables tables;
  private final List<Json.Obj> blocks = new ArrayList<>();
  private int words = WORDS;
  private int cells = TABLES;

  private AnswerBlocks(Tables tables) {
    this.tables = tables;
  }

  static List<Json.Obj> draw(Answer answer, Tables tables) {
    return new AnswerBlocks(tables).all(answer);
  }

  /// The answer as plain text, for notifications.
  static String fallback(Answer answer) {
    return answer.parts().stream()
        .filter(Part.Paragraph.class::isInstance)
        .map(p -> Mrkdwn.escaped(((Part.Paragraph) p).text().replace("**", ""), 300))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("An answer");
  }

  private List<Json.Obj> all(Answer answer) {
    answer.parts().forEach(this::add);
    String links =
        answer.parts().stream()
            .filter(Part.Link.class::isInstance)
            .map(Part.Link.class::cast)
            .map(l -> Mrkdwn.link(l.url(), Mrkdwn.cut(l.label(), SOURCE)))
            .distinct()
            .limit(MOST_LINKS)
            .collect(Collectors.joining("  ·  "));
    if (!links.isEmpty()) {
      blocks.add(Blocks.section(links));
    }
    List<Json.Obj> fitting = new ArrayList<>(blocks.stream().limit(MOST_BLOCKS).toList());
    if (fitting.isEmpty()) {
      fitting.add(Blocks.section("There is nothing to show."));
    }
    if (fitting.size() < blocks.size()) {
      fitting.add(Blocks.context("… shortened; ask for a part of it to see more."));
    }
    String small = small(answer);
    if (!small.isEmpty()) {
      fitting.add(Blocks.context(small));
    }
    return List.copyOf(fitting);
  }

  private void add(Part part) {
    switch (part) {
      case Part.Paragraph(String text) -> paragraph(text);
      case Part.Table table -> table(table);
      case Part.Choices choices -> choices(choices);
      case Part.Link _ -> {
        // links stand together below everything
      }
    }
  }

  private void paragraph(String text) {
    String marked = Mrkdwn.cutMarked(Mrkdwn.paragraph(text), Math.max(words, 2));
    if (marked.isEmpty() || words < 2) {
      return;
    }
    words -= marked.length();
    List<String> lines =
        Arrays.stream(marked.split("\n", -1)).flatMap(line -> pieces(line).stream()).toList();
    blocks.addAll(Blocks.sections(lines));
  }

  /// A line longer than a section, in several.
  private static List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    String rest = line;
    while (rest.length() > Blocks.SECTION) {
      String piece = Mrkdwn.cutMarked(rest, Blocks.SECTION);
      pieces.add(piece.substring(0, piece.length() - 1));
      rest = rest.substring(piece.length() - 1).stripLeading();
    }
    pieces.add(rest);
    return pieces;
  }

  private void table(Part.Table table) {
    boolean first = blocks.stream().noneMatch(b -> b.text("type").equals("table"));
    List<Json.Obj> drawn =
        tables == Tables.NATIVE && first
            ? TableBlocks.table(table, cells)
            : TableBlocks.monospace(table, cells);
    cells = Math.max(0, cells - drawn.stream().mapToInt(b -> b.print().length()).sum() / 2);
    blocks.addAll(drawn);
  }

  private void choices(Part.Choices choices) {
    String question = Mrkdwn.cutMarked(Mrkdwn.sentence(choices.question()), SOURCE * 4);
    if (!question.isEmpty()) {
      blocks.add(Blocks.section(question));
    }
    List<String> options =
        choices.options().stream()
            .filter(o -> !o.isBlank() && o.length() <= BUTTON_VALUE)
            .limit(MOST_BUTTONS)
            .toList();
    if (!options.isEmpty()) {
      blocks.add(
          Blocks.actions(
              IntStream.range(0, options.size())
                  .mapToObj(
                      i -> Blocks.button(CHOOSE + "_" + i, options.get(i), options.get(i)).build())
                  .toList()));
    }
  }

  private static String small(Answer answer) {
    List<String> parts = new ArrayList<>();
    if (!answer.sources().isEmpty()) {
      int left = answer.sources().size() - MOST_SOURCES;
      parts.add(
          "Sources: "
              + answer.sources().stream()
                  .limit(MOST_SOURCES)
                  .map(s -> Mrkdwn.escaped(s, SOURCE))
                  .collect(Collectors.joining("; "))
              + (left > 0 ? " and %d more".formatted(left) : ""));
    }
    answer.footer().map(f -> Mrkdwn.escaped(f, SOURCE * 2)).ifPresent(parts::add);
    return String.join("\n", parts);
  }
}
