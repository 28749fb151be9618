package io.tieout.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static final Sheet SHEET =
      new Sheet(
          "things",
          "Things.",
          List.of(Column.text("name", "a name"), Column.decimal("amount", "an amount")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\uFF1D1",
        "'quoted",
        "''",
        "-"
      })
  void a_text_that_would_run_is_guarded_and_comes_back(String text) throws Lines.Bad {
    assertThat(Csv.text(text)).matches("(?s)\"?'.*");
    assertThat(read(text).text("name")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a;=1+1",
        "a; =1+1;b",
        "a\t=1",
        "a\r\n=1",
        "a;'b",
        ";'",
        "a;\uFF0B1",
        ";;@x",
        "\r\n\r\n-1",
        "';'=1"
      })
  void nothing_runs_where_semicolons_or_lines_part_cells(String text) throws Lines.Bad {
    assertThat(Csv.text(text).split("[;\t\r\n]"))
        .noneMatch(piece -> piece.matches("\"?\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*"));
    assertThat(read(text).text("name")).isEqualTo(text);
  }

  @Test
  void any_mixture_comes_back() throws Lines.Bad {
    Random random = new Random(11);
    String letters = "a'=;,\"\t\r\n -é";
    for (int i = 0; i < 5_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(8), 0, letters.length())
              .mapToObj(letters::charAt)
              .map(String::valueOf)
              .collect(Collectors.joining());
      assertThat(read(text).text("name")).isEqualTo(text);
    }
  }

  @Test
  void what_is_inside_of_json_does_not_run_either() {
    Sheet sheet = new Sheet("things", "Things.", List.of(Column.tree("details", "what")));
    Json.Obj row = Json.object().put("details", Json.object().put("deal", "a;=1+1;\n=2")).build();
    String cell = Form.CSV.opened(sheet, row);
    assertThat(cell).isEqualTo("\"{\"\"deal\"\":\"\"a\\u003b=1+1\\u003b\\n=2\"\"}\"");
    assertThat(Csv.value(sheet.columns().getFirst(), "{\"deal\":\"a\\u003b=1+1\\u003b\\n=2\"}"))
        .contains(row.obj("details"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "a=b", "Ünïcode ✓ 漢字 😀", "a,b", "a\"b", "a\r\nb", " a", "3-4"})
  void any_other_text_stays_as_it_is(String text) throws Lines.Bad {
    assertThat(Csv.text(text)).doesNotStartWith("'").doesNotStartWith("\"'");
    assertThat(read(text).text("name")).isEqualTo(text);
  }

  @Test
  void a_negative_amount_stays_a_number() {
    Json.Obj row = Json.object().put("name", "-5").put("amount", "-12.50").build();
    assertThat(Form.CSV.opened(SHEET, row)).isEqualTo("'-5,-12.50");
  }

  @Test
  void what_is_no_amount_is_never_written_as_one() {
    Json.Obj row = Json.object().put("name", "a").put("amount", "=1+1").build();
    assertThatThrownBy(() -> Form.CSV.opened(SHEET, row)).isInstanceOf(JsonShapeException.class);
  }

  @Test
  void a_value_that_is_not_there_is_an_empty_cell() {
    assertThat(Form.CSV.opened(SHEET, Json.object().put("name", "a").build())).isEqualTo("a,");
  }

  private static Json.Obj read(String name) throws Lines.Bad {
    Json.Obj row = Json.object().put("name", name).put("amount", "1.00").build();
    String opened = Form.CSV.opened(SHEET, row);
    String file =
        Form.CSV.head(SHEET)
            + opened
            + Form.CSV.closed(LineSeal.of(LineSeal.FIRST, opened.getBytes(StandardCharsets.UTF_8)));
    return Form.CSV
        .lines(SHEET, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
        .next()
        .orElseThrow()
        .row();
  }
}
