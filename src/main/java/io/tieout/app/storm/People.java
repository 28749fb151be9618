package io.tieout.app.storm;

import io.tieout.app.sandbox.SlackReader;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The people in the finance channel: what they saw, and what they pressed. They press cards as
/// they saw them, however late; what they pressed is remembered here.
final class People implements AutoCloseable {
  static final String CONTROLLER = "U0CARO";
  static final String CFO = "U0FINN";
  static final String CLERK = "U0ARI";
  static final List<String> ALL = List.of(CONTROLLER, CFO, CLERK);
  static final String APPROVE = "approve";
  private static final String ANSWER = "answer_finding:";
  private static final Set<String> EFFECT_ANSWERS = Set.of("accept", "retry", "skip", "stop");
  private static final int FIRST_PRESS = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final World world;
  private final SlackReader reader;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Card> seen = new ArrayList<>();
  private final List<Press> presses = new ArrayList<>();
  private int pressed;

  People(World world) {
    this.world = world;
    this.reader = new SlackReader(world.slack());
  }

  /// A card as it was shown.
  record Card(String ts, String text, String value) {
    String digest() {
      return Json.parseObj(value).text("digest");
    }

    /// As if it had shown something else.
    Card showing(String otherDigest) {
      return new Card(ts, text, Json.parseObj(value).with("digest", Json.of(otherDigest)).print());
    }
  }

  /// Somebody pressed Approve, and the house said that it was told.
  ///
  /// @param number a press that Slack tells twice has one
  /// @param at by the world's clock
  record Press(String user, Card card, int number, Instant at) {
    /// What Slack gives a press, by which it can be told from others.
    String ts() {
      return "%d.000100".formatted(FIRST_PRESS + number);
    }
  }

  void forget() {
    seen.clear();
    presses.clear();
  }

  /// Cards about a deal that can be approved now. They are remembered.
  List<Card> waiting(String deal) {
    List<Card> cards =
        world.slack().messages(CONTROLLER, reader.financeChannel()).stream()
            .filter(m -> SlackReader.hasAction(m, APPROVE))
            .map(m -> new Card(m.text("ts"), SlackReader.textOf(m), value(m)))
            .filter(card -> card.text().contains(deal))
            .toList();
    cards.stream().filter(card -> !seen.contains(card)).forEach(seen::add);
    return cards;
  }

  /// Every card about the present deal that was ever shown.
  List<Card> seen() {
    return List.copyOf(seen);
  }

  List<Press> presses() {
    return List.copyOf(presses);
  }

  /// Presses Approve on a card as it was shown. Pressed again under the same number it is one press
  /// that Slack tells twice.
  ///
  /// @return whether the house said that it was told
  boolean approve(String user, Card card, int number) {
    Press press = new Press(user, card, number, world.now());
    boolean told =
        pressed(
            user,
            card.ts(),
            Json.object()
                .put("type", "button")
                .put("action_id", APPROVE)
                .put("block_id", "b")
                .put("action_ts", press.ts())
                .put("value", card.value())
                .build());
    if (told) {
      presses.add(press);
    }
    return told;
  }

  /// What Tieout asks about an effect.
  ///
  /// @param answers that can be given
  record Question(String ts, String actionId, List<String> answers) {}

  /// What is asked about effects of a deal and was not answered yet.
  List<Question> questions(String deal) {
    return world.slack().messages(CONTROLLER, reader.financeChannel()).stream()
        .filter(m -> SlackReader.textOf(m).contains(deal))
        .flatMap(m ->
            elements(m)
                .filter(e -> e.optText("action_id").orElse("").startsWith(ANSWER))
                .map(e -> new Question(m.text("ts"), e.text("action_id"), values(e))))
        .filter(q -> EFFECT_ANSWERS.containsAll(q.answers()))
        .toList();
  }

  private static List<String> values(Json.Obj select) {
    return select.objects("options").stream().map(o -> o.text("value")).toList();
  }

  void answer(String user, Question question, String answer, int number) {
    pressed(
        user,
        question.ts(),
        Json.object()
            .put("type", "static_select")
            .put("action_id", question.actionId())
            .put("block_id", "b")
            .put("action_ts", "%d.000100".formatted(FIRST_PRESS + number))
            .put("selected_option", Json.object().put("value", answer))
            .build());
  }

  private boolean pressed(String user, String ts, Json.Obj action) {
    Json.Obj payload =
        Json.object()
            .put("type", "block_actions")
            .put("user", Json.object().put("id", user))
            .put("trigger_id", "t" + action.text("action_ts"))
            .put(
                "container",
                Json.object()
                    .put("type", "message")
                    .put("message_ts", ts)
                    .put("channel_id", reader.financeChannel())
                    .put("is_ephemeral", false))
            .put("channel", Json.object().put("id", reader.financeChannel()))
            .put("actions", List.of(action))
            .build();
    return post("payload=" + URLEncoder.encode(payload.print(), StandardCharsets.UTF_8));
  }

  int nextPress() {
    pressed++;
    return pressed;
  }

  private boolean post(String body) {
    Instant at = world.now();
    URI url = world.replicas().getFirst().base().resolve("/slack/interactivity");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", String.valueOf(at.getEpochSecond()))
            .header("X-Slack-Signature", signature(at, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String signature(Instant at, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = world.slack().info().text("signing_secret").getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] signed =
          mac.doFinal(
              "v0:%d:%s".formatted(at.getEpochSecond(), body).getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private static Stream<Json.Obj> elements(Json.Obj message) {
    return message.objects("blocks").stream().flatMap(b -> b.objects("elements").stream());
  }

  private static String value(Json.Obj message) {
    return elements(message)
        .filter(e -> e.optText("action_id").filter(APPROVE::equals).isPresent())
        .findFirst()
        .orElseThrow()
        .text("value");
  }

  /// Closing it would wait for requests whose receiver died, and some of them never end.
  @Override
  public void close() {
    http.shutdownNow();
  }
}
