package io.tieout.vendor.hubspot;

import io.tieout.vendor.http.Answer;
import java.time.Duration;
import java.util.Optional;

/// What HubSpot said last of its limits.
///
/// @param burst calls that are taken in the interval
/// @param burstLeft how many of them are left
/// @param daily calls a day of the portal's time zone; empty for OAuth apps, which have no such
///   limit
/// @param dailyLeft how many of them are left
public record Usage(
    long burst, long burstLeft, Duration interval, Optional<Long> daily, Optional<Long> dailyLeft) {
  private static final String PREFIX = "X-HubSpot-RateLimit-";

  /// Empty for an answer without these headers, as searches answer.
  static Optional<Usage> of(Answer answer) {
    Optional<Long> max = number(answer, "Max");
    Optional<Long> left = number(answer, "Remaining");
    if (max.isEmpty() || left.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Usage(
            max.get(),
            left.get(),
            Duration.ofMillis(number(answer, "Interval-Milliseconds").orElse(10_000L)),
            number(answer, "Daily"),
            number(answer, "Daily-Remaining")));
  }

  private static Optional<Long> number(Answer answer, String name) {
    return answer
        .header(PREFIX + name)
        .map(String::strip)
        .filter(v -> v.matches("\\d{1,18}"))
        .map(Long::parseLong);
  }
}
