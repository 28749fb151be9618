package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules of block elements: buttons, menus, pickers, inputs. Pure.
final class ElementRules {
  private static final int ID_MOST = 255;
  private static final int PLACEHOLDER_MOST = 150;
  private static final Set<String> SELECTS =
      Set.of(
          "static_select",
          "external_select",
          "users_select",
          "conversations_select",
          "channels_select");
  private static final Set<String> MULTI_SELECTS =
      Set.of(
          "multi_static_select",
          "multi_external_select",
          "multi_users_select",
          "multi_conversations_select",
          "multi_channels_select");
  private static final Set<String> EVERYWHERE =
      Set.of("checkboxes", "radio_buttons", "datepicker", "timepicker");

  /// What an element stands in.
  enum Host {
    SECTION,
    ACTIONS,
    INPUT,
    CONTEXT_ACTIONS,
    CARD
  }

  private static final Map<Host, Set<String>> ALLOWED =
      Map.of(
          Host.SECTION,
          withMenus("button", "image", "overflow", "workflow_button"),
          Host.ACTIONS,
          withMenus("button", "overflow", "datetimepicker", "workflow_button", "rich_text_input"),
          Host.INPUT,
          withMenus(
              "plain_text_input",
              "datetimepicker",
              "number_input",
              "email_text_input",
              "url_text_input",
              "rich_text_input",
              "file_input"),
          Host.CONTEXT_ACTIONS,
          Set.of("feedback_buttons", "icon_button"),
          Host.CARD,
          Set.of("button"));

  private ElementRules() {}

  private static Set<String> withMenus(String... own) {
    Set<String> all = new HashSet<>(Set.of(own));
    all.addAll(EVERYWHERE);
    all.addAll(SELECTS);
    all.addAll(MULTI_SELECTS);
    return Set.copyOf(all);
  }

  static void check(Inspection element, Host host) {
    String type = element.type();
    if (!ALLOWED.getOrDefault(host, Set.of()).contains(type)) {
      element.problemAt("type", "unsupported type: " + type);
      return;
    }
    element.optionalText("action_id", ID_MOST);
    element.child("confirm").ifPresent(ElementRules::confirm);
    element.textObject("placeholder", Inspection.PLAIN, PLACEHOLDER_MOST);
    switch (type) {
      case "button", "workflow_button" -> button(element);
      case "image" -> image(element);
      case "overflow" -> options(element, 1, 5);
      case "checkboxes", "radio_buttons" -> options(element, 1, 10);
      case "static_select", "multi_static_select" -> menu(element);
      case "plain_text_input" -> textInput(element);
      case "number_input" -> element.required("is_decimal_allowed");
      case "file_input" -> element.between("max_files", 1, 10);
      case "feedback_buttons" -> feedback(element);
      case "icon_button" -> icon(element);
      default -> {
        // pickers and the menus that Slack fills have no more rules than those above
      }
    }
    element.between("max_selected_items", 1, 1000);
  }

  private static void button(Inspection element) {
    element.requiredTextObject("text", Inspection.PLAIN, 75);
    element.optionalText("value", 2000);
    element.optionalText("url", 3000);
    element.optionalText("accessibility_label", 75);
    element.choice("style", Set.of("primary", "danger"));
  }

  private static void confirm(Inspection confirm) {
    confirm.textObject("title", Inspection.PLAIN, 100);
    confirm.textObject("text", Inspection.ANY_TEXT, 300);
    confirm.textObject("confirm", Inspection.PLAIN, 30);
    confirm.textObject("deny", Inspection.PLAIN, 30);
    confirm.choice("style", Set.of("primary", "danger"));
  }

  private static void menu(Inspection element) {
    boolean options = element.json().get("options").isPresent();
    if (options == element.json().get("option_groups").isPresent()) {
      element.problem("must provide exactly one of options and option_groups");
    }
    if (options) {
      options(element, 1, 100);
    }
    for (Inspection group : element.items("option_groups", 1, 100)) {
      group.requiredTextObject("label", Inspection.PLAIN, 75);
      options(group, 1, 100);
    }
  }

  private static void options(Inspection element, int least, int most) {
    Set<String> values = new HashSet<>();
    for (Inspection option : element.requiredItems("options", least, most)) {
      option.requiredTextObject("text", Inspection.ANY_TEXT, 75);
      option.requiredText("value", 150);
      option.textObject("description", Inspection.ANY_TEXT, 75);
      option.plain("value").ifPresent(values::add);
    }
    element
        .child("initial_option")
        .flatMap(o -> o.plain("value"))
        .filter(v -> !values.contains(v))
        .ifPresent(_ -> element.problemAt("initial_option", "must be one of the options"));
    for (Inspection chosen : element.items("initial_options", 1, most)) {
      chosen
          .plain("value")
          .filter(v -> !values.contains(v))
          .ifPresent(_ -> chosen.problem("must be one of the options"));
    }
  }

  private static void textInput(Inspection element) {
    element.between("min_length", 0, 3000);
    element.between("max_length", 1, 3000);
    element.optionalText("initial_value", 3000);
  }

  private static void feedback(Inspection element) {
    for (String side : List.of("positive_button", "negative_button")) {
      element
          .requiredChild(side)
          .ifPresent(button -> {
            button.requiredTextObject("text", Inspection.PLAIN, 75);
            button.requiredText("value", 2000);
            button.optionalText("accessibility_label", 75);
          });
    }
  }

  private static void icon(Inspection element) {
    element.required("icon");
    element.choice("icon", Set.of("trash"));
    element.requiredTextObject("text", Inspection.PLAIN, 75);
    element.optionalText("value", 2000);
  }

  /// An image as an element or as a block: the same fields.
  static void image(Inspection element) {
    if (!element.type().equals("image")) {
      element.problemAt("type", "must be image");
    }
    element.requiredText("alt_text", 2000);
    if (element.json().get("image_url").isEmpty() && element.json().get("slack_file").isEmpty()) {
      element.problem("missing required field: image_url or slack_file");
    }
    element.optionalText("image_url", 3000);
  }

  /// An `action_id` may stand once in a block.
  static void actionIdsAreUnique(Json.Arr blocks, String pointer, List<BlockProblem> problems) {
    for (int i = 0; i < blocks.items().size(); i++) {
      Map<String, Integer> counts = new HashMap<>();
      count(blocks.items().get(i), counts);
      String at = pointer + "/" + i;
      counts.forEach((id, times) -> {
        if (times > 1) {
          problems.add(new BlockProblem(at, "action_id '%s' already exists".formatted(id)));
        }
      });
    }
  }

  private static void count(Json json, Map<String, Integer> counts) {
    switch (json) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.forEach((name, value) -> {
            if (name.equals("action_id") && value instanceof Json.Text(String id)) {
              counts.merge(id, 1, Integer::sum);
            } else {
              count(value, counts);
            }
          });
      case Json.Arr(List<Json> items) -> items.forEach(item -> count(item, counts));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> {}
    }
  }
}
