package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A conversation: a public channel, or the direct messages of one user with the app. Not safe for
/// threads: used under the workspace's lock.
final class Channel {
  final String id;
  final String name;
  final Optional<String> directWith;
  final Set<String> members = new LinkedHashSet<>();
  final TreeMap<String, Message> messages = new TreeMap<>();
  private final long created;

  Channel(String id, String name, Optional<String> directWith, long created) {
    this.id = id;
    this.name = name;
    this.directWith = directWith;
    this.created = created;
  }

  boolean direct() {
    return directWith.isPresent();
  }

  Optional<Message> message(String ts) {
    return Optional.ofNullable(messages.get(ts));
  }

  /// The messages apps can read, oldest first: ephemeral ones are not kept by Slack.
  List<Message> lasting() {
    return messages.values().stream().filter(m -> m.onlyFor().isEmpty()).toList();
  }

  List<Message> replies(String root) {
    return lasting().stream().filter(m -> m.threadTs().filter(root::equals).isPresent()).toList();
  }

  /// A message with what is counted over its thread.
  Json.Obj shown(Message message) {
    List<Message> replies = replies(message.ts());
    if (replies.isEmpty()) {
      return message.body();
    }
    List<String> authors = replies.stream().map(Message::author).distinct().toList();
    return message
        .body()
        .with("thread_ts", message.ts())
        .with("reply_count", Json.of(replies.size()))
        .with("reply_users_count", Json.of(authors.size()))
        .with("latest_reply", replies.getLast().ts())
        .with("reply_users", Json.texts(authors))
        .with("is_locked", Json.of(false))
        .with("subscribed", Json.of(false));
  }

  Json.Obj shown(String botUser) {
    JsonObjBuilder json =
        Json.object()
            .put("id", id)
            .put("created", created)
            .put("is_archived", false)
            .put("is_im", direct())
            .put("is_org_shared", false)
            .put("context_team_id", Workspace.TEAM);
    if (direct()) {
      return json.put("user", directWith.orElseThrow()).put("is_user_deleted", false).build();
    }
    return json.put("name", name)
        .put("name_normalized", name)
        .put("is_channel", true)
        .put("is_group", false)
        .put("is_mpim", false)
        .put("is_private", false)
        .put("is_general", name.equals("general"))
        .put("is_shared", false)
        .put("is_ext_shared", false)
        .put("is_pending_ext_shared", false)
        .put("is_member", members.contains(botUser))
        .put("creator", members.stream().findFirst().orElse(botUser))
        .put("num_members", members.size())
        .put("topic", note())
        .put("purpose", note())
        .build();
  }

  private static JsonObjBuilder note() {
    return Json.object().put("value", "").put("creator", "").put("last_set", 0);
  }
}
