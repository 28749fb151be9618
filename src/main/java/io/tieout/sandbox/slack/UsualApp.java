package io.tieout.sandbox.slack;

import java.util.Set;

/// What an app like ours asks for when it is installed, unless a test says otherwise.
final class UsualApp {
  static final Set<String> SCOPES =
      Set.of(
          "app_mentions:read",
          "assistant:write",
          "channels:history",
          "channels:read",
          "chat:write",
          "commands",
          "files:read",
          "files:write",
          "im:history",
          "im:read",
          "im:write",
          "links:read",
          "links:write",
          "reactions:write",
          "team:read",
          "usergroups:read",
          "users.profile:read",
          "users:read",
          "users:read.email");

  static final Set<String> SUBSCRIPTIONS =
      Set.of(
          "agent_session_stopped",
          "agent_session_title_changed",
          "app_context_changed",
          "app_home_opened",
          "app_mention",
          "message.im");

  private UsualApp() {}
}
