package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The workspace as a person reads it. Called under the workspace's lock.
final class Reading {
  private Reading() {}

  static List<Json.Obj> channels(Workspace workspace, String user) {
    return workspace.locked(() ->
        workspace.channels().stream()
            .filter(c -> c.members.contains(user))
            .map(c ->
                c.shown(Workspace.BOT_USER)
                    .with("name", c.direct() ? "Tieout" : c.name)
                    .with("member_ids", Json.texts(List.copyOf(c.members))))
            .toList());
  }

  static List<Json.Obj> messages(Workspace workspace, Channel channel, String user) {
    List<Message> seen = channel.messages.values().stream().filter(m -> m.visibleTo(user)).toList();
    List<Json.Obj> roots = new ArrayList<>();
    for (Message root : seen) {
      if (root.threadTs().isPresent()) {
        continue;
      }
      List<Json.Obj> replies =
          seen.stream()
              .filter(m -> m.threadTs().filter(root.ts()::equals).isPresent())
              .map(Reading::shown)
              .toList();
      Json.Obj shown = shown(root).with("replies", Json.array(replies));
      Json.Obj session =
          workspace.sessions.get(Workspace.sessionKey(channel.id, Optional.of(root.ts())));
      roots.add(session == null ? shown : shown.with("session", session));
    }
    return roots;
  }

  private static Json.Obj shown(Message message) {
    return message.streaming().isPresent()
        ? message.body().with("is_streaming", Json.of(true))
        : message.body();
  }

  static List<Json.Obj> prompts(Workspace workspace, String channelId) {
    Json.Obj session = workspace.sessions.get(Workspace.sessionKey(channelId, Optional.empty()));
    return session == null ? List.of() : session.objects("prompts");
  }
}
