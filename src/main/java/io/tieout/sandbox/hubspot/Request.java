package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One call to a resource of the CRM.
///
/// @param parts the path behind the resource and its version, split and decoded
record Request(HttpCall call, ApiVersion version, List<String> parts, Author author) {
  Request {
    parts = List.copyOf(parts);
  }

  String method() {
    return call.method();
  }

  /// Whether the path has so many parts and the method is this one.
  boolean is(String wantedMethod, int size) {
    return call.method().equals(wantedMethod) && parts.size() == size;
  }

  /// A part of the path; empty text when there are not so many.
  String part(int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  Json.Obj body() {
    if (call.body().length == 0) {
      throw Refusal.badJson("No content to map");
    }
    try {
      return Json.parseObj(call.text());
    } catch (JsonShapeException e) {
      throw Refusal.badJson(String.valueOf(e.getMessage()));
    }
  }

  Json any() {
    try {
      return Json.parse(call.text());
    } catch (JsonShapeException e) {
      throw Refusal.badJson(String.valueOf(e.getMessage()));
    }
  }

  Optional<String> param(String name) {
    return call.param(name).filter(v -> !v.isEmpty());
  }

  boolean flag(String name) {
    return param(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /// A parameter that is given several times or with commas.
  List<String> list(String name) {
    return call.query().getOrDefault(name, List.of()).stream()
        .flatMap(v -> Arrays.stream(v.split(",", -1)))
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .toList();
  }

  /// A whole number within limits; the refusal names them.
  int number(String name, int usual, int most) {
    return param(name).map(text -> within(name, text, most)).orElse(usual);
  }

  static int within(String name, String text, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 0 && value <= most) {
        return value;
      }
      throw Refusal.validation("%s must be between 0 and %d, not %d".formatted(name, most, value));
    } catch (NumberFormatException e) {
      throw Refusal.validation("%s is not a whole number: '%s'".formatted(name, text));
    }
  }
}
