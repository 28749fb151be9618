package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Counts calls by the portal's clock: rolling ten seconds, a rolling second of searches, a day in
/// the account's time zone.
final class RateLimits {
  private static final Duration BURST = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ZoneId zone;
  private final Deque<Instant> staticCalls = new ArrayDeque<>();
  private final Deque<Instant> oauthCalls = new ArrayDeque<>();
  private final Deque<Instant> searches = new ArrayDeque<>();
  private Limits limits;
  private LocalDate day = LocalDate.EPOCH;
  private int today;

  RateLimits(Limits limits, ZoneId zone) {
    this.limits = limits;
    this.zone = zone;
  }

  /// What a 429 names as its policy.
  enum Policy {
    TEN_SECONDLY_ROLLING("You have reached your ten_secondly_rolling limit."),
    SECONDLY("You have reached your secondly limit."),
    DAILY("You have reached your daily limit.");

    private final String message;

    Policy(String message) {
      this.message = message;
    }

    HttpAnswer answer(String correlationId) {
      return HttpAnswer.json(
          429,
          Json.object()
              .put("status", "error")
              .put("message", message)
              .put("errorType", "RATE_LIMIT")
              .put("correlationId", correlationId)
              .put("policyName", name())
              .put("category", "RATE_LIMITS")
              .build());
    }
  }

  void limits(Limits newLimits) {
    limits = newLimits;
  }

  /// Counts a call, or tells which limit it breaks. Calls that are refused count as well.
  Optional<Policy> count(Instant now, boolean oauth, boolean search) {
    LocalDate date = LocalDate.ofInstant(now, zone);
    if (!date.equals(day)) {
      day = date;
      today = 0;
    }
    Deque<Instant> calls = oauth ? oauthCalls : staticCalls;
    forget(calls, now.minus(BURST));
    forget(searches, now.minus(SECOND));
    if (!oauth && today >= limits.daily()) {
      return Optional.of(Policy.DAILY);
    }
    if (!oauth) {
      today++;
    }
    if (search && searches.size() >= limits.searches()) {
      return Optional.of(Policy.SECONDLY);
    }
    if (calls.size() >= burst(oauth)) {
      return Optional.of(Policy.TEN_SECONDLY_ROLLING);
    }
    calls.addLast(now);
    if (search) {
      searches.addLast(now);
    }
    return Optional.empty();
  }

  /// Answers of search carry none of these headers, those to OAuth apps none of the day's.
  HttpAnswer dressed(HttpAnswer answer, boolean oauth, boolean search) {
    if (search) {
      return answer;
    }
    int used = (oauth ? oauthCalls : staticCalls).size();
    HttpAnswer out =
        answer
            .withHeader("X-HubSpot-RateLimit-Max", Integer.toString(burst(oauth)))
            .withHeader(
                "X-HubSpot-RateLimit-Remaining", Integer.toString(Math.max(0, burst(oauth) - used)))
            .withHeader(
                "X-HubSpot-RateLimit-Interval-Milliseconds", Long.toString(BURST.toMillis()));
    return oauth
        ? out
        : out.withHeader("X-HubSpot-RateLimit-Daily", Integer.toString(limits.daily()))
            .withHeader(
                "X-HubSpot-RateLimit-Daily-Remaining",
                Integer.toString(Math.max(0, limits.daily() - today)));
  }

  int usedToday() {
    return today;
  }

  int daily() {
    return limits.daily();
  }

  /// When the day's count begins anew.
  Instant reset(Instant now) {
    return LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
  }

  private int burst(boolean oauth) {
    return oauth ? limits.oauthBurst() : limits.burst();
  }

  private static void forget(Deque<Instant> calls, Instant before) {
    while (!calls.isEmpty() && !calls.getFirst().isAfter(before)) {
      calls.removeFirst();
    }
  }
}
