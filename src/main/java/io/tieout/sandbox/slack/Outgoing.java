package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything Slack sends to the app: signed, with the patience of three seconds, events again when
/// they were not answered. Events go out in the background, each on its own thread, so that order
/// is not kept, as it is not by Slack.
final class Outgoing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  /// What became of one request to the app.
  sealed interface Reception {
    record Answered(int status, String body, boolean noRetry) implements Reception {
      boolean fine() {
        return status >= 200 && status < 300;
      }
    }

    /// No answer came.
    ///
    /// @param reason as Slack names it in `X-Slack-Retry-Reason`
    record Silent(String reason) implements Reception {}
  }

  private record Parcel(String type, String eventId, String body) {}

  private final Workspace workspace;
  private final SlackStandIn.Options options;
  private final Signatures signatures;
  private final String verificationToken;
  private final HttpClient http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Optional<URI>> events = new AtomicReference<>(Optional.empty());
  private final AtomicInteger twice = new AtomicInteger();
  private final List<SlackStandIn.Delivery> deliveries = new ArrayList<>();

  Outgoing(
      Workspace workspace,
      SlackStandIn.Options options,
      Signatures signatures,
      String verificationToken) {
    this.workspace = workspace;
    this.options = options;
    this.signatures = signatures;
    this.verificationToken = verificationToken;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.patience())
            .executor(threads)
            .build();
  }

  /// Sets the request URL of events once it has answered the challenge.
  ///
  /// @throws IllegalStateException when it did not
  void eventsTo(URI url) {
    String challenge = workspace.nextId("challenge");
    Json.Obj question =
        Json.object()
            .put("token", verificationToken)
            .put("challenge", challenge)
            .put("type", "url_verification")
            .build();
    Reception reception = post(url, "application/json", question.print(), Map.of());
    if (!(reception instanceof Reception.Answered answer
        && answer.fine()
        && answer.body().contains(challenge))) {
      throw new IllegalStateException(
          "the events URL %s did not answer the challenge; got %s".formatted(url, reception));
    }
    events.set(Optional.of(url));
  }

  /// The next so many events are delivered twice, as happens.
  void twice(int count) {
    twice.set(count);
  }

  List<SlackStandIn.Delivery> deliveries() {
    return workspace.locked(() -> List.copyOf(deliveries));
  }

  /// Raises an event when the app subscribes to it and has said where to.
  void event(String subscription, Json.Obj event) {
    Optional<URI> to = events.get();
    if (to.isEmpty() || !options.subscriptions().contains(subscription)) {
      return;
    }
    String id = workspace.nextId("Ev");
    Parcel parcel = new Parcel(subscription, id, envelope(id, event).print());
    dispatch(to.get(), parcel, 0, "");
    if (twice.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      dispatch(to.get(), parcel, 0, "");
    }
  }

  private Json.Obj envelope(String id, Json.Obj event) {
    Json authorization =
        Json.object()
            .put("enterprise_id", Json.nothing())
            .put("team_id", Workspace.TEAM)
            .put("user_id", Workspace.BOT_USER)
            .put("is_bot", true)
            .put("is_enterprise_install", false)
            .build();
    return Json.object()
        .put("token", verificationToken)
        .put("team_id", Workspace.TEAM)
        .put("context_team_id", Workspace.TEAM)
        .put("context_enterprise_id", Json.nothing())
        .put("api_app_id", Workspace.APP)
        .put("event", event)
        .put("type", "event_callback")
        .put("event_id", id)
        .put("event_time", workspace.now().getEpochSecond())
        .put("authorizations", List.of(authorization))
        .put("is_ext_shared_channel", false)
        .put("event_context", "4-" + id)
        .build();
  }

  private void dispatch(URI to, Parcel parcel, int retry, String reason) {
    try {
      threads.execute(() -> deliver(to, parcel, retry, reason));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} not delivered: closed", parcel.eventId());
    }
  }

  private void deliver(URI to, Parcel parcel, int retry, String reason) {
    Map<String, String> headers =
        retry == 0
            ? Map.of()
            : Map.of("X-Slack-Retry-Num", String.valueOf(retry), "X-Slack-Retry-Reason", reason);
    Reception reception = post(to, "application/json", parcel.body(), headers);
    String why =
        switch (reception) {
          case Reception.Answered a when a.fine() -> "";
          case Reception.Answered _ -> "http_error";
          case Reception.Silent(String silence) -> silence;
        };
    workspace.change(() ->
        deliveries.add(
            new SlackStandIn.Delivery(
                parcel.eventId(), parcel.type(), retry, why.isEmpty() ? "ok" : why)));
    boolean refused = reception instanceof Reception.Answered a && a.noRetry();
    List<Duration> delays = options.retryDelays();
    if (!why.isEmpty() && !refused && retry < delays.size()) {
      CompletableFuture.delayedExecutor(
              delays.get(retry).toMillis(), TimeUnit.MILLISECONDS, threads)
          .execute(() -> deliver(to, parcel, retry + 1, why));
    }
  }

  /// Sends a form and waits for the answer, at most as long as Slack does.
  Reception form(URI to, Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return post(to, FORM, String.join("&", pairs), Map.of());
  }

  private Reception post(URI to, String type, String body, Map<String, String> more) {
    Instant now = workspace.now();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(options.patience())
            .header("Content-Type", type)
            .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .header("X-Slack-Request-Timestamp", String.valueOf(now.getEpochSecond()))
            .header("X-Slack-Signature", signatures.of(now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    more.forEach(request::header);
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean noRetry = answer.headers().firstValue("X-Slack-No-Retry").isPresent();
      return new Reception.Answered(answer.statusCode(), answer.body(), noRetry);
    } catch (HttpTimeoutException e) {
      return new Reception.Silent("http_timeout");
    } catch (IOException e) {
      return new Reception.Silent("connection_failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reception.Silent("unknown_error");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
