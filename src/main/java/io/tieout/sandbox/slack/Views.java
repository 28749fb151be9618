package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The modals that are open for each person, App Home of each, and the triggers that allow opening
/// one. Used under the workspace's lock.
final class Views {
  private static final Duration TRIGGER_LIVES = Duration.ofSeconds(3);
  private static final int DEEPEST = 3;
  private static final int LARGEST = 250_000;

  private record Trigger(String user, Instant expires, boolean used) {}

  private final Workspace workspace;
  private final Map<String, Trigger> triggers = new HashMap<>();
  private final Map<String, List<Json.Obj>> modals = new HashMap<>();
  private final Map<String, Json.Obj> homes = new HashMap<>();

  Views(Workspace workspace) {
    this.workspace = workspace;
  }

  /// A new trigger for something the person did; good for three seconds and one use.
  String trigger(String userId) {
    Instant now = workspace.now();
    triggers.values().removeIf(t -> t.expires().plus(Duration.ofHours(1)).isBefore(now));
    String id = "%d.%s.%s".formatted(now.toEpochMilli(), "1", workspace.nextId("t"));
    triggers.put(id, new Trigger(userId, now.plus(TRIGGER_LIVES), false));
    return id;
  }

  /// Spends a trigger and says whose it was.
  private String exchange(String id) {
    Trigger trigger = triggers.get(id);
    if (trigger == null) {
      throw new SlackError("invalid_trigger_id");
    }
    if (trigger.used()) {
      throw new SlackError("exchanged_trigger_id");
    }
    if (workspace.now().isAfter(trigger.expires())) {
      throw new SlackError("expired_trigger_id");
    }
    triggers.put(id, new Trigger(trigger.user(), trigger.expires(), true));
    return trigger.user();
  }

  Json.Obj open(String triggerId, Json.Obj view) {
    check(view, "modal");
    String user = exchange(triggerId);
    Json.Obj full = fresh(unique(view, ""), Optional.empty());
    modals.put(user, new ArrayList<>(List.of(full)));
    workspace.touched();
    return full;
  }

  Json.Obj push(String triggerId, Json.Obj view) {
    check(view, "modal");
    return pushFor(exchange(triggerId), view);
  }

  /// Puts a view on top of the person's others.
  Json.Obj pushFor(String user, Json.Obj view) {
    check(view, "modal");
    List<Json.Obj> stack = stack(user);
    if (stack.isEmpty()) {
      throw new SlackError("not_found");
    }
    if (stack.size() >= DEEPEST) {
      throw new SlackError("push_limit_reached");
    }
    Json.Obj full = fresh(unique(view, ""), Optional.of(stack.getLast()));
    stack.add(full);
    workspace.touched();
    return full;
  }

  /// Replaces an open modal or a published home.
  Json.Obj update(String viewId, Optional<String> hash, Json.Obj view) {
    Json.Obj old = byId(viewId).orElseThrow(() -> new SlackError("not_found"));
    check(view, old.text("type"));
    if (hash.filter(h -> !h.equals(old.text("hash"))).isPresent()) {
      throw new SlackError("hash_conflict");
    }
    Json.Obj full =
        fresh(unique(view, viewId), Optional.empty())
            .with("id", viewId)
            .with("root_view_id", old.text("root_view_id"))
            .with("previous_view_id", old.fields().getOrDefault("previous_view_id", Json.of("")));
    modals.values().forEach(stack -> stack.replaceAll(v -> isView(v, viewId) ? full : v));
    homes.replaceAll((_, v) -> isView(v, viewId) ? full : v);
    workspace.touched();
    return full;
  }

  Json.Obj publish(String user, Optional<String> hash, Json.Obj view) {
    check(view, "home");
    Json.Obj old = homes.get(user);
    if (old != null && hash.filter(h -> !h.equals(old.text("hash"))).isPresent()) {
      throw new SlackError("hash_conflict");
    }
    Json.Obj full = fresh(view, Optional.empty());
    if (old != null) {
      full = full.with("id", old.text("id")).with("root_view_id", old.text("id"));
    }
    homes.put(user, full);
    workspace.touched();
    return full;
  }

  private static boolean isView(Json.Obj view, String id) {
    return view.text("id").equals(id);
  }

  private void check(Json.Obj view, String type) {
    if (view.print().length() > LARGEST) {
      throw new SlackError("view_too_large");
    }
    List<BlockProblem> problems = new ArrayList<>(ViewRules.check(view));
    if (!view.optText("type").filter(type::equals).isPresent()) {
      problems.add(new BlockProblem("/view/type", "must be " + type));
    }
    if (!problems.isEmpty()) {
      throw SlackError.of("invalid_arguments", problems);
    }
  }

  private Json.Obj unique(Json.Obj view, String ownId) {
    view.optText("external_id")
        .filter(e -> !e.isEmpty())
        .flatMap(this::byExternalId)
        .filter(other -> !isView(other, ownId))
        .ifPresent(_ -> {
          throw new SlackError("duplicate_external_id");
        });
    return view;
  }

  Optional<Json.Obj> byExternalId(String externalId) {
    return all()
        .filter(v -> v.optText("external_id").filter(externalId::equals).isPresent())
        .findFirst();
  }

  Optional<Json.Obj> byId(String viewId) {
    return all().filter(v -> isView(v, viewId)).findFirst();
  }

  private Stream<Json.Obj> all() {
    return Stream.concat(modals.values().stream().flatMap(List::stream), homes.values().stream());
  }

  private List<Json.Obj> stack(String user) {
    return modals.computeIfAbsent(user, _ -> new ArrayList<>());
  }

  /// The modals open for a person, the topmost last.
  List<Json.Obj> open(String user) {
    return List.copyOf(stack(user));
  }

  Optional<Json.Obj> home(String user) {
    return Optional.ofNullable(homes.get(user));
  }

  /// Takes the topmost modal away.
  void pop(String user) {
    if (!stack(user).isEmpty()) {
      stack(user).removeLast();
      workspace.touched();
    }
  }

  void clear(String user) {
    stack(user).clear();
    workspace.touched();
  }

  private Json.Obj fresh(Json.Obj view, Optional<Json.Obj> below) {
    String id = workspace.nextId("V");
    JsonObjBuilder full =
        Json.object()
            .put("id", id)
            .put("team_id", Workspace.TEAM)
            .put("type", view.text("type"))
            .put("private_metadata", view.optText("private_metadata").orElse(""))
            .put("callback_id", view.optText("callback_id").orElse(""))
            .put("state", Json.object().put("values", Json.object()))
            .put("hash", workspace.nextTs() + "." + workspace.nextId("h"))
            .put("title", view.get("title").orElse(Json.nothing()))
            .put("clear_on_close", view.flag("clear_on_close"))
            .put("notify_on_close", view.flag("notify_on_close"))
            .put("close", view.get("close").orElse(Json.nothing()))
            .put("submit", view.get("submit").orElse(Json.nothing()))
            .put("previous_view_id", below.map(b -> Json.of(b.text("id"))).orElse(Json.nothing()))
            .put("root_view_id", below.map(b -> b.text("root_view_id")).orElse(id))
            .put("app_id", Workspace.APP)
            .put("external_id", view.optText("external_id").orElse(""))
            .put("app_installed_team_id", Workspace.TEAM)
            .put("bot_id", Workspace.BOT)
            .put("blocks", Content.named(new Json.Arr(view.list("blocks")), workspace));
    return full.build();
  }
}
