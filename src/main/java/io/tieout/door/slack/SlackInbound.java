package io.tieout.door.slack;

import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.fact.change.Change;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Slack sends: verified, stored in the inbox, acknowledged. Only opening a window happens at
/// once, since Slack allows three seconds for it and it changes nothing.
final class SlackInbound {
  static final String SOURCE = "slack";
  static final String SAID = "said";
  static final String CLICKED_APPROVE = "clicked approve";
  static final String CLICKED_REJECT = "clicked reject";
  static final String ANSWERED = "answered a finding";
  private static final Logger LOG = LoggerFactory.getLogger(SlackInbound.class);

  private final SlackSignature signature;
  private final Inbox inbox;
  private final SlackClient client;
  private final Approvals approvals;

  SlackInbound(SlackSignature signature, Inbox inbox, SlackClient client, Approvals approvals) {
    this.signature = signature;
    this.inbox = inbox;
    this.client = client;
    this.approvals = approvals;
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
            default -> WebAnswer.text(400, "this type of request is not known here");
          };
        });
  }

  WebAnswer commands(WebCall call) {
    return verified(
        call,
        () -> {
          Map<String, String> form = form(call.text());
          String channel = wanted(form, "channel_id");
          String user = wanted(form, "user_id");
          inbox.accept(
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
            default -> WebAnswer.text(400, "this type of interaction is not known here");
          };
        });
  }

  private WebAnswer event(Json.Obj body) {
    Json.Obj event = body.obj("event");
    String type = event.text("type");
    boolean fromPerson =
        event.optText("user").isPresent()
            && event.optText("bot_id").isEmpty()
            && event.optText("subtype").isEmpty();
    boolean toUs =
        type.equals("app_mention")
            || (type.equals("message") && event.optText("channel_type").orElse("").equals("im"));
    if (fromPerson && toUs) {
      String channel = event.text("channel");
      String thread = event.optText("thread_ts").orElse(event.text("ts"));
      inbox.accept(
          new Signal(
              SOURCE,
              "event:" + body.text("event_id"),
              "slack/" + channel + "/" + thread,
              SAID,
              said(channel, event.text("user"), event.optText("text").orElse(""))
                  .with("thread", thread)));
    }
    return WebAnswer.empty(200);
  }

  private WebAnswer actions(Json.Obj payload) {
    Json.Obj action = payload.objects("actions").getFirst();
    String id = action.text("action_id");
    String user = payload.obj("user").text("id");
    String key = "action:%s:%s:%s".formatted(user, id, action.optText("action_ts").orElse(""));
    if (id.equals(CardBlocks.APPROVE)) {
      store(key, CLICKED_APPROVE, user, Json.parseObj(action.text("value")));
    } else if (id.equals(CardBlocks.REJECT) || id.equals(CardBlocks.DETAILS)) {
      window(payload.text("trigger_id"), id, action.text("value"));
    } else if (id.startsWith(AnswerBlocks.CHOOSE + "_")) {
      chosen(payload, action, user, key);
    } else if (id.startsWith(FindingBlocks.ANSWER + ":")) {
      answered(action, user, key);
    } else {
      LOG.info("an action nobody knows was pressed: {}", id);
    }
    return WebAnswer.empty(200);
  }

  private WebAnswer submitted(Json.Obj payload) {
    Json.Obj view = payload.obj("view");
    String user = payload.obj("user").text("id");
    Json.Obj value = Json.parseObj(view.text("private_metadata"));
    String key = "view:%s:%s".formatted(user, view.text("id"));
    switch (view.text("callback_id")) {
      case Modals.REVIEWING -> store(key, CLICKED_APPROVE, user, value);
      case Modals.REJECTING -> store(key, CLICKED_REJECT, user, value.with("reason", reason(view)));
      case String other -> LOG.info("a window nobody knows was submitted: {}", other);
    }
    return WebAnswer.empty(200);
  }

  private static String reason(Json.Obj view) {
    Json.Obj values = view.obj("state").obj("values");
    String chosen =
        values.obj(Modals.REASON_BLOCK).obj(Modals.REASON).obj("selected_option").text("value");
    Optional<String> words =
        values
            .optObj(Modals.WORDS_BLOCK)
            .flatMap(b -> b.optObj(Modals.WORDS))
            .flatMap(e -> e.optText("value"))
            .filter(w -> !w.isBlank());
    return words.map(w -> chosen + ": " + w.strip()).orElse(chosen);
  }

  private void window(String triggerId, String actionId, String value) {
    RequestView view = approvals.view(Json.parseObj(value).text("request"));
    Json.Obj modal =
        actionId.equals(CardBlocks.DETAILS)
                && view.proposal().change() instanceof Change.CreateInvoice change
            ? Modals.reviewing(view, change, value)
            : Modals.rejecting(view, value);
    client.openView(triggerId, modal);
  }

  private void store(String key, String kind, String user, Json.Obj value) {
    inbox.accept(
        new Signal(
            SOURCE, key, "slack/request/" + value.text("request"), kind, value.with("user", user)));
  }

  private void chosen(Json.Obj payload, Json.Obj action, String user, String key) {
    String channel = payload.obj("channel").text("id");
    Json.Obj container = payload.obj("container");
    Optional<String> thread =
        container
            .optText("thread_ts")
            .or(() -> payload.optObj("message").flatMap(m -> m.optText("thread_ts")));
    Json.Obj body = said(channel, user, action.text("value"));
    if (container.flag("is_ephemeral")) {
      body = body.with("only_for", user);
    }
    inbox.accept(
        new Signal(
            SOURCE,
            key,
            "slack/" + channel + "/" + thread.orElse(user),
            SAID,
            thread
                .map(t -> said(channel, user, action.text("value")).with("thread", t))
                .orElse(body)));
  }

  private void answered(Json.Obj action, String user, String key) {
    String finding = action.text("action_id").substring(FindingBlocks.ANSWER.length() + 1);
    inbox.accept(
        new Signal(
            SOURCE,
            key,
            "slack/finding/" + finding,
            ANSWERED,
            Json.object()
                .put("finding", finding)
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
