package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The methods `assistant.threads.*` and `agents.sessions.*`: what an app tells about its work in a
/// thread. Kept in [Workspace#sessions] for the page to show.
final class SessionMethods {
  private static final List<String> WRITE = List.of("chat:write");
  private static final List<String> ASSISTANT = List.of("assistant:write");
  private static final Set<String> STATUSES = Set.of("processing", "active", "suspended", "closed");
  private static final String STOPPED = "agent_session_stopped";

  private final Workspace workspace;
  private final Set<String> subscriptions;

  SessionMethods(Workspace workspace, Set<String> subscriptions) {
    this.workspace = workspace;
    this.subscriptions = subscriptions;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "assistant.threads.setStatus",
            new WebApi.Method(WRITE, Tiers.Tier.SPECIAL, this::threadStatus),
        "assistant.threads.setTitle",
            new WebApi.Method(ASSISTANT, Tiers.Tier.FOUR, this::threadTitle),
        "assistant.threads.setSuggestedPrompts",
            new WebApi.Method(ASSISTANT, Tiers.Tier.FOUR, this::prompts),
        "agents.sessions.setStatus",
            new WebApi.Method(WRITE, Tiers.Tier.THREE, this::sessionStatus),
        "agents.sessions.rename", new WebApi.Method(WRITE, Tiers.Tier.THREE, this::rename));
  }

  private JsonObjBuilder threadStatus(ApiCall call) {
    String thread = call.need("thread_ts");
    List<String> loading = call.texts("loading_messages");
    if (loading.size() > 10) {
      throw SlackError.invalidArguments("no more than 10 items allowed: loading_messages");
    }
    Channel channel = inThread(call, thread);
    String status = call.text("status").orElse("");
    set(channel, Optional.of(thread), "note", Json.of(status));
    set(channel, Optional.of(thread), "note_at", Json.of(workspace.now().getEpochSecond()));
    return Json.object();
  }

  private JsonObjBuilder threadTitle(ApiCall call) {
    String thread = call.need("thread_ts");
    set(inThread(call, thread), Optional.of(thread), "title", Json.of(call.need("title")));
    return Json.object();
  }

  /// With a thread the call changes nothing and still says `ok`: the agent surface has its prompts
  /// at the top of the conversation alone.
  private JsonObjBuilder prompts(ApiCall call) {
    Json prompts =
        call.structured("prompts", "invalid_arguments")
            .orElseThrow(() -> SlackError.invalidArguments("missing required field: prompts"));
    List<Json> all = prompts.asList("prompts");
    if (all.isEmpty() || all.size() > 4) {
      throw SlackError.invalidArguments("must have 1 to 4 items: prompts");
    }
    boolean complete =
        all.stream().allMatch(p -> p instanceof Json.Obj o && o.has("title") && o.has("message"));
    if (!complete) {
      throw SlackError.invalidArguments("missing required field: title or message: prompts");
    }
    Channel channel = channel(call);
    if (call.text("thread_ts").isEmpty()) {
      set(channel, Optional.empty(), "prompts", prompts);
    }
    return Json.object();
  }

  private JsonObjBuilder sessionStatus(ApiCall call) {
    Channel channel = channel(call);
    String status = call.need("status");
    if (!STATUSES.contains(status)) {
      throw new SlackError("invalid_status");
    }
    String thread = call.text("thread_ts").orElseThrow(() -> new SlackError("thread_ts_required"));
    call.text("initiator_user_id")
        .filter(u -> !channel.members.contains(u))
        .ifPresent(_ -> {
          throw new SlackError("user_not_found");
        });
    boolean begun = session(channel, thread).filter(s -> s.has("status")).isPresent();
    Optional<String> title = call.text("title");
    if (title.filter(t -> t.length() > 200).isPresent()) {
      throw SlackError.invalidArguments("must be less than 201 characters: title");
    }
    set(channel, Optional.of(thread), "status", Json.of(status));
    if (!begun && title.isPresent()) {
      set(channel, Optional.of(thread), "title", Json.of(title.get()));
    }
    JsonObjBuilder answer = Json.object();
    if (status.equals("processing") && !subscriptions.contains(STOPPED)) {
      answer.put("warning", "missing_agent_session_stopped_event_subscription");
    }
    return answer;
  }

  private JsonObjBuilder rename(ApiCall call) {
    Channel channel = channel(call);
    String thread = call.text("thread_ts").orElseThrow(() -> new SlackError("thread_ts_required"));
    String title = call.need("title");
    if (title.length() > 200) {
      throw new SlackError("invalid_name");
    }
    if (session(channel, thread).isEmpty()) {
      throw new SlackError("session_not_found");
    }
    set(channel, Optional.of(thread), "title", Json.of(title));
    return Json.object();
  }

  private Optional<Json.Obj> session(Channel channel, String thread) {
    return Optional.ofNullable(
        workspace.sessions.get(Workspace.sessionKey(channel.id, Optional.of(thread))));
  }

  private Channel channel(ApiCall call) {
    return workspace
        .channel(call.need("channel_id"))
        .filter(c -> c.members.contains(Workspace.BOT_USER))
        .orElseThrow(() -> new SlackError("channel_not_found"));
  }

  private Channel inThread(ApiCall call, String thread) {
    Channel channel = channel(call);
    if (channel.message(thread).isEmpty()) {
      throw new SlackError("invalid_thread_ts");
    }
    return channel;
  }

  private void set(Channel channel, Optional<String> thread, String field, Json value) {
    workspace.sessions.merge(
        Workspace.sessionKey(channel.id, thread),
        Json.object().put(field, value).build(),
        (old, _) -> old.with(field, value));
    workspace.touched();
  }
}
