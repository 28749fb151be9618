package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.slack.EnteredNumber.Read;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnteredNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "1200.5; 1200.5",
        "1,200.50; 1200.50",
        "1200,50; 1200.50",
        "1.200,50; 1200.50",
        "1 200,50; 1200.50",
        "1\u202f200.50; 1200.50",
        "1'200.50; 1200.50",
        "1,200,000; 1200000",
        "1.200.000; 1200000",
        "1200; 1200",
        "12,5; 12.5",
        "0,125; 0.125",
        "0.125; 0.125",
        "1.3750; 1.3750",
        "\u2212100; -100",
        "USD 90.00; 90.00",
        "90 USD; 90"
      })
  void numbers_are_read_as_people_write_them(String text, BigDecimal value) {
    assertThat(EnteredNumber.read(text, "USD")).isEqualTo(new Read.Exact(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,200; write 1200, or 1.2000.",
        "1.375; write 1375, or 1.3750.",
        "-12,500; write -12500, or -12.5000."
      })
  void a_number_that_reads_in_two_ways_is_asked_back(String text, String remedy) {
    assertThat(EnteredNumber.read(text, "USD"))
        .isInstanceOfSatisfying(Read.Unclear.class, u -> assertThat(u.why()).endsWith(remedy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1e5",
        "1,20,000.50",
        "1..2",
        "(5)",
        "٣",
        "EUR 5",
        "1,2.3",
        "0x10",
        "5%",
        "99999999999999999999999999999999999999999"
      })
  void what_is_no_number_is_refused(String text) {
    assertThat(EnteredNumber.read(text, "USD")).isInstanceOf(Read.Unclear.class);
  }
}
