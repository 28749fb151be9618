package io.tieout.app.sandbox;

import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The finance channel as people see it, and what they do there.
final class Board {
  static final String ASKED = "Approval needed";
  static final String POSTED = "Invoice posted";
  private static final Pattern AMOUNT = Pattern.compile("invoice of \\*([^*]+)\\*");
  private static final AtomicLong CLICKS = new AtomicLong(1_000_000);

  private final Stage scene;

  Board(Stage scene) {
    this.scene = scene;
  }

  /// A message as it stands now.
  ///
  /// @param text all that is read in it
  record Post(String ts, String text, Json.Obj message) {
    boolean offers(String action) {
      return SlackReader.hasAction(message, action);
    }

    /// What the button with this action carries.
    String value(String action) {
      return message.objects("blocks").stream()
          .flatMap(b -> b.objects("elements").stream())
          .filter(e -> e.optText("action_id").filter(action::equals).isPresent())
          .findFirst()
          .orElseThrow(() -> new AssertionError("no button " + action + " in " + text))
          .text("value");
    }
  }

  String channel() {
    return new SlackReader(scene.vendors().slack()).financeChannel();
  }

  List<Post> posts(String user) {
    return scene.vendors().slack().messages(user, channel()).stream()
        .map(m -> new Post(m.text("ts"), plain(m), m))
        .toList();
  }

  Post now(Post post) {
    return posts(Scene.CARO).stream()
        .filter(p -> p.ts().equals(post.ts()))
        .findFirst()
        .orElseThrow();
  }

  /// The newest public message with all these words, once there is one.
  Post seen(String... words) {
    return scene.await(
        "a message with " + List.of(words),
        () ->
            posts(Scene.CARO).reversed().stream()
                .filter(p -> !p.message().flag("is_ephemeral"))
                .filter(p -> List.of(words).stream().allMatch(p.text()::contains))
                .findFirst());
  }

  /// The card that asks about a sale, with its buttons.
  Post asked(String word) {
    return scene.await(
        "a card that asks about " + word,
        () ->
            posts(Scene.CARO).reversed().stream()
                .filter(p -> p.text().contains(word) && p.text().contains(ASKED))
                .filter(p -> p.offers("approve") || p.offers("details"))
                .findFirst());
  }

  /// As [#asked], but another message than this one. A change may come in pieces, each of which
  /// makes a newer card: the last one counts.
  Post askedAnew(String word, Post old) {
    anew(word, old);
    scene.awaitQuiet();
    return anew(word, old);
  }

  private Post anew(String word, Post old) {
    return scene.await(
        "a new card that asks about " + word,
        () ->
            posts(Scene.CARO).reversed().stream()
                .filter(p -> !p.ts().equals(old.ts()))
                .filter(p -> p.text().contains(word) && p.text().contains(ASKED))
                .filter(p -> p.offers("approve"))
                .findFirst());
  }

  /// The card once it reads so.
  Post becomes(Post card, String words) {
    return scene.await(
        "the card says " + words,
        () -> Optional.of(now(card)).filter(p -> p.text().contains(words)));
  }

  Outcome click(String user, Post card, String action) {
    return scene.vendors().slack().click(user, channel(), card.ts(), action, Optional.empty());
  }

  /// Approves in the window, typing the amount that the card tells.
  void approveTyping(String user, Post card) {
    Matcher amount = AMOUNT.matcher(card.text());
    if (!amount.find()) {
      throw new AssertionError("no amount in " + card.text());
    }
    click(user, card, "details");
    Json.Obj window =
        scene.await(
            "the window to approve in",
            () -> scene.vendors().slack().openViews(user).reversed().stream().findFirst());
    Json.Obj typed =
        Json.object()
            .put(
                "amount",
                Json.object().put("typed_amount", Json.object().put("value", amount.group(1))))
            .build();
    Outcome outcome = scene.vendors().slack().submit(user, window.text("id"), typed);
    if (!(outcome instanceof Outcome.Taken)) {
      throw new AssertionError("not taken: " + outcome);
    }
  }

  /// Caro approves and the invoice is posted.
  Post approve(Post card) {
    clickLate(Scene.CARO, card, "approve");
    return becomes(card, POSTED);
  }

  /// A click as it arrives at the house, on a card as it was shown then, whatever it shows now.
  HttpResponse<String> clickLate(String user, Post shown, String action) {
    return interact(click(user, shown, action, CLICKS.incrementAndGet()));
  }

  /// What Slack sends for a click.
  ///
  /// @param number tells one click from another
  Json.Obj click(String user, Post shown, String action, long number) {
    return Json.object()
        .put("type", "block_actions")
        .put("user", Json.object().put("id", user))
        .put("trigger_id", "t" + number)
        .put(
            "container",
            Json.object()
                .put("type", "message")
                .put("message_ts", shown.ts())
                .put("channel_id", channel())
                .put("is_ephemeral", false))
        .put("channel", Json.object().put("id", channel()))
        .put(
            "actions",
            List.of(
                Json.object()
                    .put("type", "button")
                    .put("action_id", action)
                    .put("block_id", "b")
                    .put("action_ts", number + ".000100")
                    .put("value", shown.value(action))
                    .build()))
        .build();
  }

  HttpResponse<String> interact(Json.Obj payload) {
    String body = "payload=" + URLEncoder.encode(payload.print(), StandardCharsets.UTF_8);
    return scene.send(
        "POST",
        "/slack/interactivity",
        signed(body, scene.vendors().clock().instant()),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /// The headers of a request that Slack signed.
  Map<String, String> signed(String body, Instant at) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("X-Slack-Request-Timestamp", String.valueOf(at.getEpochSecond()));
    headers.put(
        "X-Slack-Signature",
        "v0="
            + HexFormat.of()
                .formatHex(
                    hmac(
                        scene.vendors().slack().info().text("signing_secret"),
                        "v0:%d:%s".formatted(at.getEpochSecond(), body))));
    return headers;
  }

  static byte[] hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /// What only this person was told, oldest first.
  List<String> whispers(String user) {
    return posts(user).stream()
        .filter(p -> p.message().flag("is_ephemeral"))
        .map(Post::text)
        .toList();
  }

  /// What the person is told privately next, after so many whispers.
  String whisper(String user, int after) {
    return scene.await(
        "a private word to " + user, () -> whispers(user).stream().skip(after).findFirst());
  }

  /// What was said in the thread of a card.
  List<String> thread(Post card) {
    return now(card).message().objects("replies").stream().map(Board::plain).toList();
  }

  /// Everything in the channel, for a failed test's message.
  String transcript() {
    return posts(Scene.CARO).stream()
        .skip(Math.max(0, posts(Scene.CARO).size() - 6))
        .map(Post::text)
        .collect(Collectors.joining("\n----\n"));
  }

  private static String plain(Json.Obj message) {
    return SlackReader.textOf(message).replace("\u200b", "").replace("&amp;", "&");
  }
}
