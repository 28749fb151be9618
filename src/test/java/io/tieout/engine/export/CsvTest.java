package io.tieout.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
