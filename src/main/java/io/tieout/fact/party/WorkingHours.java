package io.tieout.fact.party;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// When somebody works, in their own time zone. A day that begins and ends at the same time would
/// hold no work, and a night shift is given as two people's hours: both are refused.
///
/// @param days at least one
/// @param until after `from`, on the same day
public record WorkingHours(ZoneId zone, List<DayOfWeek> days, LocalTime from, LocalTime until) {
  private static final List<DayOfWeek> WEEK =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);

  /// Far beyond any deadline: what does not end by then never does.
  private static final int MOST_DAYS = 3_700;

  public WorkingHours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("working days: none; name at least one, for example MON");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException(
          "working hours %s to %s: the end must be after the beginning, for example 09:00 to 17:00"
              .formatted(from, until));
    }
    days = List.copyOf(EnumSet.copyOf(days));
  }

  /// Monday to Friday, nine to five.
  public static WorkingHours office(ZoneId zone) {
    return new WorkingHours(zone, WEEK, LocalTime.of(9, 0), LocalTime.of(17, 0));
  }

  /// When so much working time has passed since the start. With nothing to pass it is the start.
  public Instant after(Instant start, Duration working) {
    Duration left = working;
    LocalDate day = start.atZone(zone).toLocalDate();
    if (!left.isPositive()) {
      return start;
    }
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      Instant begins = later(start, opens(day));
      Duration today = onlyPositive(Duration.between(begins, closes(day)));
      if (works(day) && left.compareTo(today) <= 0) {
        return begins.plus(left);
      }
      left = works(day) ? left.minus(today) : left;
    }
    throw new DateTimeException(
        "%s of working time do not end within ten years".formatted(working));
  }

  /// How much working time lies between two instants; none when they are the other way round.
  public Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate last = to.atZone(zone).toLocalDate();
    for (LocalDate day = from.atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (works(day)) {
        sum =
            sum.plus(
                onlyPositive(Duration.between(later(from, opens(day)), earlier(to, closes(day)))));
      }
    }
    return sum;
  }

  /// Whether somebody works at this moment.
  public boolean at(Instant when) {
    LocalDate day = when.atZone(zone).toLocalDate();
    return works(day) && !when.isBefore(opens(day)) && when.isBefore(closes(day));
  }

  private boolean works(LocalDate day) {
    return Set.copyOf(days).contains(day.getDayOfWeek());
  }

  private Instant opens(LocalDate day) {
    return day.atTime(from).atZone(zone).toInstant();
  }

  private Instant closes(LocalDate day) {
    return day.atTime(until).atZone(zone).toInstant();
  }

  private static Duration onlyPositive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
