package io.tieout.sandbox.slack;

import io.tieout.fact.party.Role;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The methods about people and the workspace: `users.*`, `usergroups.*`, `bots.info`, `team.info`,
/// `auth.test`, `api.test`. Every role of the company is a user group with its name.
final class PeopleMethods {
  private static final List<String> USERS = List.of("users:read");
  private static final List<String> GROUPS = List.of("usergroups:read");

  private final Workspace workspace;
  private final Set<String> granted;

  PeopleMethods(Workspace workspace, Set<String> granted) {
    this.workspace = workspace;
    this.granted = granted;
  }

  Map<String, WebApi.Method> methods() {
    return Map.ofEntries(
        Map.entry("api.test", new WebApi.Method(List.of(), Tiers.Tier.FOUR, this::test)),
        Map.entry("auth.test", new WebApi.Method(List.of(), Tiers.Tier.SPECIAL, this::auth)),
        Map.entry("users.info", new WebApi.Method(USERS, Tiers.Tier.FOUR, this::info)),
        Map.entry("users.list", new WebApi.Method(USERS, Tiers.Tier.TWO, this::list)),
        Map.entry(
            "users.lookupByEmail",
            new WebApi.Method(List.of("users:read.email"), Tiers.Tier.THREE, this::byEmail)),
        Map.entry(
            "users.profile.get",
            new WebApi.Method(List.of("users.profile:read"), Tiers.Tier.FOUR, this::profile)),
        Map.entry("usergroups.list", new WebApi.Method(GROUPS, Tiers.Tier.TWO, this::groups)),
        Map.entry(
            "usergroups.users.list", new WebApi.Method(GROUPS, Tiers.Tier.TWO, this::members)),
        Map.entry("bots.info", new WebApi.Method(USERS, Tiers.Tier.THREE, this::bot)),
        Map.entry(
            "team.info", new WebApi.Method(List.of("team:read"), Tiers.Tier.THREE, this::team)));
  }

  private JsonObjBuilder test(ApiCall call) {
    call.text("error")
        .ifPresent(e -> {
          throw new SlackError(e, Json.object().put("args", call.args()).build());
        });
    return Json.object().put("args", call.args());
  }

  private JsonObjBuilder auth(ApiCall call) {
    return Json.object()
        .put("url", "https://sandbox.slack.com/")
        .put("team", workspace.teamName())
        .put("user", "tieout")
        .put("team_id", Workspace.TEAM)
        .put("user_id", Workspace.BOT_USER)
        .put("bot_id", Workspace.BOT)
        .put("is_enterprise_install", false);
  }

  private JsonObjBuilder info(ApiCall call) {
    return Json.object().put("user", shown(user(call.need("user"))));
  }

  private Json.Obj user(String id) {
    return workspace.user(id).orElseThrow(() -> new SlackError("user_not_found"));
  }

  /// A user as the app may see it: the address only with its own scope.
  private Json.Obj shown(Json.Obj user) {
    return granted.contains("users:read.email")
        ? user
        : user.with("profile", user.obj("profile").without("email"));
  }

  private JsonObjBuilder list(ApiCall call) {
    List<Json.Obj> users = new ArrayList<>();
    workspace.people().forEach(p -> users.add(shown(workspace.user(p))));
    users.add(workspace.bot());
    return Pages.put(
        Json.object().put("cache_ts", workspace.now().getEpochSecond()), "members", users, call);
  }

  private JsonObjBuilder byEmail(ApiCall call) {
    String email = call.need("email");
    return workspace.people().stream()
        .filter(p -> p.email().equalsIgnoreCase(email))
        .findFirst()
        .map(p -> Json.object().put("user", workspace.user(p)))
        .orElseThrow(() -> new SlackError("users_not_found"));
  }

  private JsonObjBuilder profile(ApiCall call) {
    String id = call.text("user").orElse(Workspace.BOT_USER);
    return Json.object().put("profile", shown(user(id)).obj("profile"));
  }

  private List<Role> roles() {
    return workspace.people().stream()
        .map(Company.Employee::roles)
        .flatMap(Set::stream)
        .distinct()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  static String groupId(Role role) {
    return "S0" + role.name().toUpperCase(Locale.ROOT).replace("_", "");
  }

  private List<Json> holders(Role role) {
    return workspace.people().stream()
        .filter(p -> p.roles().contains(role))
        .map(p -> Json.of(p.slackId()))
        .toList();
  }

  private JsonObjBuilder groups(ApiCall call) {
    boolean withUsers = call.flag("include_users").orElse(false);
    List<Json> groups = new ArrayList<>();
    for (Role role : roles()) {
      List<Json> holders = holders(role);
      JsonObjBuilder group =
          Json.object()
              .put("id", groupId(role))
              .put("team_id", Workspace.TEAM)
              .put("is_usergroup", true)
              .put("is_subteam", true)
              .put("name", role.spoken())
              .put("description", "")
              .put("handle", role.name().replace('_', '-'))
              .put("is_external", false)
              .put("date_create", 0)
              .put("date_update", 0)
              .put("date_delete", 0)
              .put("user_count", holders.size());
      groups.add((withUsers ? group.put("users", holders) : group).build());
    }
    return Json.object().put("usergroups", groups);
  }

  private JsonObjBuilder members(ApiCall call) {
    String id = call.need("usergroup");
    Role role =
        roles().stream()
            .filter(r -> groupId(r).equals(id))
            .findFirst()
            .orElseThrow(() -> new SlackError("no_such_subteam"));
    return Json.object().put("users", holders(role));
  }

  private JsonObjBuilder bot(ApiCall call) {
    if (!call.text("bot").orElse(Workspace.BOT).equals(Workspace.BOT)) {
      throw new SlackError("bot_not_found");
    }
    return Json.object()
        .put(
            "bot",
            Json.object()
                .put("id", Workspace.BOT)
                .put("deleted", false)
                .put("name", "Tieout")
                .put("updated", 0)
                .put("app_id", Workspace.APP)
                .put("user_id", Workspace.BOT_USER));
  }

  private JsonObjBuilder team(ApiCall call) {
    return Json.object()
        .put(
            "team",
            Json.object()
                .put("id", Workspace.TEAM)
                .put("name", workspace.teamName())
                .put("url", "https://sandbox.slack.com/")
                .put("domain", "sandbox")
                .put("email_domain", "")
                .put("is_verified", false));
  }
}
