package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;

/// A request that is answered with an error, in the form its layer uses.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  private final transient HttpAnswer answer;

  private Problem(HttpAnswer answer, String message) {
    super(message);
    this.answer = answer;
  }

  HttpAnswer answer() {
    return answer;
  }

  private static Problem identity(int status, String title, String detail) {
    Json.Obj body =
        Json.object()
            .put("Type", Json.nothing())
            .put("Title", title)
            .put("Status", status)
            .put("Detail", detail)
            .put("Instance", NOBODY)
            .put("Extensions", Json.object())
            .build();
    return new Problem(HttpAnswer.json(status, body), detail);
  }

  static Problem noToken() {
    return identity(401, "Unauthorized", "AuthenticationUnsuccessful");
  }

  static Problem tokenExpired(Instant at) {
    return identity(401, "Unauthorized", "TokenExpired: token expired at " + Stamps.expired(at));
  }

  /// The token lacks the scope, or the app's plan does not include the endpoint.
  static Problem notAuthorised() {
    return identity(401, "Unauthorized", "AuthorizationUnsuccessful");
  }

  /// The tenant is missing, unknown, or not connected. Here the keys are in lower case.
  static Problem otherTenant() {
    Json.Obj body =
        Json.object()
            .put("type", Json.nothing())
            .put("title", "Forbidden")
            .put("status", 403)
            .put("detail", "AuthenticationUnsuccessful")
            .put("instance", NOBODY)
            .put("extensions", Json.object())
            .build();
    return new Problem(HttpAnswer.json(403, body), "AuthenticationUnsuccessful");
  }

  static Problem notFound() {
    String text = "The resource you're looking for cannot be found";
    return new Problem(HttpAnswer.of(404, "text/html; charset=utf-8", text), text);
  }

  static Problem notAllowed() {
    String text = "The method is not allowed on this resource";
    return new Problem(HttpAnswer.of(405, "text/html; charset=utf-8", text), text);
  }

  /// A filter, an order or a page that cannot be read.
  static Problem query(String message) {
    return api(16, "QueryParseException", message);
  }

  /// A body that cannot be read.
  static Problem postData(String message) {
    return api(14, "PostDataInvalidException", message);
  }

  static Problem api(int number, String type, String message) {
    Json.Obj body =
        Json.object().put("ErrorNumber", number).put("Type", type).put("Message", message).build();
    return new Problem(HttpAnswer.json(400, body), message);
  }

  static Problem validation(List<Json.Obj> elements) {
    Json.Obj body =
        Json.object()
            .put("ErrorNumber", 10)
            .put("Type", "ValidationException")
            .put("Message", "A validation exception occurred")
            .put("Elements", elements)
            .build();
    return new Problem(HttpAnswer.json(400, body), "A validation exception occurred");
  }

  static HttpAnswer limited(String which, long seconds) {
    return HttpAnswer.of(429, "text/plain", "Rate limit exceeded")
        .withHeader("X-Rate-Limit-Problem", which)
        .withHeader("Retry-After", String.valueOf(seconds));
  }
}
