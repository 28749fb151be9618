package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waits_double_and_keep_within_their_bounds() {
    for (int attempts = 0; attempts < 30; attempts++) {
      Duration least = Duration.ofSeconds(Math.min(600L, 5L << Math.min(attempts, 10)));
      assertThat(Backoff.after(attempts, "tie-1")).isBetween(least, least.plus(least.dividedBy(4)));
    }
  }

  @Test
  void what_failed_together_is_not_tried_again_together() {
    Set<Duration> waits =
        IntStream.range(0, 100)
            .mapToObj(i -> Backoff.after(3, EffectLog.key("one", "P-" + i, "write-back", 1)))
            .collect(Collectors.toSet());
    assertThat(waits).hasSizeGreaterThan(60);
    assertThat(Backoff.after(3, "tie-1")).isEqualTo(Backoff.after(3, "tie-1"));
  }
}
