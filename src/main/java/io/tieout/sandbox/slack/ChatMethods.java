package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The methods `chat.*` without streams, and `reactions.add`.
final class ChatMethods {
  private static final int UPDATE_MOST = 4000;
  private static final int EPHEMERAL_MOST = 40_000;
  private static final List<String> WRITE = List.of("chat:write");

  private final Workspace workspace;
  private final Poster poster;

  ChatMethods(Workspace workspace, Poster poster) {
    this.workspace = workspace;
    this.poster = poster;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "chat.postMessage", new WebApi.Method(WRITE, Tiers.Tier.POSTING, this::post),
        "chat.postEphemeral", new WebApi.Method(WRITE, Tiers.Tier.FOUR, this::ephemeral),
        "chat.update", new WebApi.Method(WRITE, Tiers.Tier.THREE, this::update),
        "chat.delete", new WebApi.Method(WRITE, Tiers.Tier.THREE, this::delete),
        "chat.getPermalink", new WebApi.Method(List.of(), Tiers.Tier.SPECIAL, this::permalink),
        "reactions.add",
            new WebApi.Method(List.of("reactions:write"), Tiers.Tier.THREE, this::react));
  }

  private JsonObjBuilder post(ApiCall call) {
    Channel channel = target(workspace, call.need("channel"));
    Content content = Content.read(call).needed();
    Message message = poster.botPosts(channel, content, thread(channel, call), Optional.empty());
    return posted(channel, message);
  }

  static JsonObjBuilder posted(Channel channel, Message message) {
    return Json.object()
        .put("channel", channel.id)
        .put("ts", message.ts())
        .put("message", message.body());
  }

  /// The conversation to write to: an id, a name, or a person for the direct messages with them.
  /// The bot has to be in it.
  static Channel target(Workspace workspace, String idOrName) {
    Channel channel =
        workspace.person(idOrName).isPresent()
            ? workspace.directMessage(idOrName)
            : workspace.channel(idOrName).orElseThrow(() -> new SlackError("channel_not_found"));
    if (!channel.members.contains(Workspace.BOT_USER)) {
      throw new SlackError("not_in_channel");
    }
    return channel;
  }

  /// The thread to answer in; the thread of a reply is its root's.
  static Optional<String> thread(Channel channel, ApiCall call) {
    return call.text("thread_ts")
        .map(ts ->
            channel
                .message(ts)
                .orElseThrow(() -> new SlackError("cannot_reply_to_message"))
                .root());
  }

  private JsonObjBuilder ephemeral(ApiCall call) {
    Channel channel = target(workspace, call.need("channel"));
    String user = call.need("user");
    if (!channel.members.contains(user)) {
      throw new SlackError("user_not_in_channel");
    }
    Content content = Content.read(call).needed();
    if (content.text().filter(t -> t.length() > EPHEMERAL_MOST).isPresent()) {
      throw new SlackError("msg_too_long");
    }
    Message message = poster.botPosts(channel, content, thread(channel, call), Optional.of(user));
    return Json.object().put("message_ts", message.ts());
  }

  /// Blocks that are not given stay, even when the text is: callers are often surprised by it.
  private JsonObjBuilder update(ApiCall call) {
    Channel channel = channel(call, "channel");
    Message message = own(channel, call.need("ts"), "cant_update_message");
    if (message.streaming().isPresent()) {
      throw new SlackError("streaming_state_conflict");
    }
    Content content = Content.read(call);
    if (content.blocks().isEmpty() && content.attachments().isEmpty()) {
      content.needed();
    }
    if (content.text().filter(t -> t.length() > UPDATE_MOST).isPresent()) {
      throw new SlackError("msg_too_long");
    }
    Json.Obj body =
        content
            .into(message.body(), workspace)
            .with(
                "edited",
                Json.object()
                    .put("user", Workspace.BOT_USER)
                    .put("ts", workspace.nextTs())
                    .build());
    Message changed = poster.change(channel, message, body);
    return posted(channel, changed).put("text", body.text("text"));
  }

  private JsonObjBuilder delete(ApiCall call) {
    Channel channel = channel(call, "channel");
    Message message = own(channel, call.need("ts"), "cant_delete_message");
    poster.delete(channel, message);
    return Json.object().put("channel", channel.id).put("ts", message.ts());
  }

  private JsonObjBuilder permalink(ApiCall call) {
    Channel channel = channel(call, "channel");
    Message message = lasting(channel, call.need("message_ts"));
    String link =
        "https://sandbox.slack.com/archives/%s/p%s"
            .formatted(channel.id, message.ts().replace(".", ""));
    String thread =
        message.threadTs().map(t -> "?thread_ts=%s&cid=%s".formatted(t, channel.id)).orElse("");
    return Json.object().put("channel", channel.id).put("permalink", link + thread);
  }

  private JsonObjBuilder react(ApiCall call) {
    Channel channel = channel(call, "channel");
    Message message = lasting(channel, call.need("timestamp"));
    String name = call.need("name");
    List<Json.Obj> reactions = message.body().objects("reactions");
    if (reactions.stream().anyMatch(r -> r.text("name").equals(name))) {
      throw new SlackError("already_reacted");
    }
    Json reaction =
        Json.object()
            .put("name", name)
            .put("users", Json.texts(List.of(Workspace.BOT_USER)))
            .put("count", 1)
            .build();
    List<Json> all = new ArrayList<>(reactions);
    all.add(reaction);
    Json.Obj body = message.body().with("reactions", Json.array(all));
    channel.messages.put(message.ts(), message.with(body));
    workspace.touched();
    return Json.object();
  }

  private Channel channel(ApiCall call, String argument) {
    return workspace
        .channel(call.need(argument))
        .orElseThrow(() -> new SlackError("channel_not_found"));
  }

  /// A message that Slack keeps: an ephemeral one cannot be found.
  static Message lasting(Channel channel, String ts) {
    return channel
        .message(ts)
        .filter(m -> m.onlyFor().isEmpty())
        .orElseThrow(() -> new SlackError("message_not_found"));
  }

  private static Message own(Channel channel, String ts, String otherwise) {
    Message message = lasting(channel, ts);
    if (!message.author().equals(Workspace.BOT_USER)) {
      throw new SlackError(otherwise);
    }
    return message;
  }
}
