package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The methods `conversations.*`.
final class ConversationMethods {
  private static final List<String> READ = List.of("channels:read", "im:read");
  private static final List<String> HISTORY = List.of("channels:history", "im:history");

  private final Workspace workspace;
  private final Set<String> granted;

  ConversationMethods(Workspace workspace, Set<String> granted) {
    this.workspace = workspace;
    this.granted = granted;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "conversations.open", new WebApi.Method(List.of("im:write"), Tiers.Tier.THREE, this::open),
        "conversations.list", new WebApi.Method(READ, Tiers.Tier.TWO, this::list),
        "conversations.info", new WebApi.Method(READ, Tiers.Tier.THREE, this::info),
        "conversations.members", new WebApi.Method(READ, Tiers.Tier.FOUR, this::members),
        "conversations.history", new WebApi.Method(HISTORY, Tiers.Tier.THREE, this::history),
        "conversations.replies", new WebApi.Method(HISTORY, Tiers.Tier.THREE, this::replies));
  }

  private JsonObjBuilder open(ApiCall call) {
    List<String> users = call.texts("users");
    Channel channel;
    if (users.isEmpty()) {
      channel = channel(call, "im:read", "channels:read");
    } else if (users.size() > 1) {
      throw new SlackError("method_not_supported_for_channel_type");
    } else {
      String user = users.getFirst();
      if (workspace.person(user).isEmpty()) {
        throw new SlackError("user_not_found");
      }
      channel = workspace.directMessage(user);
      workspace.touched();
    }
    return Json.object()
        .put(
            "channel",
            call.flag("return_im").orElse(false)
                ? channel.shown(Workspace.BOT_USER)
                : Json.object().put("id", channel.id).build());
  }

  private JsonObjBuilder list(ApiCall call) {
    List<String> types = call.texts("types");
    boolean publicOnes = types.isEmpty() || types.contains("public_channel");
    boolean direct = types.contains("im");
    if (publicOnes) {
      WebApi.requireOneOf(List.of("channels:read"), granted);
    }
    if (direct) {
      WebApi.requireOneOf(List.of("im:read"), granted);
    }
    List<Json.Obj> found =
        workspace.channels().stream()
            .filter(c -> c.direct() ? direct : publicOnes)
            .map(c -> c.shown(Workspace.BOT_USER))
            .toList();
    return Pages.put(Json.object(), "channels", found, call);
  }

  private JsonObjBuilder info(ApiCall call) {
    Channel channel = channel(call, "im:read", "channels:read");
    return Json.object().put("channel", channel.shown(Workspace.BOT_USER));
  }

  private JsonObjBuilder members(ApiCall call) {
    Channel channel = channel(call, "im:read", "channels:read");
    List<Json> ids = channel.members.stream().map(Json::of).toList();
    return Pages.put(Json.object(), "members", ids, call);
  }

  private JsonObjBuilder history(ApiCall call) {
    Channel channel = readable(call);
    List<Json.Obj> newestFirst =
        within(channel.lasting().stream().filter(m -> m.threadTs().isEmpty()), call)
            .map(channel::shown)
            .toList()
            .reversed();
    JsonObjBuilder answer = Json.object().put("pin_count", 0);
    return Pages.putMore(answer, "messages", newestFirst, call);
  }

  private JsonObjBuilder replies(ApiCall call) {
    Channel channel = readable(call);
    Message asked =
        channel
            .message(call.need("ts"))
            .filter(m -> m.onlyFor().isEmpty())
            .orElseThrow(() -> new SlackError("thread_not_found"));
    Message root =
        channel.message(asked.root()).orElseThrow(() -> new SlackError("thread_not_found"));
    List<Json.Obj> thread =
        Stream.concat(Stream.of(root), within(channel.replies(root.ts()).stream(), call))
            .map(channel::shown)
            .toList();
    return Pages.putMore(Json.object(), "messages", thread, call);
  }

  private Channel readable(ApiCall call) {
    Channel channel = channel(call, "im:history", "channels:history");
    if (!channel.members.contains(Workspace.BOT_USER)) {
      throw new SlackError("not_in_channel");
    }
    return channel;
  }

  private static Stream<Message> within(Stream<Message> messages, ApiCall call) {
    Optional<String> oldest = call.text("oldest");
    Optional<String> latest = call.text("latest");
    int edge = call.flag("inclusive").orElse(false) ? 0 : 1;
    return messages
        .filter(m -> oldest.map(o -> compare(m.ts(), o) >= edge).orElse(true))
        .filter(m -> latest.map(l -> compare(l, m.ts()) >= edge).orElse(true));
  }

  private static int compare(String ts, String other) {
    try {
      return new BigDecimal(ts).compareTo(new BigDecimal(other));
    } catch (NumberFormatException e) {
      throw new SlackError("invalid_ts_oldest");
    }
  }

  /// The conversation of the call; the scope depends on its kind.
  private Channel channel(ApiCall call, String directScope, String channelScope) {
    Channel channel =
        workspace
            .channel(call.need("channel"))
            .orElseThrow(() -> new SlackError("channel_not_found"));
    WebApi.requireOneOf(List.of(channel.direct() ? directScope : channelScope), granted);
    return channel;
  }
}
