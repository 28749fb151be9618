package io.tieout.app.sandbox;

import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what people see in the Slack stand-in.
public final class SlackReader {
  private final SlackStandIn slack;

  public SlackReader(SlackStandIn slack) {
    this.slack = slack;
  }

  public String financeChannel() {
    return slack.info().obj("channels").text(SandboxConfig.FINANCE_CHANNEL);
  }

  /// The card about the deal whose headline is the given one.
  Optional<Json.Obj> card(String userId, String deal, String headline) {
    return slack.messages(userId, financeChannel()).reversed().stream()
        .filter(m -> textOf(m).contains(headline))
        .filter(m -> textOf(m).contains(deal) || m.optText("text").orElse("").contains(deal))
        .findFirst();
  }

  /// The last thing that only this person was told.
  Optional<String> whisperTo(String userId) {
    return slack.messages(userId, financeChannel()).reversed().stream()
        .filter(m -> m.flag("is_ephemeral"))
        .map(SlackReader::textOf)
        .findFirst();
  }

  /// What the app said in the channel, threads included, that contains the words.
  Optional<String> answer(String userId, String channel, String words) {
    List<Json.Obj> all = new ArrayList<>();
    for (Json.Obj root : slack.messages(userId, channel)) {
      all.add(root);
      all.addAll(root.objects("replies"));
    }
    return all.reversed().stream()
        .filter(m -> m.optText("bot_id").isPresent())
        .map(SlackReader::textOf)
        .filter(text -> text.contains(words))
        .findFirst();
  }

  public static boolean hasAction(Json.Obj message, String actionId) {
    return message.objects("blocks").stream()
        .flatMap(block -> block.objects("elements").stream())
        .anyMatch(e -> e.optText("action_id").filter(actionId::equals).isPresent());
  }

  /// All texts of a message, in their order.
  public static String textOf(Json.Obj message) {
    StringBuilder out = new StringBuilder();
    message.list("blocks").forEach(block -> collect(block, out));
    return out.isEmpty() ? message.optText("text").orElse("") : out.toString().strip();
  }

  private static void collect(Json json, StringBuilder out) {
    switch (json) {
      case Json.Obj obj -> {
        obj.get("text")
            .filter(Json.Text.class::isInstance)
            .ifPresent(text -> out.append(text.asText("text")).append('\n'));
        obj.fields().values().forEach(value -> collect(value, out));
      }
      case Json.Arr(List<Json> items) -> items.forEach(item -> collect(item, out));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> {
        // Only the field `text` holds what people read.
      }
    }
  }
}
