package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;

/// Refusals that the vendor gives without looking at the request.
public enum Trouble {
  /// 423: a big write locked the account; wait at least two seconds.
  LOCKED,
  /// 477: the portal is being moved to another data centre; `Retry-After` says for how long.
  MIGRATING,
  /// 502 with a page of the network before the vendor, not JSON.
  BAD_GATEWAY,
  /// 429 because of too many calls in ten seconds.
  TEN_SECONDLY,
  /// 429 because of too many calls in a second.
  SECONDLY,
  /// 429 because the day's calls are used up.
  DAILY;

  private static final String MIGRATION_SECONDS = "30";

  HttpAnswer answer(String correlationId) {
    return switch (this) {
      case LOCKED -> json(423, "LOCKED", "This account is locked for a moment.", correlationId);
      case MIGRATING ->
          json(477, "MIGRATION_IN_PROGRESS", "This account is being migrated.", correlationId)
              .withHeader("Retry-After", MIGRATION_SECONDS);
      case BAD_GATEWAY ->
          HttpAnswer.of(
              502,
              "text/html",
              "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
                  + "<body><h1>Bad gateway</h1></body></html>");
      case TEN_SECONDLY -> RateLimits.Policy.TEN_SECONDLY_ROLLING.answer(correlationId);
      case SECONDLY -> RateLimits.Policy.SECONDLY.answer(correlationId);
      case DAILY -> RateLimits.Policy.DAILY.answer(correlationId);
    };
  }

  private static HttpAnswer json(int status, String category, String message, String id) {
    return HttpAnswer.json(
        status,
        Json.object()
            .put("status", "error")
            .put("message", message)
            .put("correlationId", id)
            .put("category", category)
            .build());
  }
}
