package io.tieout.door.slack;

import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.json.JsonShapeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Slack sends: verified, stored in the inbox, acknowledged. Only opening a window happens at
/// once, since Slack allows three seconds for it and it changes nothing.
final class SlackInbound {
  static final String SOURCE = "slack";
  static final String SAID = "said";
  static final String CLICKED_APPROVE = "clicked approve";
  static final String CLICKED_REJECT = "clicked reject";
  static final String ASKED_UNDO = "asked to undo";
  static final String ASKED_QUESTION = "asked a question";
  static final String ANSWERED_QUESTION = "answered a question";
  static final String ADDED_APPROVER = "added an approver";
  static final String EDITED = "edited an invoice";
  static final String ANSWERED = "answered a finding";
  static final String OPENED = "opened our messages";

  /// The events we listen to.
  static final Set<String> EVENTS = Set.of("app_home_opened", "app_mention", "message.im");

  /// What these events and the slash command need; `app_home_opened` needs no scope.
  static final Set<String> SCOPES = Set.of("app_mentions:read", "commands", "im:history");

  /// Kinds of messages in which a person says something; all others are edits and notices.
  private static final Set<String> SPOKEN = Set.of("", "file_share", "thread_broadcast");

  private static final Logger LOG = LoggerFactory.getLogger(SlackInbound.class);

  private final SlackSignature signature;
  private final Inbox inbox;
  private final Windows windows;

  SlackInbound(SlackSignature signature, Inbox inbox, Windows windows) {
    this.signature = signature;
    this.inbox = inbox;
    this.windows = windows;
  }

  WebAnswer events(WebCall call) {
    return verified(
        call,
        () -> {
          Json.Obj body = Json.parseObj(call.text());
          return switch (body.optText("type").orElse("")) {
            case "url_verification" ->
                WebAnswer.json(
                    200, Json.object().put("challenge", body.text("challenge")).build().print());
            case "event_callback" -> event(body);
            case String other -> unknown("request", other);
          };
        });
  }

  /// Taken all the same: Slack repeats what is not answered with 200, and in the end stops sending.
  private static WebAnswer unknown(String what, String type) {
    LOG.info("Slack sent a {} that is not for us: {}", what, type);
    return WebAnswer.empty(200);
  }

  WebAnswer commands(WebCall call) {
    return verified(
        call,
        () -> {
          Map<String, String> form = form(call.text());
          String channel = wanted(form, "channel_id");
          String user = wanted(form, "user_id");
          told(
              new Signal(
                  SOURCE,
                  "command:" + wanted(form, "trigger_id"),
                  "slack/" + channel + "/" + user,
                  SAID,
                  said(channel, user, form.getOrDefault("text", "")).with("only_for", user)));
          return WebAnswer.empty(200);
        });
  }

  WebAnswer interactivity(WebCall call) {
    return verified(
        call,
        () -> {
          Json.Obj payload = Json.parseObj(wanted(form(call.text()), "payload"));
          return switch (payload.optText("type").orElse("")) {
            case "block_actions" -> actions(payload);
            case "view_submission" -> submitted(payload);
            case "view_closed" -> WebAnswer.empty(200);
            case String other -> unknown("interaction", other);
          };
        });
  }

  private WebAnswer event(Json.Obj body) {
    Json.Obj event = body.obj("event");
    String type = event.text("type");
    boolean direct = event.optText("channel_type").orElse("").equals("im");
    boolean ourMessages = event.optText("tab").orElse("").equals("messages");
    if (type.equals("app_mention") || (type.equals("message") && direct)) {
      heard(event, direct);
    } else if (type.equals("app_home_opened") && ourMessages) {
      opened(body.text("event_id"), event);
    } else {
      LOG.debug("an event that is not for us: {}", type);
    }
    return WebAnswer.empty(200);
  }

  /// Somebody said something to us. The message is known by its place, so that two events about one
  /// message, or one delivered twice, are answered once. What bots say is nobody's question.
  private void heard(Json.Obj event, boolean direct) {
    boolean byPerson = event.optText("user").isPresent() && event.optText("bot_id").isEmpty();
    if (!byPerson || !SPOKEN.contains(event.optText("subtype").orElse(""))) {
      return;
    }
    String channel = event.text("channel");
    String thread = event.optText("thread_ts").orElse(event.text("ts"));
    Json.Obj said =
        said(channel, event.text("user"), event.optText("text").orElse(""))
            .with("thread", thread)
            .with("direct", Json.of(direct));
    told(
        new Signal(
            SOURCE,
            "message:%s:%s".formatted(channel, event.text("ts")),
            "slack/" + channel + "/" + thread,
            SAID,
            said));
  }

