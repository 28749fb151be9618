package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.Courier;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The app's webhook. A new address must first show that it tells good signatures from bad ones;
/// then events of all organisations go there, numbered in one sequence. What is not answered as
/// demanded comes again, ever more seldom; after a day of failures the webhook is disabled.
final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration A_DAY = Duration.ofHours(24);

  /// Whether each of the posts that ask for the intent to receive is signed well.
  private static final List<Boolean> INTENT = List.of(true, false, true, false);

  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private final WebhookPost post;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> held = new ArrayList<>();
  private final Courier courier = new Courier("xero");
  private Optional<URI> target = Optional.empty();
  private Optional<Instant> failingSince = Optional.empty();
  private WebhookStatus status = WebhookStatus.OFF;
  private WebhookMood mood = WebhookMood.PROMPT;
  private List<Duration> retries = RETRIES;
  private long sequence;

  Webhooks(String key, RandomGenerator random, InstantSource clock) {
    this.post = new WebhookPost(key);
    this.random = random;
    this.clock = clock;
  }

  /// Gives the webhook an address, which is asked for its intent to receive.
  void to(URI uri) {
    held(() -> {
      target = Optional.of(uri);
      status = WebhookStatus.VALIDATING;
      failingSince = Optional.empty();
      courier.send(Duration.ZERO, () -> validate(uri));
    });
  }

  Courier courier() {
    return courier;
  }

  WebhookStatus status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  void mood(WebhookMood newMood) {
    held(() -> mood = newMood);
  }

  void retries(List<Duration> waits) {
    held(() -> retries = List.copyOf(waits));
  }

  /// Takes the events of one commit; they travel in one post.
  void tell(List<Json.Obj> events) {
    held(() -> {
      long first = sequence + 1;
      sequence += events.size();
      if (status == WebhookStatus.ACTIVE || status == WebhookStatus.VALIDATING) {
        travel(body(events, first, sequence));
      }
    });
  }

  private void travel(String body) {
    switch (mood) {
      case PROMPT -> deliverSoon(body, 0);
      case TWICE -> {
        deliverSoon(body, 0);
        deliverSoon(body, 0);
      }
      case LATE, REORDERED -> held.add(body);
      case LOST -> LOG.debug("a webhook is lost on purpose");
    }
  }

  /// Sends what was held back: late in the order it happened, reordered the last first.
  void release() {
    held(() -> {
      List<String> waiting = mood == WebhookMood.REORDERED ? held.reversed() : held;
      List.copyOf(waiting).forEach(b -> deliverSoon(b, 0));
      held.clear();
    });
  }

  /// Returns when everything that was due has been sent, the intent to receive included.
  void settle() {
    CompletableFuture<Boolean> reached = new CompletableFuture<>();
    courier.send(Duration.ZERO, () -> reached.complete(true));
    reached.join();
  }

  @Override
  public void close() {
    courier.close();
    post.close();
  }

  /// Every well signed post must be accepted and every other one answered with 401.
  private void validate(URI uri) {
    boolean sound = true;
    for (boolean good : INTENT) {
      WebhookPost.Outcome outcome = post.send(uri, body(List.of(), 0, 0), good);
      sound &= good ? outcome.accepted() : outcome.status() == 401;
    }
    boolean accepted = sound;
    held(() -> status = accepted ? WebhookStatus.ACTIVE : WebhookStatus.REFUSED);
  }

  private void deliverSoon(String body, int attempt) {
    Duration wait = attempt == 0 ? Duration.ZERO : retries.get(attempt - 1);
    courier.send(wait, () -> deliver(body, attempt));
  }

  /// Whether a day of failures is over is seen when the next delivery fails.
  private void deliver(String body, int attempt) {
    if (status() != WebhookStatus.ACTIVE) {
      return;
    }
    boolean accepted = post.send(target.orElseThrow(), body, true).accepted();
    held(() -> {
      if (accepted) {
        failingSince = Optional.empty();
        return;
      }
      Instant now = clock.instant();
      Instant since = failingSince.orElse(now);
      failingSince = Optional.of(since);
      if (!now.isBefore(since.plus(A_DAY))) {
        status = WebhookStatus.DISABLED;
      } else if (attempt < retries.size()) {
        deliverSoon(body, attempt + 1);
      }
    });
  }

  /// The random text keeps two posts of the same events from being equal.
  private String body(List<Json.Obj> events, long first, long last) {
    return Json.object()
        .put("events", events)
        .put("lastEventSequence", last)
        .put("firstEventSequence", first)
        .put("entropy", Ids.letters(random, 20))
        .build()
        .print();
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
