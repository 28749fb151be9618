package io.tieout.work.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeUpTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invoice USD 12000 new customer discount 25|create_invoice of USD 12,000.00, new customer, discount 25 %",
        "an invoice of eur 1,200.50 with other terms|create_invoice of EUR 1,200.50, other terms",
        "USD 5 discount of 12.5% 2 lines by name|create_invoice of USD 5.00, discount 12.5 %, 2 by suggestion",
        "undo_invoice jpy 700|undo_invoice of JPY 700",
        "void USD 3|undo_invoice of USD 3.00",
        "change people|change_people",
        "Invoice USD 10 suggested|create_invoice of USD 10.00, 1 by suggestion"
      })
  void what_people_say_becomes_a_case(String words, String asked) {
    assertThat(MadeUp.spoken(MadeUp.heard(words).asCase())).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invoice|amount: missing",
        "cake USD 5|is no kind of change; use one of create_invoice",
        "invoice USD 5 tomorrow|invoice_tomorrow",
        "invoice XQQ 5|Unknown currency"
      })
  void what_is_not_understood_is_told(String words, String why) {
    assertThatThrownBy(() -> MadeUp.heard(words).asCase())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void cents_beyond_the_currencys_are_refused() {
    assertThatThrownBy(() -> MadeUp.heard("USD 1.001").asCase()).hasMessageContaining("1.001");
  }
}
