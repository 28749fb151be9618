package io.tieout.sandbox.slack;

import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.json.JsonShapeException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What people click, choose, submit and command: sent to the app, and its answer honoured. Each
/// request leaves outside the workspace's lock and is sent once: Slack does not repeat these.
final class Interactions {
  private final Workspace workspace;
  private final Views views;
  private final Outgoing outgoing;
  private final ResponseUrls responseUrls;
  private final String verificationToken;
  private final AtomicReference<Optional<URI>> interactivity =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<URI>> commands = new AtomicReference<>(Optional.empty());

  Interactions(
      Workspace workspace,
      Views views,
      Outgoing outgoing,
      ResponseUrls responseUrls,
      String verificationToken) {
    this.workspace = workspace;
    this.views = views;
    this.outgoing = outgoing;
    this.responseUrls = responseUrls;
    this.verificationToken = verificationToken;
  }

  void interactivityTo(URI url) {
    interactivity.set(Optional.of(url));
  }

  void commandsTo(URI url) {
    commands.set(Optional.of(url));
  }

  /// A click or a choice in a message that the person sees.
  Outcome inMessage(
      Company.Employee person,
      Channel channel,
      String ts,
      String actionId,
      Optional<String> value) {
    Optional<Json.Obj> payload =
        workspace.locked(() -> messagePayload(person, channel, ts, actionId, value));
    return payload
        .map(this::send)
        .orElseGet(() -> Outcome.refused("there is no '%s' here any more".formatted(actionId)));
  }

  private Optional<Json.Obj> messagePayload(
      Company.Employee person,
      Channel channel,
      String ts,
      String actionId,
      Optional<String> value) {
    Optional<Message> seen = channel.message(ts).filter(m -> m.visibleTo(person.slackId()));
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Message message = seen.get();
    return Actions.find(message.body(), actionId, value)
        .map(found -> {
          boolean ephemeral = message.onlyFor().isPresent();
          JsonObjBuilder payload =
              head("block_actions", person)
                  .put(
                      "container",
                      Json.object()
                          .put("type", "message")
                          .put("message_ts", ts)
                          .put("channel_id", channel.id)
                          .put("is_ephemeral", ephemeral)
                          .putText("thread_ts", message.threadTs()))
                  .put("trigger_id", views.trigger(person.slackId()))
                  .put("channel", Json.object().put("id", channel.id).put("name", channel.name))
                  .put("state", Json.object().put("values", Json.object()))
                  .put(
                      "response_url",
                      responseUrls.create(channel, person.slackId(), Optional.of(ts)))
                  .put("actions", List.of(Actions.report(found, value, workspace.nextTs())));
          return (ephemeral ? payload : payload.put("message", channel.shown(message))).build();
        });
  }

  /// A click or a choice in the person's topmost modal or in App Home.
  Outcome inView(Company.Employee person, String viewId, String actionId, Optional<String> value) {
    Optional<Json.Obj> payload =
        workspace.locked(() ->
            shown(person.slackId(), viewId)
                .flatMap(view -> viewPayload(person, view, actionId, value)));
    return payload
        .map(this::send)
        .orElseGet(() -> Outcome.refused("there is no '%s' here any more".formatted(actionId)));
  }

  private Optional<Json.Obj> shown(String user, String viewId) {
    List<Json.Obj> open = views.open(user);
    Optional<Json.Obj> top = open.isEmpty() ? Optional.empty() : Optional.of(open.getLast());
    return top.filter(v -> v.text("id").equals(viewId))
        .or(() -> views.home(user).filter(v -> v.text("id").equals(viewId)));
  }

  private Optional<Json.Obj> viewPayload(
      Company.Employee person, Json.Obj view, String actionId, Optional<String> value) {
    return Actions.find(view.fields().getOrDefault("blocks", Json.nothing()), actionId, value)
        .map(found ->
            head("block_actions", person)
                .put("container", Json.object().put("type", "view").put("view_id", view.text("id")))
                .put("trigger_id", views.trigger(person.slackId()))
                .put("view", view)
                .put("actions", List.of(Actions.report(found, value, workspace.nextTs())))
                .build());
  }

  /// A form is sent off; the app's answer decides what becomes of it.
  Outcome submit(Company.Employee person, String viewId, Json.Obj entered) {
    String user = person.slackId();
    Optional<Json.Obj> open =
        workspace.locked(() -> shown(user, viewId).filter(v -> v.text("type").equals("modal")));
    if (open.isEmpty()) {
      return Outcome.refused("the form is not open");
    }
    Json.Obj values = ViewState.values(open.get(), entered);
    Map<String, String> missing = ViewState.missing(open.get(), values);
    if (!missing.isEmpty()) {
      return new Outcome.Refused("the form is not complete", missing);
    }
    Json.Obj view = open.get().with("state", Json.object().put("values", values).build());
    Json.Obj payload =
        workspace.locked(() ->
            head("view_submission", person)
                .put("trigger_id", views.trigger(user))
                .put("view", view)
                .put("response_urls", List.of())
                .build());
    return switch (post(payload)) {
      case Outgoing.Reception.Answered a when a.status() == 200 ->
          workspace.change(() -> answered(user, view, a.body()));
      case Outgoing.Reception reception -> unanswered(reception);
    };
  }

