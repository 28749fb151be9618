package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.Courier;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts signed notices of committed changes. What is not answered with 200 within three seconds
/// comes again on the vendor's schedule, in real time.
final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(6));

  private final String realm;
  private final String verifierToken;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<List<Change>> held = new ArrayList<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Courier courier = new Courier("quickbooks");
  private Optional<URI> target = Optional.empty();
  private WebhookMood mood = WebhookMood.PROMPT;
  private WebhookFormat format = WebhookFormat.CLOUD_EVENTS;
  private List<Duration> retries = RETRIES;

  Webhooks(String realm, String verifierToken, RandomGenerator random) {
    this.realm = realm;
    this.verifierToken = verifierToken;
    this.random = random;
  }

  Courier courier() {
    return courier;
  }

  void to(URI uri) {
    held(() -> target = Optional.of(uri));
  }

  void mood(WebhookMood newMood) {
    held(() -> mood = newMood);
  }

  void format(WebhookFormat newFormat) {
    held(() -> format = newFormat);
  }

  void retries(List<Duration> schedule) {
    held(() -> retries = List.copyOf(schedule));
  }

  /// Takes the changes of one commit; they travel in one post.
  void tell(List<Change> changes) {
    held(() -> {
      if (target.isEmpty()) {
        return;
      }
      switch (mood) {
        case PROMPT -> post(changes);
        case TWICE -> {
          String body = body(changes);
          send(body, 0);
          send(body, 0);
        }
        case LATE, REORDERED -> held.add(changes);
        case NEVER -> LOG.debug("webhook for {} dropped", changes);
      }
    });
  }

  /// Sends what was held back: late in the order it happened, reordered the last first.
  void release() {
    held(() -> {
      List<List<Change>> waiting = mood == WebhookMood.REORDERED ? held.reversed() : held;
      List.copyOf(waiting).forEach(this::post);
      held.clear();
    });
  }

  @Override
  public void close() {
    courier.close();
    http.shutdownNow();
  }

  private void post(List<Change> changes) {
    send(body(changes), 0);
  }

  private void send(String body, int attempt) {
    URI uri = target.orElseThrow();
    Duration wait = attempt == 0 ? Duration.ZERO : retries.get(attempt - 1);
    courier.send(wait, () -> deliver(uri, body, attempt));
  }

  private void deliver(URI uri, String body, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("intuit-signature", signature(body))
            .header("intuit-t-id", "1-" + attempt)
            .header("intuit-notification-schema-version", "2.0")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    boolean answered = false;
    try {
      answered = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      LOG.debug("webhook to {} failed", uri, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!answered && attempt < retries.size()) {
      held(() -> send(body, attempt + 1));
    }
  }

  private String body(List<Change> changes) {
    return switch (format) {
      case CLOUD_EVENTS -> Json.array(changes.stream().map(this::cloudEvent)).print();
      case LEGACY -> legacy(changes).print();
    };
  }

  private Json.Obj cloudEvent(Change change) {
    String nanos = "%09d".formatted(random.nextInt(1_000_000_000));
    String time = change.at().toString().replaceFirst("(\\.\\d+)?Z$", "") + "." + nanos + "Z";
    return Json.object()
        .put("specversion", "1.0")
        .put("id", new UUID(random.nextLong(), random.nextLong()).toString())
        .put("source", "intuit.dHN0YW5kaW4=")
        .put("type", "qbo.%s.%s.v1".formatted(change.kind().path(), change.verb().cloudName()))
        .put("datacontenttype", "application/json")
        .put("time", time)
        .put("intuitentityid", change.id())
        .put("intuitaccountid", realm)
        .put("data", Json.object())
        .build();
  }

  private Json.Obj legacy(List<Change> changes) {
    List<Json.Obj> entities =
        changes.stream()
            .map(c ->
                Json.object()
                    .put("name", c.kind().apiName())
                    .put("id", c.id())
                    .put("operation", c.verb().legacyName())
                    .put("lastUpdated", Stamp.precise(c.at()))
                    .build())
            .toList();
    Json.Obj notification =
        Json.object()
            .put("realmId", realm)
            .put("dataChangeEvent", Json.object().put("entities", entities))
            .build();
    return Json.object().put("eventNotifications", List.of(notification)).build();
  }

  private String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(verifierToken.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private void held(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