  private void opened(String eventId, Json.Obj event) {
    String channel = event.text("channel");
    told(
        new Signal(
            SOURCE,
            "event:" + eventId,
            "slack/" + channel + "/opened",
            OPENED,
            Json.object().put("channel", channel).put("user", event.text("user")).build()));
  }

  private WebAnswer actions(Json.Obj payload) {
    Json.Obj action = payload.objects("actions").getFirst();
    String id = action.text("action_id");
    String user = payload.obj("user").text("id");
    String key = "action:%s:%s:%s".formatted(user, id, action.optText("action_ts").orElse(""));
    if (id.equals(CardBlocks.APPROVE)) {
      store(key, CLICKED_APPROVE, user, Json.parseObj(action.text("value")));
    } else if (Windows.BUTTONS.contains(id)) {
      windows.open(payload.text("trigger_id"), id, action.text("value"));
    } else if (id.startsWith(AnswerBlocks.CHOOSE + "_")) {
      choice(payload, action, user, key);
    } else if (id.startsWith(FindingBlocks.ANSWER + ":")) {
      answered(payload, action, user, key);
    } else {
      LOG.info("an action nobody knows was pressed: {}", id);
    }
    return WebAnswer.empty(200);
  }

  private WebAnswer submitted(Json.Obj payload) {
    Json.Obj view = payload.obj("view");
    String user = payload.obj("user").text("id");
    switch (Submitted.read(view, windows::request)) {
      case Submitted.Taken(String kind, Json.Obj value) ->
          store("view:%s:%s".formatted(user, view.text("id")), kind, user, value);
      case Submitted.Wrong(Map<String, String> errors) -> {
        return wrong(errors);
      }
      case Submitted.Unknown(String name) ->
          LOG.info("a window nobody knows was submitted: {}", name);
    }
    return WebAnswer.empty(200);
  }

  private static WebAnswer wrong(Map<String, String> errors) {
    JsonObjBuilder beside = Json.object();
    errors.forEach(beside::put);
    return WebAnswer.json(
        200, Json.object().put("response_action", "errors").put("errors", beside).build().print());
  }

  /// Whoever did something in Slack looks at what becomes of it.
  private void told(Signal signal) {
    inbox.accept(signal.byPerson());
  }

  private void store(String key, String kind, String user, Json.Obj value) {
    told(
        new Signal(
            SOURCE, key, "slack/request/" + value.text("request"), kind, value.with("user", user)));
  }

  /// Choosing says the chosen text, in quotes so that all of it is taken for a name, where the
  /// question was asked: in its thread, or to the one person who saw it.
  private void choice(Json.Obj payload, Json.Obj action, String user, String key) {
    String channel = payload.obj("channel").text("id");
    Json.Obj container = payload.obj("container");
    Optional<String> thread =
        container
            .optText("thread_ts")
            .or(() -> payload.optObj("message").flatMap(m -> m.optText("thread_ts")));
    String name = action.text("value").replaceAll("[“”]", "\"");
    Json.Obj said = said(channel, user, Mrkdwn.entities("“" + name + "”"));
    if (thread.isPresent()) {
      said = said.with("thread", thread.get());
    }
    if (container.flag("is_ephemeral")) {
      said = said.with("only_for", user);
    }
    told(new Signal(SOURCE, key, "slack/" + channel + "/" + thread.orElse(user), SAID, said));
  }

  private void answered(Json.Obj payload, Json.Obj action, String user, String key) {
    String finding = action.text("action_id").substring(FindingBlocks.ANSWER.length() + 1);
    told(
        new Signal(
            SOURCE,
            key,
            "slack/finding/" + finding,
            ANSWERED,
            Json.object()
                .put("finding", finding)
                .put("channel", payload.obj("channel").text("id"))
                .put("user", user)
                .put("value", action.obj("selected_option").text("value"))
                .build()));
  }

  private static Json.Obj said(String channel, String user, String text) {
    return Json.object().put("channel", channel).put("user", user).put("text", text).build();
  }

  /// Something that answers a verified request.
  @FunctionalInterface
  private interface Answering {
    WebAnswer answer();
  }

  private WebAnswer verified(WebCall call, Answering then) {
    Optional<String> complaint = signature.complaint(call);
    if (complaint.isPresent()) {
      LOG.warn("a request to {} was refused: {}", call.path(), complaint.get());
      return WebAnswer.text(401, complaint.get());
    }
    try {
      return then.answer();
    } catch (JsonShapeException e) {
      LOG.warn("a signed request to {} is not usable: {}", call.path(), e.getMessage());
      return WebAnswer.text(400, "the request's body is not usable");
    }
  }

  /// The field, or a complaint that names it.
  private static String wanted(Map<String, String> form, String field) {
    return Json.object()
        .putText(field, Optional.ofNullable(form.get(field)).filter(v -> !v.isBlank()))
        .build()
        .text(field);
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }
}
