package io.tieout.value.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Patience PATIENCE =
      new Patience(3, 30, Duration.ofSeconds(5), Duration.ofMinutes(10));
  private final RuntimeException bug = new IllegalStateException("boom");

  @Test
  void waits_double_up_to_the_longest() {
    assertThat(PATIENCE.after(bug, 1, 1)).isEqualTo(again(Duration.ofSeconds(5)));
    assertThat(PATIENCE.after(bug, 2, 2)).isEqualTo(again(Duration.ofSeconds(10)));
    RuntimeException away = new Fault.Transient("away").asException();
    assertThat(PATIENCE.after(away, 4, 0)).isEqualTo(again(Duration.ofSeconds(40)));
    assertThat(PATIENCE.after(away, 29, 0)).isEqualTo(again(Duration.ofMinutes(10)));
  }

  @Test
  void it_ends_after_a_few_failures_or_after_many_attempts() {
    assertThat(PATIENCE.after(bug, 3, 3)).isEqualTo(new Patience.Next.GiveUp());
    assertThat(PATIENCE.after(bug, 9, 2)).isInstanceOf(Patience.Next.Again.class);
    assertThat(PATIENCE.after(new Fault.Transient("away").asException(), 30, 0))
        .isEqualTo(new Patience.Next.GiveUp());
  }

  @Test
  void a_vendor_s_longer_wait_is_kept_and_a_shorter_one_is_not_taken() {
    assertThat(PATIENCE.after(throttled(Duration.ofHours(1)), 1, 0))
        .isEqualTo(again(Duration.ofHours(1)));
    assertThat(PATIENCE.after(throttled(Duration.ofSeconds(1)), 1, 0))
        .isEqualTo(again(Duration.ofSeconds(5)));
  }

  @Test
  void only_what_is_out_of_reach_or_throttled_passes_by_itself() {
    assertThat(Patience.passes(new Fault.Transient("away").asException())).isTrue();
    assertThat(Patience.passes(throttled(Duration.ZERO))).isTrue();
    assertThat(Patience.passes(new Fault.Refused("no", "6240").asException())).isFalse();
    assertThat(Patience.passes(new Fault.Ambiguous("?").asException())).isFalse();
    assertThat(Patience.passes(new Fault.Broken("key").asException())).isFalse();
    assertThat(Patience.passes(bug)).isFalse();
  }

  @Test
  void settings_out_of_reason_are_refused() {
    assertThatThrownBy(() -> new Patience(0, 5, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessageContaining("tries must be at least 1");
    assertThatThrownBy(() -> new Patience(1, 5, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("longest at least first");
  }

  private static FaultException throttled(Duration retryAfter) {
    return new Fault.Throttled("slow down", retryAfter).asException();
  }

  private static Patience.Next again(Duration delay) {
    return new Patience.Next.Again(delay);
  }
}