  private Outcome answered(String user, Json.Obj view, String body) {
    try {
      Json.Obj answer = body.isBlank() ? Json.object().build() : Json.parseObj(body);
      switch (answer.optText("response_action").orElse("")) {
        case "errors" -> {
          return errors(view, answer);
        }
        case "update" -> views.update(view.text("id"), Optional.empty(), answer.obj("view"));
        case "push" -> views.pushFor(user, answer.obj("view"));
        case "clear" -> views.clear(user);
        default -> views.pop(user);
      }
      return new Outcome.Taken();
    } catch (SlackError e) {
      return new Outcome.Unanswered("Slack refused the view: " + e.answer().print());
    } catch (JsonShapeException e) {
      return new Outcome.Unanswered("the app's answer was not understood: " + e.getMessage());
    }
  }

  /// Errors count only for blocks that ask something; for others the client shows a failure.
  private static Outcome errors(Json.Obj view, Json.Obj answer) {
    Map<String, String> byBlock = new LinkedHashMap<>();
    answer.obj("errors").fields().forEach((id, text) -> byBlock.put(id, text.asText(id)));
    List<String> inputs =
        view.objects("blocks").stream()
            .filter(b -> b.text("type").equals("input"))
            .map(b -> b.text("block_id"))
            .toList();
    return !byBlock.isEmpty() && inputs.containsAll(byBlock.keySet())
        ? new Outcome.Refused("the app found errors", byBlock)
        : new Outcome.Unanswered(
            "errors for %s, but the inputs are %s".formatted(byBlock.keySet(), inputs));
  }

  /// A form is closed unsent; the app hears of it when the view asked to.
  Outcome close(Company.Employee person, String viewId) {
    Optional<Json.Obj> open =
        workspace.locked(
            () -> shown(person.slackId(), viewId).filter(v -> v.text("type").equals("modal")));
    if (open.isEmpty()) {
      return Outcome.refused("the form is not open");
    }
    boolean all = open.get().flag("clear_on_close");
    workspace.locked(() -> {
      if (all) {
        views.clear(person.slackId());
      } else {
        views.pop(person.slackId());
      }
      return all;
    });
    if (!open.get().flag("notify_on_close")) {
      return new Outcome.Taken();
    }
    return send(head("view_closed", person).put("view", open.get()).put("is_cleared", all).build());
  }

  /// A slash command; what the app answers at once is shown, for the person alone by default.
  Outcome command(Company.Employee person, Channel channel, String command, String text) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", verificationToken);
    form.put("team_id", Workspace.TEAM);
    form.put("team_domain", "sandbox");
    form.put("channel_id", channel.id);
    form.put("channel_name", channel.name);
    form.put("user_id", person.slackId());
    form.put("user_name", Workspace.handle(person));
    form.put("command", command);
    form.put("text", text);
    form.put("api_app_id", Workspace.APP);
    form.put("is_enterprise_install", "false");
    workspace.locked(() -> {
      form.put("response_url", responseUrls.create(channel, person.slackId(), Optional.empty()));
      return form.put("trigger_id", views.trigger(person.slackId()));
    });
    Optional<URI> to = commands.get();
    if (to.isEmpty()) {
      return Outcome.refused("%s is not known here".formatted(command));
    }
    return switch (outgoing.form(to.get(), form)) {
      case Outgoing.Reception.Answered a when a.fine() ->
          workspace.locked(() -> answered(person, channel, a.body()));
      case Outgoing.Reception reception -> unanswered(reception);
    };
  }

  private Outcome answered(Company.Employee person, Channel channel, String body) {
    if (body.isBlank()) {
      return new Outcome.Taken();
    }
    try {
      Json.Obj answer =
          body.startsWith("{") ? Json.parseObj(body) : Json.object().put("text", body).build();
      Content content = Content.read(new ApiCall("command", answer, Optional.empty())).needed();
      responseUrls.post(channel, person.slackId(), content, answer);
      return new Outcome.Taken();
    } catch (SlackError e) {
      return new Outcome.Unanswered("Slack refused the answer: " + e.answer().print());
    } catch (JsonShapeException e) {
      return new Outcome.Unanswered("the app's answer was not understood: " + e.getMessage());
    }
  }

  private JsonObjBuilder head(String type, Company.Employee person) {
    return Json.object()
        .put("type", type)
        .put(
            "user",
            Json.object()
                .put("id", person.slackId())
                .put("username", Workspace.handle(person))
                .put("name", Workspace.handle(person))
                .put("team_id", Workspace.TEAM))
        .put("api_app_id", Workspace.APP)
        .put("token", verificationToken)
        .put("team", Json.object().put("id", Workspace.TEAM).put("domain", "sandbox"))
        .put("enterprise", Json.nothing())
        .put("is_enterprise_install", false);
  }

  private Outgoing.Reception post(Json.Obj payload) {
    return interactivity
        .get()
        .map(to -> outgoing.form(to, Map.of("payload", payload.print())))
        .orElse(new Outgoing.Reception.Silent("no interactivity URL is set"));
  }

  private Outcome send(Json.Obj payload) {
    return switch (post(payload)) {
      case Outgoing.Reception.Answered a when a.fine() -> new Outcome.Taken();
      case Outgoing.Reception reception -> unanswered(reception);
    };
  }

  private static Outcome unanswered(Outgoing.Reception reception) {
    return switch (reception) {
      case Outgoing.Reception.Answered a ->
          new Outcome.Unanswered("the app answered with status " + a.status());
      case Outgoing.Reception.Silent(String reason) ->
          new Outcome.Unanswered("the app did not answer: " + reason);
    };
  }
}
