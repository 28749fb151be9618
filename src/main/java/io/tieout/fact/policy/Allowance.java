package io.tieout.fact.policy;

import io.tieout.fact.party.Member;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long people have to decide.
public sealed interface Allowance {
  /// A working day of the written form, in hours.
  int DAY = 8;

  Duration length();

  /// When a part of it has passed since the start.
  ///
  /// @param who is asked
  Instant end(Instant start, Duration part, Collection<Member> who);

  /// How much of it passed between two instants, for whom the least of it did.
  Duration used(Instant from, Instant to, Collection<Member> who);

  /// So many percent of the whole.
  default Duration part(int percent) {
    return length().multipliedBy(percent).dividedBy(100);
  }

  /// As policies write it: `PT24H`, `8 working hours`.
  String written();

  /// Time of the clock, nights and Sundays included.
  record Clock(Duration length) implements Allowance {
    @Override
    public Instant end(Instant start, Duration part, Collection<Member> who) {
      return start.plus(part);
    }

    @Override
    public Duration used(Instant from, Instant to, Collection<Member> who) {
      return Duration.between(from, to);
    }

    @Override
    public String written() {
      return length.toString();
    }
  }

  /// Working time of those who are asked. Everybody is given that much of their own working time:
  /// the last of them ends it.
  record Working(Duration length) implements Allowance {
    @Override
    public Instant end(Instant start, Duration part, Collection<Member> who) {
      return who.stream()
          .map(each -> each.hours().map(h -> h.after(start, part)).orElse(start.plus(part)))
          .max(Comparator.naturalOrder())
          .orElseGet(() -> start.plus(part));
    }

    @Override
    public Duration used(Instant from, Instant to, Collection<Member> who) {
      Duration clock = Duration.between(from, to);
      return who.stream()
          .map(each -> each.hours().map(h -> h.between(from, to)).orElse(clock))
          .min(Comparator.naturalOrder())
          .orElse(clock);
    }

    @Override
    public String written() {
      return length.toMinutesPart() == 0
          ? length.toHours() + " working hours"
          : length.toMinutes() + " working minutes";
    }
  }

  /// Reads the written form.
  static Allowance parse(String text) {
    Matcher working = Written.WORKING.matcher(text.strip());
    try {
      Allowance read =
          working.matches()
              ? new Working(working(Integer.parseInt(working.group(1)), working.group(2)))
              : new Clock(Duration.parse(text.strip()));
      if (read.length().isPositive() && read.length().compareTo(Written.MOST) <= 0) {
        return read;
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(Written.wrong(text), e);
    }
    throw new IllegalArgumentException(Written.wrong(text));
  }

  /// The shortest; of two equally long ones that of the clock, which ends first.
  static Allowance shortest(List<Allowance> some) {
    return some.stream()
        .min(
            Comparator.comparing(Allowance::length)
                .thenComparingInt(allowance -> allowance instanceof Working ? 1 : 0))
        .orElseThrow();
  }

  private static Duration working(int number, String unit) {
    return switch (unit) {
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofHours((long) number * DAY);
    };
  }

  /// The written form.
  final class Written {
    private static final Pattern WORKING =
        Pattern.compile("(\\d{1,4}) working (minute|hour|day)s?");
    private static final Duration MOST = Duration.ofDays(366);

    private Written() {}

    private static String wrong(String text) {
      return "'%s' is no time to decide; write for example 8 working hours, 2 working days or PT24H, at most a year"
          .formatted(text);
    }
  }
}
