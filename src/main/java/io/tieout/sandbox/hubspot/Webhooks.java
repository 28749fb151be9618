package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.hubspot.Credentials.App;
import io.tieout.sandbox.hubspot.Subscriptions.Subscription;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts signed events of what was committed, up to a hundred in a post. What is not answered with
/// 2xx within five seconds comes again, up to ten times in a day of real time, and then is lost.
final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST = 100;
  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(12),
          Duration.ofSeconds(55),
          Duration.ofMinutes(4),
          Duration.ofMinutes(11),
          Duration.ofMinutes(37),
          Duration.ofMinutes(80),
          Duration.ofHours(3),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(8));

  private final App app;
  private final Function<Change, List<Subscription>> subscribers;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<List<Event>> held = new ArrayList<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Courier courier = new Courier("hubspot");
  private Optional<URI> target = Optional.empty();
  private WebhookMood mood = WebhookMood.PROMPT;
  private List<Duration> retries = RETRIES;

  Webhooks(
      App app,
      Function<Change, List<Subscription>> subscribers,
      InstantSource clock,
      RandomGenerator random) {
    this.app = app;
    this.subscribers = subscribers;
    this.clock = clock;
    this.random = random;
  }

  /// One event as it travels, but for the number of the attempt.
  private record Event(Json.Obj body) {
    Json.Obj at(int attempt) {
      return body.with("attemptNumber", Json.of(attempt));
    }
  }

  Courier courier() {
    return courier;
  }

  void to(URI uri) {
    held(() -> target = Optional.of(uri));
  }

  void toNobody() {
    held(() -> target = Optional.empty());
  }

  Optional<URI> target() {
    return target;
  }

  void mood(WebhookMood newMood) {
    held(() -> mood = newMood);
  }

  void retries(List<Duration> schedule) {
    held(() -> retries = List.copyOf(schedule));
  }

  /// Takes the changes of one call; events of one call travel together.
  void tell(List<Change> changes) {
    held(() -> {
      if (target.isEmpty()) {
        return;
      }
      List<Event> events = new ArrayList<>();
      for (Change change : changes) {
        subscribers.apply(change).forEach(s -> events.add(event(change, s)));
      }
      for (int from = 0; from < events.size(); from += MOST) {
        dispatch(List.copyOf(events.subList(from, Math.min(events.size(), from + MOST))));
      }
    });
  }

  private void dispatch(List<Event> post) {
    switch (mood) {
      case PROMPT -> send(post, 0);
      case TWICE -> {
        send(post, 0);
        send(post, 0);
      }
      case LATE, REORDERED -> held.add(post);
      case NEVER -> LOG.debug("{} webhook events dropped", post.size());
    }
  }

  /// Sends what was held back: late in the order it happened, reordered the last first.
  void release() {
    held(() -> {
      boolean turned = mood == WebhookMood.REORDERED;
      for (List<Event> post : turned ? held.reversed() : List.copyOf(held)) {
        send(turned ? post.reversed() : post, 0);
      }
      held.clear();
    });
  }

  @Override
  public void close() {
    courier.close();
    http.shutdownNow();
  }

  private void send(List<Event> post, int attempt) {
    URI uri = target.orElseThrow();
    Duration wait = attempt == 0 ? Duration.ZERO : retries.get(attempt - 1);
    courier.send(wait, () -> deliver(uri, post, attempt));
  }

  private void deliver(URI uri, List<Event> post, int attempt) {
    String body = Json.array(post.stream().map(e -> e.at(attempt))).print();
    String stamp = Long.toString(clock.instant().toEpochMilli());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "HubSpot Connect 2.0 (http://dev.hubspot.com/)")
            .header("X-HubSpot-Signature", Signatures.first(app.clientSecret(), body))
            .header("X-HubSpot-Signature-Version", "v1")
            .header(
                "X-HubSpot-Signature-v3",
                Signatures.third(app.clientSecret(), "POST", uri.toString(), body, stamp))
            .header("X-HubSpot-Request-Timestamp", stamp)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    boolean taken = false;
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      taken = status >= 200 && status < 300;
    } catch (IOException e) {
      LOG.debug("webhook to {} failed", uri, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!taken) {
      held(() -> {
        if (attempt < retries.size() && target.isPresent()) {
          send(post, attempt + 1);
        }
      });
    }
  }

  private Event event(Change change, Subscription subscription) {
    var out =
        Json.object()
            .put("eventId", random.nextLong(1, 4_000_000_000L))
            .put("subscriptionId", subscription.id())
            .put("portalId", app.portalId())
            .put("appId", Long.parseLong(app.appId()))
            .put("occurredAt", change.at().toEpochMilli())
            .put("subscriptionType", subscription.eventType())
            .put("attemptNumber", 0)
            .put("changeSource", change.by().changeSource())
            .put("sourceId", change.by().sourceId());
    switch (change) {
      case Change.Created c -> out.put("objectId", c.id()).put("changeFlag", "CREATED");
      case Change.Deleted c -> out.put("objectId", c.id()).put("changeFlag", "DELETED");
      case Change.Restored c -> out.put("objectId", c.id()).put("changeFlag", "RESTORED");
      case Change.Property c ->
          out.put("objectId", c.id()).put("propertyName", c.name()).put("propertyValue", c.value());
      case Change.Merged c ->
          out.put("objectId", c.id())
              .put("changeFlag", "MERGED")
              .put("primaryObjectId", c.id())
              .put("mergedObjectIds", List.of(Json.of(c.loser())))
              .put("newObjectId", c.id())
              .put("numberOfPropertiesMoved", c.moved());
      case Change.Associated c ->
          // These events name no objectId.
          out.put(
                  "associationType",
                  "%s_TO_%s".formatted(c.from().type().shout(), c.to().type().shout()))
              .put("fromObjectId", c.from().id())
              .put("toObjectId", c.to().id())
              .put("associationRemoved", c.removed())
              .put("isPrimaryAssociation", c.primary());
    }
    return new Event(out.build());
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
