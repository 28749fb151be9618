package io.tieout.sandbox.slack;

import java.util.Map;
import java.util.Set;

/// The rules of rich text. Pure.
final class RichTextRules {
  private static final Set<String> PARTS =
      Set.of("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted");

  /// What each kind of run cannot do without.
  private static final Map<String, String> RUNS =
      Map.of(
          "text", "text",
          "link", "url",
          "user", "user_id",
          "usergroup", "usergroup_id",
          "channel", "channel_id",
          "emoji", "name",
          "broadcast", "range",
          "color", "value",
          "date", "timestamp",
          "team", "team_id");

  private RichTextRules() {}

  static void block(Inspection block) {
    if (!block.type().equals("rich_text")) {
      block.problemAt("type", "must be rich_text");
      return;
    }
    for (Inspection part : block.requiredItems("elements", 0, 1000)) {
      if (PARTS.contains(part.type())) {
        part(part);
      } else {
        part.problemAt("type", "unsupported type: " + part.type());
      }
    }
  }

  private static void part(Inspection part) {
    boolean list = part.type().equals("rich_text_list");
    if (list) {
      part.required("style");
      part.choice("style", Set.of("bullet", "ordered"));
    }
    for (Inspection element : part.requiredItems("elements", 0, 1000)) {
      if (list && element.type().equals("rich_text_section")) {
        part(element);
      } else if (list || !RUNS.containsKey(element.type())) {
        element.problemAt("type", "unsupported type: " + element.type());
      } else {
        run(element);
      }
    }
  }

  private static void run(Inspection run) {
    String needed = RUNS.get(run.type());
    if (needed != null && run.required(needed) && run.type().equals("text")) {
      run.requiredText("text", Integer.MAX_VALUE - 1);
    }
  }
}
