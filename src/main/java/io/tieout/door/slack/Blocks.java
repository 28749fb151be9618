package io.tieout.door.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;

/// Block Kit blocks within Slack's limits (section text 3,000 characters, ten fields, header 150).
///
/// Marked-up text is `verbatim`: Slack makes no links or mentions of its own out of it.
final class Blocks {
  /// The most characters of a section's text.
  static final int SECTION = 3_000;

  private static final int HEADER = 150;
  private static final int FIELD = 2_000;
  private static final int FIELDS = 10;
  private static final int BUTTON = 75;

  private Blocks() {}

  static Json.Obj header(String text) {
    return Json.object().put("type", "header").put("text", plain(Mrkdwn.cut(text, HEADER))).build();
  }

  static Json.Obj section(String mrkdwn) {
    return Json.object().put("type", "section").put("text", text(mrkdwn, SECTION)).build();
  }

  /// The lines in as few sections as they fit into; no line is torn apart.
  static List<Json.Obj> sections(List<String> lines) {
    List<Json.Obj> sections = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      if (!open.isEmpty() && open.length() + 1 + line.length() > SECTION) {
        sections.add(section(open.toString()));
        open.setLength(0);
      }
      open.append(open.isEmpty() ? "" : "\n").append(line);
    }
    if (!open.isEmpty()) {
      sections.add(section(open.toString()));
    }
    return List.copyOf(sections);
  }

  /// Up to ten label and value pairs side by side.
  static Json.Obj fields(List<String> mrkdwn) {
    return Json.object()
        .put("type", "section")
        .put("fields", mrkdwn.stream().limit(FIELDS).map(f -> text(f, FIELD)).toList())
        .build();
  }

  static Json.Obj context(String mrkdwn) {
    return Json.object()
        .put("type", "context")
        .put("elements", List.of(text(mrkdwn, SECTION)))
        .build();
  }

  static Json.Obj actions(List<Json.Obj> elements) {
    return Json.object().put("type", "actions").put("elements", elements).build();
  }

  static JsonObjBuilder button(String actionId, String label, String value) {
    return Json.object()
        .put("type", "button")
        .put("action_id", actionId)
        .put("text", plain(Mrkdwn.cut(label, BUTTON)))
        .put("value", value);
  }

  static Json.Obj plain(String text) {
    String line = Mrkdwn.line(text);
    return Json.object()
        .put("type", "plain_text")
        .put("text", line.isEmpty() ? "–" : line)
        .put("emoji", false)
        .build();
  }

  static Json.Obj option(String label, String value) {
    return Json.object().put("text", plain(Mrkdwn.cut(label, BUTTON))).put("value", value).build();
  }

  private static Json.Obj text(String mrkdwn, int most) {
    return Json.object()
        .put("type", "mrkdwn")
        .put("text", Mrkdwn.cutMarked(mrkdwn, most))
        .put("verbatim", true)
        .build();
  }
}
