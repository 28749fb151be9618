package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.salesforce.Records.Author;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The org's front door: which host path is which resource, API versions, sessions, the daily
/// limit, and the headers that each answer carries.
final class Front {
  private static final Pattern DATA = Pattern.compile("(/services/data/v(\\d{1,3})\\.0)(/.*)?");
  private static final int RETIRED_BELOW = 31;
  private static final int DEPRECATED_BELOW = 41;
  private static final int NEWEST = 68;
  private static final Duration DAY = Duration.ofHours(24);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Auth auth;
  private final SoapLogin soap;
  private final Rest rest;
  private final Composite composite;
  private final InstantSource clock;
  private final int dailyCalls;
  private Instant dayBegan;
  private int used;

  Front(Auth auth, Rest rest, Tables tables, InstantSource clock, int dailyCalls) {
    this.auth = auth;
    this.soap = new SoapLogin(auth);
    this.rest = rest;
    this.composite = new Composite(tables, this::single);
    this.clock = clock;
    this.dailyCalls = dailyCalls;
    this.dayBegan = clock.instant();
  }

  /// How the vendor throttles; it knows no 429.
  static HttpAnswer busy() {
    return new ApiError(
            403,
            "REQUEST_LIMIT_EXCEEDED",
            "ConcurrentRequests (Concurrent API Requests) Limit exceeded.")
        .answer();
  }

  HttpAnswer answer(HttpCall call, String base) {
    String path = call.path().replaceAll("/+$", "");
    return switch (path) {
      case "/services/oauth2/token" -> auth.token(call);
      case "/services/oauth2/revoke" -> auth.revoke(call);
      case "/services/oauth2/userinfo" -> {
        auth.check(call);
        yield HttpAnswer.json(200, auth.userInfo());
      }
      case "/services/data" -> HttpAnswer.json(200, versions());
      default -> deeper(call, path, base);
    };
  }

  private HttpAnswer deeper(HttpCall call, String path, String base) {
    if (path.startsWith("/id/")) {
      auth.check(call);
      return HttpAnswer.json(200, auth.identity());
    }
    if (path.startsWith("/services/Soap/")) {
      return soap.answer(call, base);
    }
    Matcher data = DATA.matcher(call.rawPath());
    if (!data.matches() || Integer.parseInt(data.group(2)) > NEWEST) {
      throw ApiError.notFound();
    }
    if (Integer.parseInt(data.group(2)) < RETIRED_BELOW) {
      throw new ApiError(
          410, "UNSUPPORTED_API_VERSION", "This API version is retired: " + data.group(2) + ".0");
    }
    auth.check(call);
    Instant now = clock.instant();
    count(now, 1);
    Author author = new Author(auth.login().userId(), now);
    return data(Request.of(call, data.group(1), author));
  }

  private HttpAnswer data(Request request) {
    if (request.parts().equals(List.of("composite")) && request.method().equals("POST")) {
      return composite.composite(request);
    }
    if (request.parts().equals(List.of("composite", "batch"))) {
      count(request.author().at(), request.body().list("batchRequests").size());
      return composite.batch(request);
    }
    return single(request);
  }

  private HttpAnswer single(Request request) {
    return request.parts().equals(List.of("limits"))
        ? HttpAnswer.json(200, limits())
        : rest.answer(request);
  }

  /// The answer with the headers that the vendor always sends.
  HttpAnswer dressed(HttpCall call, HttpAnswer answer) {
    HttpAnswer out = answer.withHeader("Date", HTTP_DATE.format(clock.instant()));
    Matcher data = DATA.matcher(call.rawPath());
    if (!data.matches()) {
      return out;
    }
    int version = Integer.parseInt(data.group(2));
    if (version >= RETIRED_BELOW && version < DEPRECATED_BELOW) {
      out =
          out.withHeader(
              "Warning",
              "299 - \"This API version is deprecated and will be removed. Please upgrade to a later API version.\"");
    }
    return out.withHeader(
        "Sforce-Limit-Info", "api-usage=%d/%d".formatted(Math.min(used, dailyCalls), dailyCalls));
  }

  private void count(Instant now, int calls) {
    if (!dayBegan.plus(DAY).isAfter(now)) {
      dayBegan = now;
      used = 0;
    }
    if (used >= dailyCalls) {
      throw new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
    used += calls;
  }

  private Json limits() {
    return Json.object()
        .put(
            "DailyApiRequests",
            Json.object().put("Max", dailyCalls).put("Remaining", Math.max(0, dailyCalls - used)))
        .build();
  }

  private static Json versions() {
    return Json.array(
        IntStream.rangeClosed(RETIRED_BELOW, NEWEST)
            .mapToObj(v ->
                Json.object()
                    .put("label", label(v))
                    .put("url", "/services/data/v%d.0".formatted(v))
                    .put("version", v + ".0")
                    .build()));
  }

  /// Three releases a year; 68.0 is Winter '27.
  private static String label(int version) {
    int behind = NEWEST - version;
    List<String> seasons = List.of("Winter", "Summer", "Spring");
    int year = 27 - (behind + 2) / 3;
    return "%s '%02d".formatted(seasons.get(behind % 3), year);
  }
}
