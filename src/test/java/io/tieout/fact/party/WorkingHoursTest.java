package io.tieout.fact.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkingHoursTest {
  private static final WorkingHours OFFICE = WorkingHours.office(ZoneId.of("America/New_York"));

  /// New York is five hours behind in winter: nine o'clock there is 14:00Z.
  private static final Instant FRIDAY_NOON = Instant.parse("2026-11-06T17:00:00Z");

  @Test
  void working_time_stops_in_the_evening_and_on_the_weekend() {
    assertThat(OFFICE.after(FRIDAY_NOON, Duration.ofHours(5)))
        .isEqualTo(Instant.parse("2026-11-06T22:00:00Z"));
    assertThat(OFFICE.after(FRIDAY_NOON, Duration.ofHours(8)))
        .isEqualTo(Instant.parse("2026-11-09T17:00:00Z"));
    assertThat(OFFICE.after(Instant.parse("2026-11-07T03:00:00Z"), Duration.ofHours(1)))
        .as("a Friday night waits for Monday")
        .isEqualTo(Instant.parse("2026-11-09T15:00:00Z"));
    assertThat(OFFICE.after(FRIDAY_NOON, Duration.ZERO)).isEqualTo(FRIDAY_NOON);
  }

  @Test
  void a_clock_change_moves_the_hours_with_the_people() {
    Instant fridayBefore = Instant.parse("2026-10-30T20:00:00Z");
    assertThat(OFFICE.after(fridayBefore, Duration.ofHours(2)))
        .as("Monday at ten in New York, which is an hour later in UTC than a week ago")
        .isEqualTo(Instant.parse("2026-11-02T15:00:00Z"));
  }

  @Test
  void whether_somebody_works_is_told_by_their_own_clock() {
    assertThat(OFFICE.at(FRIDAY_NOON)).isTrue();
    assertThat(OFFICE.at(Instant.parse("2026-11-06T22:00:00Z"))).as("five sharp").isFalse();
    assertThat(OFFICE.at(Instant.parse("2026-11-07T17:00:00Z"))).as("Saturday").isFalse();
  }

  @Test
  void what_is_after_and_what_is_between_agree() {
    Random random = new Random(20261123);
    for (int i = 0; i < 2_000; i++) {
      Instant start = FRIDAY_NOON.plusSeconds(random.nextInt(60 * 60 * 24 * 60));
      Duration working = Duration.ofMinutes(1 + random.nextInt(60 * 100));
      Instant end = OFFICE.after(start, working);
      assertThat(OFFICE.between(start, end)).isEqualTo(working);
      assertThat(end).isAfter(start);
    }
  }

  @Test
  void hours_that_hold_no_work_are_refused() {
    ZoneId utc = ZoneId.of("UTC");
    assertThatThrownBy(
            () -> new WorkingHours(utc, List.of(), LocalTime.of(9, 0), LocalTime.of(17, 0)))
        .hasMessageContaining("working days: none");
    assertThatThrownBy(() ->
            new WorkingHours(
                utc, List.of(DayOfWeek.MONDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)))
        .hasMessageContaining("22:00 to 06:00");
  }
}
