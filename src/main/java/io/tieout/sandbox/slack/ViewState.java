package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person has entered into elements, as Slack reports it. Pure.
final class ViewState {
  /// The field that holds the entered value, by the element's type.
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("static_select", "selected_option"),
          Map.entry("external_select", "selected_option"),
          Map.entry("radio_buttons", "selected_option"),
          Map.entry("overflow", "selected_option"),
          Map.entry("checkboxes", "selected_options"),
          Map.entry("multi_static_select", "selected_options"),
          Map.entry("multi_external_select", "selected_options"),
          Map.entry("users_select", "selected_user"),
          Map.entry("multi_users_select", "selected_users"),
          Map.entry("channels_select", "selected_channel"),
          Map.entry("multi_channels_select", "selected_channels"),
          Map.entry("conversations_select", "selected_conversation"),
          Map.entry("multi_conversations_select", "selected_conversations"),
          Map.entry("datepicker", "selected_date"),
          Map.entry("timepicker", "selected_time"),
          Map.entry("datetimepicker", "selected_date_time"),
          Map.entry("rich_text_input", "rich_text_value"),
          Map.entry("file_input", "files"));

  private ViewState() {}

  private static String field(String type) {
    return FIELDS.getOrDefault(type, "value");
  }

  /// `state.values` of a view after the person entered something.
  ///
  /// @param entered by block id and action id: an object as Slack reports it, or just the text, the
  ///   option's value, the date, the user; what is not named keeps its initial value
  static Json.Obj values(Json.Obj view, Json.Obj entered) {
    Map<String, Json> values = new LinkedHashMap<>();
    for (Json.Obj block : view.objects("blocks")) {
      Map<String, Json> own = new LinkedHashMap<>();
      for (Json.Obj element : elements(block)) {
        String type = element.text("type");
        boolean asks = FIELDS.containsKey(type) || type.endsWith("_input");
        if (asks && !type.equals("overflow")) {
          String action = element.text("action_id");
          Optional<Json> given = entered.optObj(block.text("block_id")).flatMap(b -> b.get(action));
          own.put(
              action, given.<Json>map(g -> chosen(element, g)).orElseGet(() -> initial(element)));
        }
      }
      if (!own.isEmpty()) {
        values.put(block.text("block_id"), new Json.Obj(own));
      }
    }
    return new Json.Obj(values);
  }

  private static List<Json.Obj> elements(Json.Obj block) {
    List<Json.Obj> found = new ArrayList<>();
    block.optObj("element").ifPresent(found::add);
    block.optObj("accessory").ifPresent(found::add);
    if (block.text("type").equals("actions")) {
      found.addAll(block.objects("elements"));
    }
    return found;
  }

  private static Json initial(Json.Obj element) {
    String field = field(element.text("type"));
    String start = "initial_" + field.replace("selected_", "");
    Json empty = field.equals("selected_options") ? Json.array(List.<Json>of()) : Json.nothing();
    return Json.object()
        .put("type", element.text("type"))
        .put(field, element.get(start).orElse(empty))
        .build();
  }

  /// An element's state after the person chose or typed something.
  static Json.Obj chosen(Json.Obj element, Json given) {
    String type = element.text("type");
    if (given instanceof Json.Obj whole) {
      return Json.object()
          .put("type", type)
          .build()
          .with(field(type), whole.fields().getOrDefault(field(type), whole));
    }
    String field = field(type);
    JsonObjBuilder state = Json.object().put("type", type);
    return switch (field) {
      case "selected_option" -> state.put(field, option(element, given.asText(field))).build();
      case "selected_options" ->
          state
              .put(
                  field,
                  Json.array(texts(given, field).stream().map(v -> option(element, v)).toList()))
              .build();
      default -> state.put(field, given).build();
    };
  }

  private static List<String> texts(Json given, String field) {
    return given instanceof Json.Arr(List<Json> items)
        ? items.stream().map(i -> i.asText(field)).toList()
        : List.of(given.asText(field));
  }

  /// The option with the value; the client shows no other.
  private static Json.Obj option(Json.Obj element, String value) {
    List<Json.Obj> options = new ArrayList<>(element.objects("options"));
    element.objects("option_groups").forEach(g -> options.addAll(g.objects("options")));
    return options.stream()
        .filter(o -> o.text("value").equals(value))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is none of the options of %s; there are %s"
                    .formatted(
                        value,
                        element.text("action_id"),
                        options.stream().map(o -> o.text("value")).toList())));
  }

  /// What the client itself refuses before it sends a form: by block id.
  static Map<String, String> missing(Json.Obj view, Json.Obj values) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (Json.Obj block : view.objects("blocks")) {
      if (!block.text("type").equals("input")) {
        continue;
      }
      Json.Obj element = block.obj("element");
      Optional<Json> value =
          values
              .optObj(block.text("block_id"))
              .flatMap(b -> b.optObj(element.text("action_id")))
              .flatMap(e -> e.get(field(element.text("type"))))
              .filter(v -> !emptyValue(v));
      if (value.isEmpty() && !block.flag("optional")) {
        problems.put(block.text("block_id"), "Please complete this required field.");
      }
      value
          .flatMap(v -> length(element, v))
          .ifPresent(problem -> problems.put(block.text("block_id"), problem));
    }
    return problems;
  }

  private static boolean emptyValue(Json value) {
    return (value instanceof Json.Text(String t) && t.isEmpty())
        || (value instanceof Json.Arr(List<Json> items) && items.isEmpty());
  }

  private static Optional<String> length(Json.Obj element, Json value) {
    if (!(value instanceof Json.Text(String text))) {
      return Optional.empty();
    }
    int length = text.codePointCount(0, text.length());
    if (element.optDecimal("max_length").filter(m -> length > m.intValue()).isPresent()) {
      return Optional.of("This entry is too long.");
    }
    return element
        .optDecimal("min_length")
        .filter(m -> length < m.intValue())
        .map(_ -> "This entry is too short.");
  }
}
