package io.tieout.value.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void numbers_keep_every_digit() {
    Json.Obj json = Json.parseObj("{\"a\":0.1000,\"b\":12345678901234567890.123456789}");
    assertThat(json.decimal("a")).isEqualTo(new BigDecimal("0.1000"));
    assertThat(json.print()).isEqualTo("{\"a\":0.1000,\"b\":12345678901234567890.123456789}");
  }

  @Test
  void equal_values_have_equal_canonical_texts_and_digests() {
    Json one = Json.parse("{\"b\":1.50,\"a\":[1e2,{\"y\":null,\"x\":true}]}");
    Json two = Json.parse("{\"a\":[100,{\"x\":true,\"y\":null}],\"b\":1.5}");
    assertThat(one.canonical()).isEqualTo("{\"a\":[100,{\"x\":true,\"y\":null}],\"b\":1.5}");
    assertThat(Digest.of(one)).isEqualTo(Digest.of(two));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "[1,]", "{} {}", "nul", "{'a':1}", "NaN"})
  void what_is_not_strict_json_is_refused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonShapeException.class);
  }

  @Test
  void a_nul_that_no_database_keeps_is_replaced() {
    assertThat(Json.parseObj("{\"a\\u0000b\":\"c\\u0000\"}"))
        .isEqualTo(Json.parseObj("{\"a\uFFFDb\":\"c\uFFFD\"}"));
  }

  @Test
  void a_missing_or_wrong_field_is_named() {
    Json.Obj json = Json.parseObj("{\"a\":[1],\"n\":null}");
    assertThatThrownBy(() -> json.text("b")).hasMessageContaining("'b'").hasMessageContaining("a");
    assertThatThrownBy(() -> json.text("a")).hasMessageContaining("should be a text");
    assertThat(json.optText("n")).isEmpty();
  }

  sealed interface Shape {
    record Circle(BigDecimal radius, Optional<String> name) implements Shape {}

    record Group(List<Shape> parts, Money worth, LocalDate day, Instant at) implements Shape {}
  }

  @Test
  void records_of_a_sealed_type_come_back_equal() {
    Shape group =
        new Shape.Group(
            List.of(
                new Shape.Circle(new BigDecimal("1.50"), Optional.empty()),
                new Shape.Circle(new BigDecimal("2"), Optional.of("b"))),
            Money.parse("USD 10.10"),
            LocalDate.of(2026, 2, 28),
            Instant.parse("2026-03-08T07:30:00.123456Z"));
    Json.Obj written = Records.writeAs(group, Shape.class);
    assertThat(written.text("is")).isEqualTo("Group");
    assertThat(written.obj("worth").text("amount")).isEqualTo("10.10");
    assertThat(Records.read(written, Shape.class)).isEqualTo(group);
    assertThat(Records.read(Records.write(group), Shape.class)).isEqualTo(group);
  }

  record Strict(String name, CurrencyUnit currency) {}

  @Test
  void reading_a_record_refuses_unknown_and_missing_fields() {
    assertThat(Records.read(Json.parse("{\"name\":\"a\",\"currency\":\"EUR\"}"), Strict.class))
        .isEqualTo(new Strict("a", CurrencyUnit.EUR));
    assertThatThrownBy(() -> Records.read(Json.parse("{\"name\":\"a\"}"), Strict.class))
        .isInstanceOf(JsonShapeException.class)
        .hasMessageContaining("currency");
    assertThatThrownBy(() ->
            Records.read(Json.parse("{\"name\":\"a\",\"currency\":\"EUR\",\"x\":1}"), Strict.class))
        .isInstanceOf(JsonShapeException.class)
        .hasMessageContaining("x");
  }

  @Test
  void yaml_is_read_as_plain_data() {
    assertThat(Yaml.parse("a: {b: [1, two, true]}\nc: \"2026-11-01\"").print())
        .isEqualTo("{\"a\":{\"b\":[1,\"two\",true]},\"c\":\"2026-11-01\"}");
    assertThatThrownBy(() -> Yaml.parse("a: [")).isInstanceOf(JsonShapeException.class);
  }

  @Test
  void a_schema_names_what_does_not_fit() {
    Schema schema =
        new Schema(
            Json.parseObj(
                "{\"type\":\"object\",\"required\":[\"q\"],\"additionalProperties\":false,"
                    + "\"properties\":{\"q\":{\"type\":\"string\",\"maxLength\":3}}}"));
    assertThat(schema.problems(Json.parse("{\"q\":\"abc\"}"))).isEmpty();
    assertThat(schema.problems(Json.parse("{\"q\":\"abcd\",\"z\":1}"))).hasSize(2);
    assertThat(schema.problems(Json.parse("{}"))).hasSize(1);
  }
}
