package io.tieout.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.vendor.http.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Waiting moves the clock, as it does in life.
class CallPaceTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
  private final CallPace pace =
      new CallPace(
          new Timing(now::get, new Random(7), wait -> now.updateAndGet(t -> t.plus(wait))));

  @Test
  void no_ten_seconds_see_more_than_eighty_calls() {
    List<Instant> calls = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      pace.beforeCall();
      calls.add(now.get());
      if (i == 200) {
        now.updateAndGet(t -> t.plusSeconds(60));
      }
    }

    assertThat(most(calls, Duration.ofSeconds(10))).isBetween(60L, 80L);
  }

  @Test
  void no_second_sees_more_than_four_searches() {
    List<Instant> searches = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pace.beforeSearch();
      searches.add(now.get());
    }

    assertThat(most(searches, Duration.ofSeconds(1))).isBetween(3L, 4L);
  }

  @Test
  void the_first_few_calls_do_not_wait() {
    Instant start = now.get();
    for (int i = 0; i < 20; i++) {
      pace.beforeCall();
    }

    assertThat(now.get()).isEqualTo(start);
  }

  private static long most(List<Instant> times, Duration span) {
    return times.stream()
        .mapToLong(from ->
            times.stream().filter(t -> !t.isBefore(from) && t.isBefore(from.plus(span))).count())
        .max()
        .orElse(0);
  }
}
