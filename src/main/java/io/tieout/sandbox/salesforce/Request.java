package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One call to a versioned resource.
///
/// @param dataPath such as `/services/data/v67.0`
/// @param parts the path behind it, split and decoded
record Request(HttpCall call, String dataPath, List<String> parts, Records.Author author) {
  static Request of(HttpCall call, String dataPath, Records.Author author) {
    String rest = call.rawPath().substring(dataPath.length());
    List<String> parts =
        Arrays.stream(rest.split("/", -1))
            .filter(p -> !p.isEmpty())
            .map(p -> URLDecoder.decode(p.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    return new Request(call, dataPath, parts, author);
  }

  /// The same caller's call to another resource, as composites make it.
  Request sub(String method, String url, Map<String, String> headers, String body) {
    int mark = url.indexOf('?');
    String path = mark < 0 ? url : url.substring(0, mark);
    byte[] query = (mark < 0 ? "" : url.substring(mark + 1)).getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> named = new LinkedHashMap<>();
    headers.forEach((k, v) -> named.put(k.toLowerCase(Locale.ROOT), List.of(v)));
    Map<String, List<String>> params =
        new HttpCall(method, path, path, Map.of(), Map.of(), query).form();
    HttpCall inner =
        new HttpCall(method, path, path, params, named, body.getBytes(StandardCharsets.UTF_8));
    if (!path.startsWith(dataPath + "/")) {
      throw ApiError.notFound();
    }
    return of(inner, dataPath, author);
  }

  String method() {
    return call.method().equals("POST") ? call.param("_HttpMethod").orElse("POST") : call.method();
  }

  String part(int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  Json.Obj body() {
    try {
      return Json.parseObj(call.text());
    } catch (JsonShapeException e) {
      throw ApiError.bad("JSON_PARSER_ERROR", String.valueOf(e.getMessage()));
    }
  }

  ApiError wrongMethod() {
    return new ApiError(
        405, "METHOD_NOT_ALLOWED", "HTTP Method '%s' not allowed".formatted(call.method()));
  }
}
