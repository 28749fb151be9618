package io.tieout.fact.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.check.Check.Outcome;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeTest {
  private static final Lifetime ENDING =
      new Lifetime("API 7", Optional.of(LocalDate.of(2028, 3, 1)));

  @ParameterizedTest
  @CsvSource({
    "2027-09-03, OK, supported until 2028-03-01",
    "2027-09-04, WARNING, (days left: 179). Install a newer Tieout",
    "2028-02-29, WARNING, (days left: 1)",
    "2028-03-01, FAILED, not supported since 2028-03-01",
    "2030-01-01, FAILED, Install a newer Tieout"
  })
  void half_a_year_before_its_end_a_version_is_warned_of(
      LocalDate today, Outcome outcome, String words) {
    assertThat(ENDING.on(today).outcome()).isEqualTo(outcome);
    assertThat(ENDING.on(today).told()).contains(words);
    assertThat(ENDING.endsSoon(today)).isEqualTo(outcome != Outcome.OK);
  }

  @Test
  void a_version_without_an_announced_end_is_in_order() {
    Check check = new Lifetime("API 7", Optional.empty()).on(LocalDate.of(2040, 1, 1));
    assertThat(check.outcome()).isEqualTo(Outcome.OK);
    assertThat(check.told()).contains("API 7", "none is announced");
  }
}
