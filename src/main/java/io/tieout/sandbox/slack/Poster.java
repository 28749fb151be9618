package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts messages into conversations, changes and removes them, and raises the events that follow.
/// Called under the workspace's lock.
final class Poster {
  private static final Pattern MENTION = Pattern.compile("<@([UW][A-Z0-9]+)>");
  private static final int TEXT_MOST = 40_000;

  private final Workspace workspace;
  private final Outgoing outgoing;

  Poster(Workspace workspace, Outgoing outgoing) {
    this.workspace = workspace;
    this.outgoing = outgoing;
  }

  /// The app's bot posts. Text is cut at 40,000 characters, as Slack cuts it.
  Message botPosts(
      Channel channel, Content content, Optional<String> thread, Optional<String> onlyFor) {
    String ts = workspace.nextTs();
    JsonObjBuilder body =
        Json.object()
            .put("type", "message")
            .put("user", Workspace.BOT_USER)
            .put("ts", ts)
            .put("bot_id", Workspace.BOT)
            .put("app_id", Workspace.APP)
            .put("text", "")
            .put("team", Workspace.TEAM)
            .put("bot_profile", botProfile())
            .putText("thread_ts", thread)
            .putText("parent_user_id", thread.flatMap(channel::message).map(Message::author));
    if (onlyFor.isPresent()) {
      body.put("is_ephemeral", true);
    }
    Json.Obj full = content.into(body.build(), workspace);
    String text = full.text("text");
    Message message =
        new Message(
            ts,
            thread,
            Workspace.BOT_USER,
            onlyFor,
            text.length() > TEXT_MOST ? full.with("text", text.substring(0, TEXT_MOST)) : full,
            Optional.empty());
    channel.messages.put(ts, message);
    workspace.touched();
    if (onlyFor.isEmpty()) {
      raise(channel, message.body());
    }
    return message;
  }

  private Json botProfile() {
    return Json.object()
        .put("id", Workspace.BOT)
        .put("app_id", Workspace.APP)
        .put("user_id", Workspace.BOT_USER)
        .put("name", "Tieout")
        .put("deleted", false)
        .put("updated", 0)
        .put("team_id", Workspace.TEAM)
        .build();
  }

  /// A person posts, which apps hear of.
  Message personSays(Channel channel, String userId, String text, Optional<String> thread) {
    String ts = workspace.nextTs();
    Json.Obj body =
        Json.object()
            .put("type", "message")
            .put("user", userId)
            .put("ts", ts)
            .put("client_msg_id", workspace.nextId("msg-"))
            .put("text", text)
            .put("team", Workspace.TEAM)
            .put("blocks", List.of(richText(text)))
            .putText("thread_ts", thread)
            .putText("parent_user_id", thread.flatMap(channel::message).map(Message::author))
            .build();
    Message message = new Message(ts, thread, userId, Optional.empty(), body, Optional.empty());
    channel.messages.put(ts, message);
    workspace.touched();
    boolean mentioned = text.contains("<@" + Workspace.BOT_USER + ">");
    if (mentioned && !channel.direct() && channel.members.contains(Workspace.BOT_USER)) {
      outgoing.event(
          "app_mention",
          body.with("type", "app_mention").with("channel", channel.id).with("event_ts", ts));
    }
    raise(channel, body);
    return message;
  }

  /// What the composer makes of typed text: runs of text and mentions.
  private Json richText(String text) {
    List<Json> runs = new ArrayList<>();
    Matcher mention = MENTION.matcher(text);
    int from = 0;
    while (mention.find()) {
      textRun(runs, text.substring(from, mention.start()));
      runs.add(Json.object().put("type", "user").put("user_id", mention.group(1)).build());
      from = mention.end();
    }
    textRun(runs, text.substring(from));
    return Json.object()
        .put("type", "rich_text")
        .put("block_id", workspace.nextId(""))
        .put(
            "elements",
            List.of(Json.object().put("type", "rich_text_section").put("elements", runs).build()))
        .build();
  }

  private static void textRun(List<Json> runs, String text) {
    if (!text.isEmpty()) {
      runs.add(Json.object().put("type", "text").put("text", text).build());
    }
  }

  /// Changes a message. An ephemeral one changes without an event.
  Message change(Channel channel, Message old, Json.Obj newBody) {
    Message changed = old.with(newBody);
    channel.messages.put(old.ts(), changed);
    workspace.touched();
    if (old.onlyFor().isEmpty()) {
      String ts = workspace.nextTs();
      raise(
          channel,
          Json.object()
              .put("type", "message")
              .put("subtype", "message_changed")
              .put("hidden", true)
              .put("ts", ts)
              .put("message", newBody)
              .put("previous_message", old.body())
              .build());
    }
    return changed;
  }

  /// Removes a message.
  void delete(Channel channel, Message message) {
    channel.messages.remove(message.ts());
    workspace.touched();
    if (message.onlyFor().isEmpty()) {
      raise(
          channel,
          Json.object()
              .put("type", "message")
              .put("subtype", "message_deleted")
              .put("hidden", true)
              .put("ts", workspace.nextTs())
              .put("deleted_ts", message.ts())
              .put("previous_message", message.body())
              .build());
    }
  }

  /// Tells the app that a person pressed the stop button of a session.
  void stopped(Channel channel, String userId, String thread) {
    List<Json> streaming =
        channel.replies(thread).stream()
            .filter(m -> m.streaming().isPresent())
            .map(m -> Json.of(m.ts()))
            .toList();
    outgoing.event(
        "agent_session_stopped",
        Json.object()
            .put("type", "agent_session_stopped")
            .put("channel", channel.id)
            .put("thread_ts", thread)
            .put("user", userId)
            .put("streaming_message_ts", streaming)
            .put("event_ts", workspace.nextTs())
            .build());
  }

  /// Raises the message event of the conversation's kind; apps hear only where their bot is.
  private void raise(Channel channel, Json.Obj body) {
    if (!channel.members.contains(Workspace.BOT_USER)) {
      return;
    }
    outgoing.event(
        channel.direct() ? "message.im" : "message.channels",
        body.with("channel", channel.id)
            .with("event_ts", body.text("ts"))
            .with("channel_type", channel.direct() ? "im" : "channel"));
  }
}
