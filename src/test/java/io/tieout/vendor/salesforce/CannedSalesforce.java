package io.tieout.vendor.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Salesforce's answers as a test sets them, for what a working stand-in does not do on request:
/// expired sessions, odd pages, codes, pages of maintenance.
final class CannedSalesforce implements AutoCloseable {
  static final String ORG = "00D000000000062EAA";

  final Weather weather = new Weather();
  final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  final AtomicInteger tokens = new AtomicInteger();
  final Map<String, String> describes = new ConcurrentHashMap<>();
  volatile String limit = "api-usage=18/5000";
  volatile String newest = "68.0";
  volatile Optional<HttpAnswer> tokenAnswer = Optional.empty();
  volatile Function<HttpCall, HttpAnswer> data = _ -> rows();
  private final LoopbackServer server =
      LoopbackServer.start(
          "canned", 0, this::answer, weather, () -> error(503, "SERVER_UNAVAILABLE", "busy"));

  URI base() {
    return server.base();
  }

  /// The calls to the data API beside describes, as `METHOD path`.
  List<String> dataCalls() {
    return calls.stream()
        .filter(c -> c.path().startsWith("/services/data/v"))
        .filter(c -> !c.path().endsWith("/describe"))
        .map(c -> c.method() + " " + c.path())
        .toList();
  }

  List<String> queries() {
    return calls.stream().flatMap(c -> c.param("q").stream()).toList();
  }

  static HttpAnswer error(int status, String code, String message) {
    return HttpAnswer.json(
        status,
        Json.array(
            List.of(
                Json.object()
                    .put("message", message)
                    .put("errorCode", code)
                    .put("fields", List.of(Json.of("StageName")))
                    .build())));
  }

  static HttpAnswer rows(Json.Obj... rows) {
    return HttpAnswer.json(
        200,
        Json.object()
            .put("totalSize", rows.length)
            .put("done", true)
            .put("records", List.of(rows))
            .build());
  }

  static HttpAnswer page(int total, String next, Json.Obj... rows) {
    return HttpAnswer.json(
        200,
        Json.object()
            .put("totalSize", total)
            .put("done", false)
            .put("nextRecordsUrl", next)
            .put("records", List.of(rows))
            .build());
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpAnswer answer(HttpCall call) {
    calls.add(call);
    if (call.path().equals("/services/oauth2/token")) {
      return tokenAnswer.orElseGet(this::token);
    }
    if (call.path().equals("/services/data/")) {
      return HttpAnswer.json(
          200,
          Json.array(
              List.of(
                  Json.object().put("version", "9.0").build(),
                  Json.object().put("version", newest).build())));
    }
    HttpAnswer answer = call.path().endsWith("/describe") ? describe(call) : data.apply(call);
    return answer.withHeader("Sforce-Limit-Info", limit);
  }

  private HttpAnswer token() {
    return HttpAnswer.json(
        200,
        Json.object()
            .put("access_token", ORG + "!token" + tokens.incrementAndGet())
            .put("instance_url", base().toString())
            .put("id", "https://login.salesforce.com/id/" + ORG + "/005000000000001AAA")
            .put("token_type", "Bearer")
            .build());
  }

  private HttpAnswer describe(HttpCall call) {
    String object = call.path().replaceFirst(".*/sobjects/(\\w+)/describe", "$1");
    String fields = describes.getOrDefault(object, "Id");
    return HttpAnswer.json(
        200,
        Json.object()
            .put("name", object)
            .put(
                "fields",
                List.of(fields.split(" ")).stream()
                    .map(f ->
                        Json.object()
                            .put("name", f.replace("!", ""))
                            .put("updateable", !f.endsWith("!"))
                            .build())
                    .toList())
            .build());
  }
}
