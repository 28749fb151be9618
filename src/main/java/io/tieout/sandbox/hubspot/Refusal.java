package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A refusal in the vendor's shape. Also an entry of a batch's `errors`.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String category;
  private final transient List<Detail> details;
  private final transient Map<String, List<String>> context;

  Refusal(int status, String category, String message, List<Detail> details) {
    this(status, category, message, details, Map.of());
  }

  Refusal(
      int status,
      String category,
      String message,
      List<Detail> details,
      Map<String, List<String>> context) {
    super(message);
    this.status = status;
    this.category = category;
    this.details = List.copyOf(details);
    this.context = Map.copyOf(context);
  }

  /// One of `errors`.
  record Detail(String message, Optional<String> code, Map<String, List<String>> context) {
    Detail {
      context = Map.copyOf(context);
    }

    Json.Obj json() {
      JsonObjBuilder out = Json.object().put("message", message).putText("code", code);
      if (!context.isEmpty()) {
        out.put("context", lists(context));
      }
      return out.build();
    }
  }

  static Refusal validation(String message) {
    return new Refusal(400, "VALIDATION_ERROR", message, List.of());
  }

  static Refusal validation(String message, String code, String contextName, String value) {
    return new Refusal(
        400,
        "VALIDATION_ERROR",
        message,
        List.of(new Detail(message, Optional.of(code), Map.of(contextName, List.of(value)))));
  }

  /// A property's value that is not taken.
  record BadValue(String property, String code, String message) {}

  /// The vendor puts the problems into the message as JSON text, and into `errors` as well.
  static Refusal badValues(List<BadValue> problems) {
    Json inMessage =
        Json.array(
            problems.stream()
                .map(p ->
                    Json.object()
                        .put("isValid", false)
                        .put("message", p.message())
                        .put("error", p.code())
                        .put("name", p.property())
                        .put("localizedErrorMessage", p.message())
                        .build()));
    return new Refusal(
        400,
        "VALIDATION_ERROR",
        "Property values were not valid: " + inMessage.print(),
        problems.stream()
            .map(p ->
                new Detail(
                    p.message(),
                    Optional.of(p.code()),
                    Map.of("propertyName", List.of(p.property()))))
            .toList());
  }

  static Refusal badJson(String why) {
    return validation("Invalid input JSON on line 1, column 1: " + why);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "OBJECT_NOT_FOUND", message, List.of());
  }

  /// A path that the vendor does not know.
  static Refusal noSuchPath() {
    return new Refusal(404, "OBJECT_NOT_FOUND", "resource not found", List.of());
  }

  static Refusal wrongMethod() {
    return new Refusal(405, "VALIDATION_ERROR", "HTTP 405 Method Not Allowed", List.of());
  }

  int status() {
    return status;
  }

  String category() {
    return category;
  }

  private String said() {
    return String.valueOf(getMessage());
  }

  Json.Obj body(String correlationId) {
    JsonObjBuilder out =
        Json.object()
            .put("status", "error")
            .put("message", said())
            .put("correlationId", correlationId);
    if (!details.isEmpty()) {
      out.put("errors", details.stream().map(Detail::json).toList());
    }
    if (!context.isEmpty()) {
      out.put("context", lists(context));
    }
    if (category.equals("MISSING_SCOPES")) {
      out.put("links", Json.object().put("scopes", "https://developers.hubspot.com/scopes"));
    }
    return out.put("category", category).build();
  }

  /// The refusal of one input of a batch.
  Json.Obj entry(Optional<String> trace) {
    JsonObjBuilder where = Json.object();
    context.forEach((name, values) -> where.put(name, Json.texts(values)));
    trace.ifPresent(t -> where.put("objectWriteTraceId", Json.texts(List.of(t))));
    return Json.object()
        .put("status", "error")
        .put("category", category)
        .put("message", said())
        .put("errors", details.stream().map(Detail::json).toList())
        .put("context", where)
        .put("links", Json.object())
        .build();
  }

  private static Json.Obj lists(Map<String, List<String>> lists) {
    JsonObjBuilder out = Json.object();
    lists.forEach((name, values) -> out.put(name, Json.texts(values)));
    return out.build();
  }
}
