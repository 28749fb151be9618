package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what can be clicked or chosen, and says how Slack reports it. Pure.
final class Actions {
  /// An element and the id of the block it stands in.
  record Found(Json.Obj element, String blockId) {}

  private Actions() {}

  /// The first element with the action id, and with the value if one is asked for and the element
  /// has one.
  static Optional<Found> find(Json in, String actionId, Optional<String> value) {
    return find(in, actionId, value, "");
  }

  private static Optional<Found> find(
      Json in, String actionId, Optional<String> value, String block) {
    return switch (in) {
      case Json.Arr(List<Json> items) -> first(items, actionId, value, block);
      case Json.Obj obj when matches(obj, actionId, value) -> Optional.of(new Found(obj, block));
      case Json.Obj obj ->
          first(
              List.copyOf(obj.fields().values()),
              actionId,
              value,
              obj.fields().get("block_id") instanceof Json.Text(String id) ? id : block);
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> Optional.empty();
    };
  }

  private static Optional<Found> first(
      List<Json> items, String actionId, Optional<String> value, String block) {
    for (Json item : items) {
      Optional<Found> found = find(item, actionId, value, block);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Json.Obj obj, String actionId, Optional<String> value) {
    boolean named =
        obj.fields().get("action_id") instanceof Json.Text(String id)
            && id.equals(actionId)
            && obj.has("type");
    return named
        && (value.isEmpty() || obj.get("value").isEmpty() || obj.optText("value").equals(value));
  }

  /// The entry of `actions` for a click or a choice.
  ///
  /// @param value which option was chosen, which of the feedback buttons was clicked
  static Json.Obj report(Found found, Optional<String> value, String ts) {
    Json.Obj element = found.element();
    String type = element.text("type");
    Json.Obj action =
        Json.object()
            .put("type", type)
            .put("action_id", element.text("action_id"))
            .put("block_id", found.blockId())
            .put("action_ts", ts)
            .build();
    return switch (type) {
      case "button", "icon_button", "workflow_button" ->
          with(action, element, List.of("text", "value", "style"));
      case "feedback_buttons" -> with(action, feedback(element, value), List.of("text", "value"));
      default -> {
        Json chosen =
            value.map(Json::of).orElseThrow(() -> new IllegalArgumentException("choose a value"));
        Json.Obj state = ViewState.chosen(element, chosen);
        Json.Obj full = action;
        for (Map.Entry<String, Json> field : state.fields().entrySet()) {
          full = full.with(field.getKey(), field.getValue());
        }
        yield full;
      }
    };
  }

  private static Json.Obj feedback(Json.Obj element, Optional<String> value) {
    Json.Obj positive = element.obj("positive_button");
    return value.isEmpty() || positive.optText("value").equals(value)
        ? positive
        : element.obj("negative_button");
  }

  private static Json.Obj with(Json.Obj action, Json.Obj from, List<String> fields) {
    Json.Obj result = action;
    for (String field : fields) {
      Optional<Json> value = from.get(field);
      if (value.isPresent()) {
        result = result.with(field, value.get());
      }
    }
    return result;
  }
}
