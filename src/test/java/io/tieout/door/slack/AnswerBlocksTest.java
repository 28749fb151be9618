package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.value.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerBlocksTest {
  @Test
  void an_answer_is_words_table_links_and_small_print_in_this_order() {
    List<Json.Obj> blocks =
        drawn(
            new Answer(
                List.of(
                    new Part.Paragraph("Invoice **1042** is unpaid.\nSecond line."),
                    new Part.Link("Open invoice 1042", "https://books.example/1042"),
                    new Part.Table(
                        List.of("Invoice", "Open"), List.of(List.of("1042", "USD 1,200.00"))),
                    new Part.Link("Open invoice 1042", "https://books.example/1042")),
                List.of("QuickBooks invoice 1042, as of 09:31 UTC"),
                Optional.of("offline planner")));
    assertThat(blocks)
        .extracting(b -> b.text("type"))
        .containsExactly("section", "table", "section", "context");
    assertThat(blocks.get(0).obj("text").text("text"))
        .isEqualTo("Invoice *1042* is unpaid.\nSecond line.");
    assertThat(blocks.get(1).objects("column_settings"))
        .extracting(c -> c.text("align"))
        .containsExactly("right", "right");
    assertThat(blocks.get(2).obj("text").text("text"))
        .isEqualTo("<https://books.example/1042|Open invoice 1042>");
    assertThat(Harmless.textOf(blocks)).endsWith("as of 09:31 UTC\noffline planner");
  }

  @ParameterizedTest
  @CsvSource({"0,3", "1,1", "10,6", "99,20", "100,20", "1000,3", "5,30"})
  void tables_of_any_size_are_drawn_and_what_is_left_out_is_counted(int rows, int columns) {
    Part.Table table =
        new Part.Table(
            IntStream.range(0, columns).mapToObj(i -> "Column " + i).toList(),
            IntStream.range(0, rows)
                .mapToObj(r ->
                    IntStream.range(0, columns)
                        .mapToObj(
                            c -> c == 0 ? "row " + r : "USD 1,234,567.%02d".formatted(r % 100))
                        .toList())
                .toList());
    for (AnswerBlocks.Tables how : AnswerBlocks.Tables.values()) {
      List<Json.Obj> blocks = drawn(answer(table), how);
      String text = Harmless.textOf(blocks);
      long shown = text.lines().filter(l -> l.startsWith("row ")).count();
      if (rows == 0) {
        assertThat(text).contains("There are no rows.");
      } else if (shown < rows) {
        assertThat(text).contains("… and %d more rows".formatted(rows - shown));
      } else {
        assertThat(text).doesNotContain("more rows");
      }
      assertThat(shown).isGreaterThanOrEqualTo(Math.min(rows, 5));
      assertThat(text.replaceAll("USD 1,234,567\\.\\d\\d", "")).doesNotContain("USD");
    }
  }

  @Test
  void rows_of_unequal_width_and_empty_cells_are_filled_up() {
    Part.Table table =
        new Part.Table(List.of("A", "B", ""), List.of(List.of("1"), List.of("1", "", "3")));
    List<Json.Obj> blocks = drawn(answer(table));
    assertThat(blocks.getFirst().list("rows")).allMatch(r -> r.asList("row").size() == 3);
    assertThat(Harmless.texts(blocks.getFirst()))
        .containsExactly("A", "B", "–", "1", "–", "–", "1", "–", "3");
  }

  @Test
  void a_second_table_is_in_monospace_since_a_message_may_hold_one() {
    Part.Table table = new Part.Table(List.of("Deal"), List.of(List.of("`Acme` <!here>")));
    List<Json.Obj> blocks = drawn(answer(table, table));
    assertThat(blocks).extracting(b -> b.text("type")).containsExactly("table", "section");
    assertThat(blocks.get(1).obj("text").text("text"))
        .isEqualTo("```\nDeal\nˋAcmeˋ &lt;!here&gt;\n```");
  }

  @Test
  void choices_are_buttons_that_say_their_text() {
    List<String> many =
        IntStream.range(0, 30).mapToObj(i -> "Deal " + i + " " + "x".repeat(90)).toList();
    List<Json.Obj> blocks = drawn(answer(new Part.Choices("Which one?", many)));
    List<Json.Obj> buttons = blocks.get(1).objects("elements");
    assertThat(buttons).hasSize(10);
    assertThat(buttons.getFirst().text("value")).isEqualTo(many.getFirst());
    assertThat(drawn(answer(new Part.Choices("Which?", List.of("", "  "))))).hasSize(1);
    assertThat(drawn(answer(new Part.Choices("", List.of("one"))))).hasSize(1);
  }

  @Test
  void many_links_and_sources_stay_within_a_message() {
    List<Part> links =
        IntStream.range(0, 200)
            .<Part>mapToObj(
                i -> new Part.Link("Open " + "invoice ".repeat(30) + i, "https://b.example/" + i))
            .toList();
    drawn(
        new Answer(
            links, Collections.nCopies(100, "source ".repeat(50)), Optional.of("f".repeat(9_000))));
  }

  @ParameterizedTest
  @EnumSource(AnswerBlocks.Tables.class)
  void an_empty_answer_says_so(AnswerBlocks.Tables how) {
    Answer empty = new Answer(List.of(), List.of(), Optional.empty());
    assertThat(Harmless.textOf(drawn(empty, how))).isEqualTo("There is nothing to show.");
    assertThat(AnswerBlocks.fallback(empty)).isEqualTo("An answer");
    drawn(answer(new Part.Paragraph(" "), new Part.Table(List.of(), List.of())), how);
  }

  @Test
  void a_hundred_paragraphs_and_a_very_long_one_are_shortened() {
    drawn(
        new Answer(
            Collections.nCopies(100, new Part.Paragraph("Words. ".repeat(20))),
            List.of(),
            Optional.empty()));
    List<Json.Obj> blocks = drawn(answer(new Part.Paragraph("word ".repeat(5_000))));
    assertThat(Harmless.textOf(blocks)).endsWith("word…");
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void nothing_nasty_gets_through(String text) {
    Answer answer =
        new Answer(
            List.of(
                new Part.Paragraph(text),
                new Part.Table(List.of(text, "B"), List.of(List.of(text, text))),
                new Part.Table(List.of("A"), List.of(List.of(text))),
                new Part.Link(text, "https://x.example/" + text),
                new Part.Link(text, text),
                new Part.Choices(text, List.of(text, "ok"))),
            List.of(text),
            Optional.of(text));
    drawn(answer, AnswerBlocks.Tables.NATIVE);
    drawn(answer, AnswerBlocks.Tables.MONOSPACE);
    Harmless.check(AnswerBlocks.fallback(answer));
  }

  private static Answer answer(Part... parts) {
    return new Answer(List.of(parts), List.of(), Optional.empty());
  }

  private static List<Json.Obj> drawn(Answer answer) {
    return drawn(answer, AnswerBlocks.Tables.NATIVE);
  }

  private static List<Json.Obj> drawn(Answer answer, AnswerBlocks.Tables how) {
    List<Json.Obj> blocks = AnswerBlocks.draw(answer, how);
    Harmless.message(blocks);
    return blocks;
  }
}
