package io.tieout.vendor.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What HubSpot's error says, of which every part may be missing.
///
/// @param message redacted and cut
/// @param policy which limit was reached
/// @param codes of its details
/// @param properties that it is about
/// @param scopes that are missing
record Said(
    String category,
    String message,
    String policy,
    Set<String> codes,
    List<String> properties,
    List<String> scopes) {
  private static final int SHOWN = 400;
  private static final String INVALID_VALUES = "Property values were not valid:";

  static Said of(Answer answer) {
    try {
      return read(Json.parseObj(answer.text()));
    } catch (JsonShapeException _) {
      return new Said("", "", "", Set.of(), List.of(), List.of());
    }
  }

  boolean has(String code) {
    return codes.contains(code);
  }

  private static Said read(Json.Obj body) {
    String message = body.optText("message").orElse("");
    List<Json.Obj> details = new ArrayList<>(body.objects("errors"));
    details.addAll(inMessage(message));
    List<Json.Obj> all = Stream.concat(Stream.of(body), details.stream()).toList();
    Set<String> codes = new LinkedHashSet<>();
    Set<String> properties = new LinkedHashSet<>();
    Set<String> scopes = new LinkedHashSet<>();
    for (Json.Obj one : all) {
      one.optText("code").or(() -> one.optText("error")).ifPresent(codes::add);
      one.optText("name").ifPresent(properties::add);
      one.optObj("context")
          .ifPresent(context -> {
            properties.addAll(texts(context, "propertyName"));
            properties.addAll(texts(context, "properties"));
            scopes.addAll(texts(context, "requiredGranularScopes"));
            scopes.addAll(texts(context, "missingScopes"));
          });
    }
    String safe = Redactor.redact(message);
    return new Said(
        body.optText("category").orElse(""),
        safe.length() > SHOWN ? safe.substring(0, SHOWN) + "…" : safe,
        body.optText("policyName").orElse(""),
        Set.copyOf(codes),
        List.copyOf(properties),
        List.copyOf(scopes));
  }

  private static List<String> texts(Json.Obj context, String name) {
    return context
        .get(name)
        .map(v -> v instanceof Json.Arr(List<Json> items) ? items : List.of(v))
        .orElse(List.of())
        .stream()
        .map(v -> v.asText(name))
        .toList();
  }

  /// Refused values come as JSON inside the message.
  private static List<Json.Obj> inMessage(String message) {
    if (!message.startsWith(INVALID_VALUES)) {
      return List.of();
    }
    try {
      return Json.parse(message.substring(INVALID_VALUES.length())).asList("values").stream()
          .map(v -> v.asObj("value"))
          .toList();
    } catch (JsonShapeException _) {
      return List.of();
    }
  }

  /// The first property, which a fault can name.
  Optional<String> property() {
    return properties.stream().findFirst();
  }
}
