package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

  @ParameterizedTest
  @CsvSource({
    "DE-{year}-{number:5}, 7, DE-2026-00007",
    "DE-{year}-{number:5}, 123456, DE-2026-123456",
    "{number}, 1, 1",
    "{number:1}/{year}, 42, 42/2026",
    "R {year}{number:3}, 9, R 2026009",
    "{year}.{year}#{number:9}, 5, 2026.2026#000000005"
  })
  void a_pattern_is_filled(String text, long number, String filled) {
    assertThat(pattern(text).fill(DAY, number)).contains(filled);
  }

  @Test
  void with_the_year_in_it_each_year_has_its_sequence() {
    NumberPattern yearly = pattern("DE-{year}-{number:5}");
    assertThat(yearly.series(DAY)).isEqualTo("DE-2026-{number}");
    assertThat(yearly.series(DAY.plusDays(1))).isEqualTo("DE-2027-{number}");
    assertThat(yearly.family()).isEqualTo("DE-{year}-{number}");
    assertThat(yearly.outline(DAY)).isEqualTo("DE-2026-…");
    NumberPattern running = pattern("DE-{number:5}");
    assertThat(running.series(DAY)).isEqualTo(running.series(DAY.plusDays(1)));
  }

  @Test
  void another_width_goes_on_counting() {
    assertThat(pattern("A{number:3}").series(DAY)).isEqualTo(pattern("A{number:7}").series(DAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DE-{year}", "{number}{number}", "{number:0}", "{number:13}", "{number:x}", ""})
  void the_number_must_stand_there_once(String text) {
    assertThatThrownBy(() -> pattern(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must hold {number} once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{month}-{number}",
        "{number}'",
        "a,{number}",
        "{number} ",
        "é{number}",
        "}{number}"
      })
  void what_no_book_could_be_asked_for_is_refused(String text) {
    assertThatThrownBy(() -> pattern(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave it out");
  }

  @Test
  void a_number_longer_than_the_book_takes_is_none() {
    assertThatThrownBy(() -> pattern("INVOICE-OF-THE-YEAR-{number}"))
        .hasMessageContaining("fills 21 characters, the book takes 20; shorten it");
    NumberPattern tight = pattern("INVOICE-OF-A-YEAR-{number}");
    assertThat(tight.fill(DAY, 99)).contains("INVOICE-OF-A-YEAR-99");
    assertThat(tight.fill(DAY, 100)).isEmpty();
  }

  @Test
  void numbers_begin_at_one_or_later() {
    assertThatThrownBy(() -> new NumberPattern("{number}", 0, 20))
        .hasMessageContaining("is not 1 or more");
  }

  private static NumberPattern pattern(String text) {
    return new NumberPattern(text, 1, 20);
  }
}
