package io.tieout.sandbox.slack;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of a Web API method with its arguments, however they came: query, form or JSON.
///
/// @param method such as `chat.postMessage`
/// @param args the arguments; from a form every one is a text, structured ones hold JSON text
/// @param token the token, if one came
record ApiCall(String method, Json.Obj args, Optional<String> token) {
  private static final String BEARER = "Bearer ";

  /// Reads a request. A JSON body may not carry the token: Slack wants it in the header then.
  static ApiCall read(String method, HttpCall call) {
    Optional<String> header =
        call.header("authorization")
            .filter(h -> h.startsWith(BEARER))
            .map(h -> h.substring(BEARER.length()).strip())
            .filter(t -> !t.isEmpty());
    Map<String, Json> args = new LinkedHashMap<>();
    call.query().forEach((name, values) -> args.put(name, Json.of(values.getFirst())));
    if (call.header("content-type").orElse("").startsWith("application/json")) {
      args.putAll(jsonBody(call));
      return new ApiCall(method, new Json.Obj(args), header);
    }
    call.form().forEach((name, values) -> args.put(name, Json.of(values.getFirst())));
    Json.Obj all = new Json.Obj(args);
    return new ApiCall(
        method,
        all.without("token"),
        header.or(() -> all.optText("token").filter(t -> !t.isEmpty())));
  }

  private static Map<String, Json> jsonBody(HttpCall call) {
    if (call.body().length == 0) {
      return Map.of();
    }
    try {
      return Json.parse(call.text()) instanceof Json.Obj obj ? obj.fields() : notAnObject();
    } catch (JsonShapeException e) {
      throw new SlackError("invalid_json");
    }
  }

  private static Map<String, Json> notAnObject() {
    throw new SlackError("json_not_object");
  }

  /// A required argument; `invalid_arguments` without it.
  String need(String name) {
    return text(name)
        .orElseThrow(() -> SlackError.invalidArguments("missing required field: " + name));
  }

  /// An argument with something in it.
  Optional<String> text(String name) {
    return args.get(name)
        .filter(v -> !(v instanceof Json.Obj) && !(v instanceof Json.Arr))
        .map(v -> v.asText(name))
        .filter(v -> !v.isEmpty());
  }

  /// `true`, `1` and `false`, `0` as Slack reads them; empty when missing.
  Optional<Boolean> flag(String name) {
    return text(name).map(v -> v.equals("true") || v.equals("1"));
  }

  int number(String name, int otherwise) {
    return text(name)
        .map(v -> {
          try {
            return Integer.parseInt(v);
          } catch (NumberFormatException e) {
            throw SlackError.invalidArguments("must be an integer: " + name);
          }
        })
        .orElse(otherwise);
  }

  /// A structured argument: JSON, or the text of JSON.
  ///
  /// @param code the error when the text is no JSON
  Optional<Json> structured(String name, String code) {
    Optional<Json> value = args.get(name);
    if (value.isPresent() && value.get() instanceof Json.Text(String text)) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(Json.parse(text));
      } catch (JsonShapeException e) {
        throw new SlackError(code);
      }
    }
    return value;
  }

  /// A list argument: JSON array, its text, or texts with commas between.
  List<String> texts(String name) {
    return switch (args.get(name).orElse(Json.of(""))) {
      case Json.Arr(List<Json> items) -> items.stream().map(i -> i.asText(name)).toList();
      case Json.Text(String t) when t.startsWith("[") ->
          Json.parse(t).asList(name).stream().map(i -> i.asText(name)).toList();
      case Json.Text(String t) when t.isEmpty() -> List.of();
      case Json.Text(String t) -> List.of(t.split(",", -1));
      case Json.Obj _, Json.Num _, Json.Bool _, Json.Nothing() -> List.of();
    };
  }
}
