package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a message says: checked as Slack checks it.
///
/// @param text plain text or the fallback of the blocks
/// @param blocks empty when the caller gave none, which is not the same as giving no block
record Content(
    Optional<String> text,
    Optional<Json.Arr> blocks,
    Optional<Json.Arr> attachments,
    Optional<Json> metadata) {
  private static final int MARKDOWN_MOST = 12_000;
  private static final int MOST_ATTACHMENTS = 100;

  static Content of(String text) {
    return new Content(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Reads `text`, `markdown_text`, `blocks`, `attachments` and `metadata`.
  static Content read(ApiCall call) {
    Optional<String> markdown = call.text("markdown_text");
    Optional<Json.Arr> blocks =
        call.structured("blocks", "invalid_blocks_format")
            .map(b -> array(b, "invalid_blocks_format"));
    if (markdown.isPresent()) {
      if (call.text("text").isPresent() || blocks.isPresent()) {
        throw new SlackError("markdown_text_conflict");
      }
      return markdown(markdown.get());
    }
    blocks.ifPresent(Content::check);
    Optional<Json.Arr> attachments =
        call.structured("attachments", "invalid_attachments")
            .map(a -> array(a, "invalid_attachments"));
    attachments.ifPresent(Content::checkAttachments);
    return new Content(call.text("text"), blocks, attachments, metadata(call));
  }

  private static Content markdown(String text) {
    if (text.length() > MARKDOWN_MOST) {
      throw new SlackError("msg_too_long");
    }
    Json block = Json.object().put("type", "markdown").put("text", text).build();
    return new Content(
        Optional.of(text),
        Optional.of(new Json.Arr(List.of(block))),
        Optional.empty(),
        Optional.empty());
  }

  private static Json.Arr array(Json json, String code) {
    if (json instanceof Json.Arr arr) {
      return arr;
    }
    throw new SlackError(code);
  }

  private static void check(Json.Arr blocks) {
    List<BlockProblem> problems = BlockRules.check(blocks, BlockRules.Surface.MESSAGE);
    if (!problems.isEmpty()) {
      throw SlackError.of("invalid_blocks", problems);
    }
    if (BlockRules.characters(blocks) > BlockRules.MOST_CHARACTERS_IN_ALL) {
      throw new SlackError("msg_blocks_too_long");
    }
  }

  private static void checkAttachments(Json.Arr attachments) {
    if (attachments.items().size() > MOST_ATTACHMENTS) {
      throw new SlackError("too_many_attachments");
    }
    List<BlockProblem> problems = new ArrayList<>();
    for (int i = 0; i < attachments.items().size(); i++) {
      if (attachments.items().get(i) instanceof Json.Obj one
          && one.fields().get("blocks") instanceof Json.Arr blocks) {
        String at = "/attachments/%d/blocks".formatted(i);
        problems.addAll(BlockRules.check(blocks, BlockRules.Surface.MESSAGE, at));
      }
    }
    if (!problems.isEmpty()) {
      throw SlackError.of("invalid_attachments", problems);
    }
  }

  private static Optional<Json> metadata(ApiCall call) {
    Optional<Json> metadata = call.structured("metadata", "invalid_metadata_format");
    if (metadata.isPresent()
        && !(metadata.get() instanceof Json.Obj m
            && (m.fields().isEmpty()
                || m.has("entities")
                || (m.has("event_type") && m.has("event_payload"))))) {
      throw new SlackError("invalid_metadata_schema");
    }
    return metadata;
  }

  /// Refuses a message that says nothing.
  Content needed() {
    boolean something =
        text.isPresent()
            || blocks.filter(b -> !b.items().isEmpty()).isPresent()
            || attachments.filter(a -> !a.items().isEmpty()).isPresent();
    if (!something) {
      throw new SlackError("no_text");
    }
    return this;
  }

  /// The content in a message's body; what was not given stays as it was.
  Json.Obj into(Json.Obj body, Workspace workspace) {
    Json.Obj result = body;
    if (text.isPresent()) {
      result = result.with("text", text.get());
    }
    if (blocks.isPresent()) {
      result = result.with("blocks", named(blocks.get(), workspace));
    }
    if (attachments.isPresent()) {
      result = result.with("attachments", named(attachments.get(), workspace));
    }
    if (metadata.isPresent()) {
      result = result.with("metadata", metadata.get());
    }
    return result;
  }

  /// Gives an id to every block and every element that has none, as Slack does.
  static Json named(Json json, Workspace workspace) {
    return switch (json) {
      case Json.Arr(List<Json> items) ->
          Json.array(items.stream().map(item -> named(item, workspace)));
      case Json.Obj obj -> namedObject(obj, workspace);
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> json;
    };
  }

  private static Json.Obj namedObject(Json.Obj obj, Workspace workspace) {
    Map<String, Json> fields = new LinkedHashMap<>();
    obj.fields()
        .forEach((name, value) ->
            fields.put(name, HOLDS_BLOCKS.contains(name) ? named(value, workspace) : value));
    String type = obj.fields().get("type") instanceof Json.Text(String t) ? t : "";
    if (BLOCKS.contains(type) && !obj.has("block_id") && !obj.has("image_url")) {
      fields.put("block_id", Json.of(workspace.nextId("")));
    } else if (ELEMENTS.contains(type) && !obj.has("action_id")) {
      fields.put("action_id", Json.of(workspace.nextId("")));
    }
    return new Json.Obj(fields);
  }

  private static final List<String> HOLDS_BLOCKS =
      List.of("blocks", "elements", "element", "accessory", "actions", "child_blocks");
  private static final List<String> BLOCKS =
      List.of(
          "actions",
          "alert",
          "card",
          "carousel",
          "container",
          "context",
          "context_actions",
          "data_table",
          "data_visualization",
          "divider",
          "header",
          "image",
          "input",
          "markdown",
          "plan",
          "rich_text",
          "section",
          "table",
          "task_card",
          "video");
  private static final List<String> ELEMENTS =
      List.of(
          "button",
          "checkboxes",
          "datepicker",
          "datetimepicker",
          "email_text_input",
          "external_select",
          "feedback_buttons",
          "icon_button",
          "multi_static_select",
          "multi_users_select",
          "number_input",
          "overflow",
          "plain_text_input",
          "radio_buttons",
          "static_select",
          "timepicker",
          "url_text_input",
          "users_select");
}
