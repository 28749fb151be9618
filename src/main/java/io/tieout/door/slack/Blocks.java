package io.tieout.door.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;

/// Block Kit blocks within Slack's limits (section text 3,000 characters, ten fields, header 150).
final class Blocks {
  private static final int SECTION = 3_000;
  private static final int HEADER = 150;
  private static final int FIELD = 2_000;
  private static final int BUTTON = 75;

  private Blocks() {}

  static Json.Obj header(String text) {
    return Json.object().put("type", "header").put("text", plain(Mrkdwn.cut(text, HEADER))).build();
  }

  static Json.Obj section(String mrkdwn) {
    return Json.object().put("type", "section").put("text", text(mrkdwn)).build();
  }

  static Json.Obj section(String mrkdwn, Json.Obj accessory) {
    return section(mrkdwn).with("accessory", accessory);
  }

  /// Up to ten label and value pairs side by side.
  static Json.Obj fields(List<String> mrkdwn) {
    return Json.object()
        .put("type", "section")
        .put(
            "fields",
            mrkdwn.stream()
                .limit(10)
                .map(f ->
                    Json.object().put("type", "mrkdwn").put("text", Mrkdwn.cut(f, FIELD)).build())
                .toList())
        .build();
  }

  static Json.Obj context(String mrkdwn) {
    return Json.object().put("type", "context").put("elements", List.of(text(mrkdwn))).build();
  }

  static Json.Obj divider() {
    return Json.object().put("type", "divider").build();
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
    return Json.object().put("type", "plain_text").put("text", text).put("emoji", false).build();
  }

  static Json.Obj text(String mrkdwn) {
    return Json.object().put("type", "mrkdwn").put("text", Mrkdwn.cut(mrkdwn, SECTION)).build();
  }

  static Json.Obj option(String label, String value) {
    return Json.object().put("text", plain(Mrkdwn.cut(label, BUTTON))).put("value", value).build();
  }
}
