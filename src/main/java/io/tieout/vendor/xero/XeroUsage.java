package io.tieout.vendor.xero;

import io.tieout.vendor.http.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What Xero said is left of an organisation's calls.
///
/// @param minuteLeft calls left of this minute's, usually sixty
/// @param dayLeft calls left of the last 24 hours' (1,000 or 5,000), by all of the app together
/// @param at when Xero said so
public record XeroUsage(OptionalInt minuteLeft, OptionalInt dayLeft, Instant at) {
  static Optional<XeroUsage> of(Answer answer, Instant at) {
    OptionalInt minute = number(answer, "X-MinLimit-Remaining");
    OptionalInt day = number(answer, "X-DayLimit-Remaining");
    return minute.isEmpty() && day.isEmpty()
        ? Optional.empty()
        : Optional.of(new XeroUsage(minute, day, at));
  }

  private static OptionalInt number(Answer answer, String header) {
    return answer
        .header(header)
        .map(String::strip)
        .filter(v -> v.matches("\\d{1,9}"))
        .map(v -> OptionalInt.of(Integer.parseInt(v)))
        .orElse(OptionalInt.empty());
  }
}
