package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/composite`, whose parts may refer to each other and succeed or fail together, and
/// `/composite/batch`, whose parts stand alone.
final class Composite {
  private static final int MAX_PARTS = 25;
  private static final int MAX_QUERIES = 5;
  private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)\\.([\\w.\\[\\]]+)}");
  private static final Pattern STEP = Pattern.compile("(\\w+)|\\[(\\d+)]");

  private final Tables tables;
  private final Function<Request, HttpAnswer> rest;

  Composite(Tables tables, Function<Request, HttpAnswer> rest) {
    this.tables = tables;
    this.rest = rest;
  }

  HttpAnswer composite(Request request) {
    Json.Obj body = request.body();
    List<Json.Obj> parts = body.objects("compositeRequest");
    limits(parts);
    boolean allOrNone = body.flag("allOrNone");
    Tables.Snapshot before = tables.snapshot();
    Map<String, Json> bodies = new HashMap<>();
    List<Json.Obj> answers = new ArrayList<>();
    boolean failed = false;
    for (Json.Obj part : parts) {
      HttpAnswer answer = failed && allOrNone ? halted().answer() : one(request, part, bodies);
      String reference = part.optText("referenceId").orElse("");
      Json answered = bodyOf(answer);
      if (answer.status() < 300) {
        bodies.put(reference, answered);
      } else {
        failed = true;
      }
      answers.add(entry(reference, answer.status(), answered, answer.headers()));
    }
    if (failed && allOrNone) {
      tables.restore(before);
      answers.replaceAll(a ->
          a.integer("httpStatusCode") < 300
              ? entry(a.text("referenceId"), 400, halted().body(), Map.of())
              : a);
    }
    return HttpAnswer.json(200, Json.object().put("compositeResponse", answers).build());
  }

  HttpAnswer batch(Request request) {
    Json.Obj body = request.body();
    boolean halt = body.flag("haltOnError");
    List<Json.Obj> results = new ArrayList<>();
    boolean failed = false;
    for (Json.Obj part : body.objects("batchRequests")) {
      HttpAnswer answer =
          failed && halt
              ? new ApiError(412, "BATCH_PROCESSING_HALTED", "Batch processing halted by request")
                  .answer()
              : alone(request, part);
      failed |= answer.status() >= 400;
      results.add(
          Json.object().put("statusCode", answer.status()).put("result", bodyOf(answer)).build());
    }
    return HttpAnswer.json(
        200, Json.object().put("hasErrors", failed).put("results", results).build());
  }

  private HttpAnswer alone(Request request, Json.Obj part) {
    String url = part.text("url");
    String full = url.startsWith("/") ? url : "/services/data/" + url;
    String body = part.get("richInput").map(Json::print).orElse("");
    return attempt(() -> request.sub(part.text("method"), full, Map.of(), body));
  }

  private HttpAnswer one(Request request, Json.Obj part, Map<String, Json> bodies) {
    try {
      String url = filled(part.text("url"), bodies);
      String body = part.get("body").map(b -> filled(b.print(), bodies)).orElse("");
      Map<String, String> headers = new LinkedHashMap<>();
      part.optObj("httpHeaders")
          .ifPresent(h -> h.fields().forEach((k, v) -> headers.put(k, v.asText(k))));
      return attempt(() -> request.sub(part.text("method"), url, headers, body));
    } catch (ApiError e) {
      return e.answer();
    }
  }

  @FunctionalInterface
  private interface Making {
    Request make();
  }

  private HttpAnswer attempt(Making making) {
    Tables.Snapshot before = tables.snapshot();
    try {
      return rest.apply(making.make());
    } catch (ApiError e) {
      tables.restore(before);
      return e.answer();
    }
  }

  private static void limits(List<Json.Obj> parts) {
    long queries =
        parts.stream()
            .filter(p -> {
              String url = p.optText("url").orElse("");
              return url.contains("/query") || url.contains("/composite/sobjects");
            })
            .count();
    if (parts.size() > MAX_PARTS || queries > MAX_QUERIES) {
      throw ApiError.bad(
          "PROCESSING_HALTED",
          "at most 25 subrequests are allowed, of which 5 may be queries or collections");
    }
  }

  private static String filled(String text, Map<String, Json> bodies) {
    return REFERENCE
        .matcher(text)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                value(bodies.get(m.group(1)), m.group(2))
                    .orElseThrow(() ->
                        ApiError.bad(
                            "PROCESSING_HALTED",
                            "Invalid reference specified. No value for %s.%s found in %s"
                                .formatted(m.group(1), m.group(2), m.group(1))))));
  }

  private static Optional<String> value(@Nullable Json from, String path) {
    Json at = from;
    Matcher m = STEP.matcher(path);
    while (m.find()) {
      if (m.group(1) != null && at instanceof Json.Obj obj) {
        at = obj.get(m.group(1)).orElse(null);
      } else if (m.group(2) != null && at instanceof Json.Arr arr) {
        int index = Integer.parseInt(m.group(2));
        at = index < arr.items().size() ? arr.items().get(index) : null;
      } else {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(at)
        .filter(v -> !(v instanceof Json.Obj || v instanceof Json.Arr))
        .map(v -> v.asText(path));
  }

  private static Json bodyOf(HttpAnswer answer) {
    return answer.body().length == 0
        ? Json.nothing()
        : Json.parse(new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static Json.Obj entry(
      String reference, int status, Json body, Map<String, String> headers) {
    JsonObjBuilder named = Json.object();
    headers.forEach((k, v) -> {
      if (!k.equals("Content-Type")) {
        named.put(k, v);
      }
    });
    return Json.object()
        .put("body", body)
        .put("httpHeaders", named)
        .put("httpStatusCode", status)
        .put("referenceId", reference)
        .build();
  }

  private static ApiError halted() {
    return ApiError.bad(
        "PROCESSING_HALTED",
        "The transaction was rolled back since another operation in the same transaction failed.");
  }
}
