package io.tieout.fact.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Targets ALL =
      new Targets(
          Optional.of(new BigDecimal("98")),
          Optional.of(50),
          Optional.of(new BigDecimal("2")),
          Optional.of(0));

  @Test
  void what_holds_is_not_missing() {
    assertThat(ALL.missing(new Measured(50, 49, 1, 0))).isEmpty();
    assertThat(Targets.NONE.missing(new Measured(0, 0, 0, 9))).isEmpty();
  }

  @Test
  void each_metric_that_is_short_is_named_with_its_figures() {
    assertThat(ALL.missing(new Measured(49, 48, 1, 2)))
        .containsExactly(
            "cases: 49, at least 50 are needed",
            "agreement: 97.9 % (48 of 49), at least 98 % is needed",
            "corrections: 2.1 % (1 of 49), at most 2 % is allowed",
            "drift: 2 events, at most 0 are allowed");
  }

  @Test
  void nearly_enough_is_not_enough() {
    assertThat(new Measured(1000, 979, 21, 0).agreement()).isEqualByComparingTo("97.9");
    assertThat(new Measured(3000, 2939, 61, 0).agreement()).isEqualByComparingTo("97.9");
    assertThat(new Measured(3000, 2939, 61, 0).corrections()).isEqualByComparingTo("2.1");
  }

  @Test
  void a_share_of_few_cases_breaks_nothing_and_one_drift_does() {
    assertThat(ALL.breached(new Measured(3, 0, 3, 0))).isEmpty();
    assertThat(ALL.breached(new Measured(3, 3, 0, 1)))
        .containsExactly("drift: 1 events, at most 0 are allowed");
    assertThat(ALL.breached(new Measured(60, 50, 0, 0))).hasSize(1);
    assertThat(Targets.NONE.breached(new Measured(100, 0, 100, 100))).isEmpty();
  }
}
