package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Slack as any of its people sees and uses it.
final class SlackPane implements Pane {
  private static final String NEVER = "0";

  private final SlackStandIn slack;
  private final Json.Obj info;
  private final AtomicBoolean asked = new AtomicBoolean();

  SlackPane(SlackStandIn slack) {
    this.slack = slack;
    this.info = slack.info();
  }

  /// Whether somebody has asked Tieout something through this page.
  boolean asked() {
    return asked.get();
  }

  @Override
  public String mark() {
    return Long.toString(slack.revision());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    return switch (what) {
      case "people" ->
          Json.object()
              .put("bot", bot())
              .put("people", info.objects("users").stream().map(this::person).toList())
              .build();
      case "conversation" -> conversation(Pane.needed(call, "user"), Pane.needed(call, "channel"));
      case "views" -> views(Pane.needed(call, "user"));
      default -> throw Pane.unknown(what);
    };
  }

  private Json.Obj bot() {
    return Json.object()
        .put("id", info.text("bot_user_id"))
        .put("name", "Tieout")
        .put("command", "/tieout")
        .build();
  }

  private Json.Obj person(Json.Obj user) {
    String id = user.text("id");
    return Json.object()
        .put("id", id)
        .put("name", user.text("real_name"))
        .put("title", user.obj("profile").optText("title").orElse(""))
        .put("conversations", slack.channels(id).stream().map(c -> listed(id, c)).toList())
        .build();
  }

  /// A conversation with the time stamp of the last message of somebody else, for unread markers.
  private Json.Obj listed(String user, Json.Obj channel) {
    String id = channel.text("id");
    String latest =
        slack.messages(user, id).stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.objects("replies").stream()))
            .filter(m -> !m.optText("user").filter(user::equals).isPresent())
            .map(m -> m.text("ts"))
            .max(String::compareTo)
            .orElse(NEVER);
    return Json.object()
        .put("id", id)
        .put("name", channel.text("name"))
        .put("direct", channel.flag("is_im"))
        .put("members", channel.list("member_ids"))
        .put("latest", latest)
        .build();
  }

  private Json.Obj conversation(String user, String channel) {
    return Json.object()
        .put("messages", slack.messages(user, channel))
        .put("prompts", slack.prompts(channel))
        .build();
  }

  private Json.Obj views(String user) {
    return Json.object()
        .put("modals", slack.openViews(user))
        .putJson("home", slack.home(user))
        .build();
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    String user = wish.text("user");
    return switch (what) {
      case "say" -> say(user, wish);
      case "open-messages" -> Json.object().put("channel", slack.openDirectMessage(user)).build();
      case "open-home" -> {
        slack.openHome(user);
        yield Pane.done();
      }
      case "click" ->
          told(
              slack.click(
                  user,
                  wish.text("channel"),
                  wish.text("ts"),
                  wish.text("action"),
                  wish.optText("value")));
      case "click-view" ->
          told(
              slack.clickInView(
                  user, wish.text("view"), wish.text("action"), wish.optText("value")));
      case "submit" -> told(slack.submit(user, wish.text("view"), wish.obj("values")));
      case "close" -> told(slack.close(user, wish.text("view")));
      case "command" ->
          told(slack.command(user, wish.text("channel"), wish.text("command"), wish.text("text")));
      case "stop" -> {
        slack.stop(user, wish.text("channel"), wish.text("thread"));
        yield Pane.done();
      }
      default -> throw Pane.unknown(what);
    };
  }

  private Json.Obj say(String user, Json.Obj wish) {
    String text = wish.text("text").strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("write something first");
    }
    String channel = wish.text("channel");
    Optional<String> thread = wish.optText("thread");
    String ts = slack.say(user, channel, text, thread);
    boolean direct =
        slack.channels(user).stream()
            .anyMatch(c -> c.text("id").equals(channel) && c.flag("is_im"));
    if (direct || text.contains("<@" + info.text("bot_user_id") + ">")) {
      asked.set(true);
    }
    return Json.object().put("ts", ts).build();
  }

  private static Json.Obj told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken() -> Pane.done();
      case Outcome.Refused(String why, Map<String, String> byBlock) -> {
        JsonObjBuilder errors = Json.object();
        byBlock.forEach(errors::put);
        yield Json.object().put("result", "refused").put("why", why).put("errors", errors).build();
      }
      case Outcome.Unanswered(String why) ->
          Json.object().put("result", "unanswered").put("why", why).build();
    };
  }
}
