package io.tieout.engine.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
  private static final Instant START = Instant.parse("2026-11-02T09:30:00.123Z");
  private static final Window MINUTE = Window.of("minute", Duration.ofMinutes(1), 60);
  private static final Window DAY = Window.of("day", Duration.ofDays(1), 5_000);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void no_span_of_the_window_s_width_holds_more_than_allowed(long seed) {
    Random random = new Random(seed);
    Tally tally = Tally.empty(MINUTE);
    Instant now = START;
    List<Instant> left = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      now = now.plusMillis(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 200));
      tally = tally.at(now);
      if (tally.roomUnder(60).isEmpty()) {
        tally = tally.plusOne(now);
        left.add(now);
      }
    }
    for (int i = 60; i < left.size(); i++) {
      assertThat(Duration.between(left.get(i - 60), left.get(i)))
          .as("seed %d, call %d", seed, i)
          .isGreaterThan(Duration.ofMinutes(1));
    }
  }

  @Test
  void under_steady_demand_nearly_all_that_is_allowed_is_used() {
    Tally tally = Tally.empty(MINUTE);
    int left = 0;
    for (Instant now = START; now.isBefore(START.plusSeconds(600)); now = now.plusMillis(10)) {
      tally = tally.at(now);
      if (tally.roomUnder(60).isEmpty()) {
        tally = tally.plusOne(now);
        left++;
      }
    }
    assertThat(left).as("calls in ten minutes, of 600").isBetween(570, 600);
  }

  @Test
  void room_is_promised_for_the_moment_it_comes_and_not_a_moment_before() {
    Tally tally = Tally.empty(MINUTE);
    for (int i = 0; i < 60; i++) {
      tally = tally.plusOne(START.plusSeconds(i / 10));
    }
    Instant room = tally.roomUnder(60).orElseThrow();
    assertThat(tally.at(room.minusMillis(1)).roomUnder(60)).isPresent();
    assertThat(tally.at(room).roomUnder(60)).isEmpty();
    assertThat(Duration.between(START, room))
        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(63));
  }

  @Test
  void what_others_used_counts_and_more_left_in_a_short_window_is_not_believed() {
    Tally tally = Tally.empty(MINUTE).plusOne(START);
    Tally less = tally.told(new Told("minute", 7, Optional.empty()), false, START);
    assertThat(less.remaining()).isEqualTo(7);
    assertThat(less.told(new Told("minute", 40, Optional.empty()), false, START).remaining())
        .isEqualTo(7);
  }

  @Test
  void a_long_window_follows_the_vendor_both_ways_and_takes_its_limit() {
    Tally tally = Tally.empty(DAY).plusOne(START);
    Tally told = tally.told(new Told("day", 100, Optional.of(1_000L)), true, START);
    assertThat(told.limit()).isEqualTo(1_000);
    assertThat(told.remaining()).isEqualTo(100);
    Tally reset = told.told(new Told("day", 990, Optional.of(1_000L)), true, START);
    assertThat(reset.remaining()).isEqualTo(990);
  }

  @Test
  void a_day_used_up_by_others_opens_again_within_a_slice_so_that_the_vendor_can_be_asked() {
    Tally none = Tally.empty(DAY).told(new Told("day", 0, Optional.empty()), true, START);
    assertThat(none.remaining()).isZero();
    Instant room = none.roomUnder(none.limit()).orElseThrow();
    assertThat(Duration.between(START, room)).isLessThanOrEqualTo(Duration.ofHours(3));
    assertThat(none.at(room).remaining()).isPositive();
  }

  @Test
  void an_answer_is_noted_when_it_says_something_new() {
    Tally day = Tally.empty(DAY).plusOne(START);
    assertThat(day.contradictedBy(new Told("day", 4_998, Optional.empty()), true)).isFalse();
    assertThat(day.contradictedBy(new Told("day", 3_000, Optional.empty()), true)).isTrue();
    assertThat(day.contradictedBy(new Told("day", 4_998, Optional.of(6_000L)), true)).isTrue();
    Tally minute = Tally.empty(MINUTE).plusOne(START);
    assertThat(minute.contradictedBy(new Told("minute", 60, Optional.empty()), false)).isFalse();
    assertThat(minute.contradictedBy(new Told("minute", 3, Optional.empty()), false)).isTrue();
  }

  @Test
  void it_comes_back_as_it_was_stored_and_begins_anew_under_another_plan() {
    Tally tally = Tally.empty(MINUTE).plusOne(START).plusOne(START.plusSeconds(9));
    Json.Obj stored = tally.json().asObj("tally");
    assertThat(Tally.read(MINUTE, Optional.of(stored))).isEqualTo(tally);
    assertThat(Tally.read(DAY, Optional.of(stored))).isEqualTo(Tally.empty(DAY));
  }
}
