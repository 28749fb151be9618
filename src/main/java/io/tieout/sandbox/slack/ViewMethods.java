package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Map;

/// The methods `views.*`.
final class ViewMethods {
  private final Workspace workspace;
  private final Views views;

  ViewMethods(Workspace workspace, Views views) {
    this.workspace = workspace;
    this.views = views;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "views.open", new WebApi.Method(List.of(), Tiers.Tier.FOUR, this::open),
        "views.push", new WebApi.Method(List.of(), Tiers.Tier.FOUR, this::push),
        "views.update", new WebApi.Method(List.of(), Tiers.Tier.FOUR, this::update),
        "views.publish", new WebApi.Method(List.of(), Tiers.Tier.FOUR, this::publish));
  }

  private static Json.Obj view(ApiCall call) {
    Json view =
        call.structured("view", "invalid_arguments")
            .orElseThrow(() -> SlackError.invalidArguments("missing required field: view"));
    if (view instanceof Json.Obj obj) {
      return obj;
    }
    throw SlackError.invalidArguments("must be an object: view");
  }

  private static String trigger(ApiCall call) {
    return call.text("trigger_id")
        .or(() -> call.text("interactivity_pointer"))
        .orElseThrow(() -> new SlackError("invalid_trigger_id"));
  }

  private JsonObjBuilder open(ApiCall call) {
    return Json.object().put("view", views.open(trigger(call), view(call)));
  }

  private JsonObjBuilder push(ApiCall call) {
    return Json.object().put("view", views.push(trigger(call), view(call)));
  }

  private JsonObjBuilder update(ApiCall call) {
    String id =
        call.text("view_id")
            .or(() -> call.text("external_id").flatMap(views::byExternalId).map(v -> v.text("id")))
            .orElseThrow(() -> new SlackError("not_found"));
    return Json.object().put("view", views.update(id, call.text("hash"), view(call)));
  }

  private JsonObjBuilder publish(ApiCall call) {
    String user = call.need("user_id");
    if (workspace.person(user).isEmpty()) {
      throw SlackError.invalidArguments("user_id is not a user of this workspace");
    }
    return Json.object().put("view", views.publish(user, call.text("hash"), view(call)));
  }
}
