package io.tieout.value.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USD|0|USD 0.00",
        "USD|1234.5|USD 1,234.50",
        "USD|-1234567.89|USD -1,234,567.89",
        "JPY|1000|JPY 1,000",
        "KWD|1.234|KWD 1.234",
        "USD|1.500|USD 1.50",
        "USD|1E+3|USD 1,000.00"
      })
  void amounts_are_exact_and_readable(String currency, String amount, String text) {
    assertThat(Amounts.text(Amounts.exact(currency, amount))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"USD,0.001", "JPY,0.5", "KWD,1.2345"})
  void what_would_have_to_be_rounded_is_refused_by_name(String currency, String amount) {
    assertThatThrownBy(() -> Amounts.exact(currency, amount))
        .isInstanceOf(InexactAmountException.class)
        .hasMessageContaining(currency)
        .hasMessageContaining(amount);
  }

  @Test
  void sums_refuse_mixed_currencies() {
    assertThatThrownBy(() ->
            Amounts.sum(
                CurrencyUnit.USD, List.of(Amounts.exact("USD", "1"), Amounts.exact("EUR", "1"))))
        .isInstanceOf(CurrencyMismatchException.class);
  }

  @Test
  void a_split_gives_the_odd_cents_to_the_largest_remainders() {
    assertThat(Split.byWeights(Amounts.exact("USD", "100"), weights("1", "1", "1")))
        .extracting(Amounts::text)
        .containsExactly("USD 33.34", "USD 33.33", "USD 33.33");
    assertThat(Split.byWeights(Amounts.exact("USD", "80"), weights("50", "60")))
        .extracting(Amounts::text)
        .containsExactly("USD 36.36", "USD 43.64");
    assertThat(Split.byWeights(Amounts.exact("USD", "-0.05"), weights("1", "1")))
        .extracting(Amounts::text)
        .containsExactly("USD -0.03", "USD -0.02");
  }

  @Test
  void no_split_ever_loses_or_makes_a_cent() {
    Random random = new Random(20261101L);
    for (int round = 0; round < 5_000; round++) {
      CurrencyUnit currency =
          List.of(CurrencyUnit.USD, CurrencyUnit.JPY, CurrencyUnit.of("KWD"))
              .get(random.nextInt(3));
      Money whole = Money.ofMinor(currency, random.nextLong(-1_000_000, 1_000_000));
      List<BigDecimal> weights = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(12); i++) {
        weights.add(BigDecimal.valueOf(random.nextInt(1000), random.nextInt(4)));
      }
      weights.add(BigDecimal.ONE);
      List<Money> parts = Split.byWeights(whole, weights);
      assertThat(Amounts.sum(currency, parts)).isEqualTo(whole);
      for (int i = 0; i < parts.size(); i++) {
        if (weights.get(i).signum() == 0) {
          assertThat(parts.get(i).isZero())
              .as("weightless part of %s by %s", whole, weights)
              .isTrue();
        }
      }
    }
  }

  @Test
  void weights_that_cannot_share_are_refused() {
    Money whole = Amounts.exact("USD", "1");
    assertThatThrownBy(() -> Split.byWeights(whole, weights("0", "0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Split.byWeights(whole, weights("1", "-1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<BigDecimal> weights(String... weights) {
    return List.of(weights).stream().map(BigDecimal::new).toList();
  }
}
