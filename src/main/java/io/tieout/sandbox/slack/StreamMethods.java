package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The methods `chat.startStream`, `appendStream` and `stopStream`. A stream that nobody appends to
/// for five minutes ends by itself, without telling the app.
final class StreamMethods {
  private static final Duration STREAM_LIVES = Duration.ofMinutes(5);
  private static final int MARKDOWN_MOST = 12_000;
  private static final List<String> WRITE = List.of("chat:write");

  private final Workspace workspace;
  private final Poster poster;

  StreamMethods(Workspace workspace, Poster poster) {
    this.workspace = workspace;
    this.poster = poster;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "chat.startStream", new WebApi.Method(WRITE, Tiers.Tier.TWO, this::start),
        "chat.appendStream", new WebApi.Method(WRITE, Tiers.Tier.FOUR, this::append),
        "chat.stopStream", new WebApi.Method(WRITE, Tiers.Tier.TWO, this::stop));
  }

  private JsonObjBuilder start(ApiCall call) {
    Channel channel = ChatMethods.target(workspace, call.need("channel"));
    if (!channel.direct()) {
      recipient(call, "recipient_user_id", "missing_recipient_user_id");
      recipient(call, "recipient_team_id", "missing_recipient_team_id");
    }
    Message message =
        poster.botPosts(
            channel, Content.of(words(call)), ChatMethods.thread(channel, call), Optional.empty());
    keep(channel, tasks(message, call).streaming(Optional.of(workspace.now())));
    return Json.object().put("channel", channel.id).put("ts", message.ts());
  }

  private static void recipient(ApiCall call, String name, String code) {
    if (call.text(name).isEmpty()) {
      throw new SlackError(code);
    }
  }

  private JsonObjBuilder append(ApiCall call) {
    Channel channel = ChatMethods.target(workspace, call.need("channel"));
    Message message = open(channel, call);
    String text = message.body().text("text") + words(call);
    Message longer = message.with(message.body().with("text", text));
    keep(channel, tasks(longer, call).streaming(Optional.of(workspace.now())));
    return Json.object().put("channel", channel.id).put("ts", message.ts());
  }

  private JsonObjBuilder stop(ApiCall call) {
    Channel channel = ChatMethods.target(workspace, call.need("channel"));
    Message message = open(channel, call);
    Content last = Content.read(withoutMarkdown(call));
    String text = message.body().text("text") + words(call);
    Json.Obj body = last.into(message.body().with("text", text), workspace);
    Message done = tasks(message.with(body), call).streaming(Optional.empty());
    keep(channel, done);
    return ChatMethods.posted(channel, done);
  }

  private static ApiCall withoutMarkdown(ApiCall call) {
    return new ApiCall(
        call.method(), call.args().without("markdown_text").without("text"), call.token());
  }

  private Message open(Channel channel, ApiCall call) {
    Message message = ChatMethods.lasting(channel, call.need("ts"));
    if (!message.author().equals(Workspace.BOT_USER)) {
      throw new SlackError("message_not_owned_by_app");
    }
    boolean open =
        message
            .streaming()
            .filter(since -> !workspace.now().isAfter(since.plus(STREAM_LIVES)))
            .isPresent();
    if (!open) {
      keep(channel, message.streaming(Optional.empty()));
      throw new SlackError("message_not_in_streaming_state");
    }
    return message;
  }

  private void keep(Channel channel, Message message) {
    channel.messages.put(message.ts(), message);
    workspace.touched();
  }

  /// The words of the call: its Markdown, then those of its chunks.
  private static String words(ApiCall call) {
    StringBuilder words = new StringBuilder(call.text("markdown_text").orElse(""));
    for (Json.Obj chunk : chunks(call)) {
      if (chunk.optText("type").filter("markdown_text"::equals).isPresent()) {
        words.append(chunk.optText("text").orElse(""));
      }
    }
    if (words.length() > MARKDOWN_MOST) {
      throw new SlackError("msg_too_long");
    }
    return words.toString();
  }

  /// The message with the tasks of the call's chunks: a task seen before is replaced.
  private static Message tasks(Message message, ApiCall call) {
    List<Json.Obj> tasks = new ArrayList<>(message.body().objects("tasks"));
    for (Json.Obj chunk : chunks(call)) {
      if (chunk.optText("type").filter("task_update"::equals).isPresent()) {
        Optional<String> id = chunk.optText("id");
        tasks.removeIf(t -> t.optText("id").equals(id));
        tasks.add(chunk);
      }
    }
    return tasks.isEmpty()
        ? message
        : message.with(message.body().with("tasks", Json.array(tasks)));
  }

  private static List<Json.Obj> chunks(ApiCall call) {
    Optional<Json> chunks = call.structured("chunks", "invalid_chunks");
    if (chunks.isEmpty()) {
      return List.of();
    }
    if (!(chunks.get() instanceof Json.Arr(List<Json> items))) {
      throw new SlackError("invalid_chunks");
    }
    List<Json.Obj> found = new ArrayList<>();
    for (Json item : items) {
      if (item instanceof Json.Obj chunk && chunk.has("type")) {
        found.add(chunk);
      } else {
        throw new SlackError("invalid_chunks");
      }
    }
    return found;
  }
}
