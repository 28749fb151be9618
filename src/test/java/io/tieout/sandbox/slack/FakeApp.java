package io.tieout.sandbox.slack;

import com.slack.api.app_backend.SlackSignature;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.value.json.Json;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// An app on loopback that keeps what Slack sends and checks the signature with Slack's own class.
final class FakeApp implements AutoCloseable {
  final Weather weather = new Weather();
  final BlockingQueue<HttpCall> calls = new LinkedBlockingQueue<>();
  final AtomicReference<Function<HttpCall, HttpAnswer>> reply =
      new AtomicReference<>(_ -> HttpAnswer.empty(200));
  private final LoopbackServer server;
  private final SlackSignature.Verifier verifier;
  private final Fixture fixture;

  FakeApp(Fixture fixture) {
    this.fixture = fixture;
    this.verifier =
        new SlackSignature.Verifier(
            new SlackSignature.Generator(fixture.slack.info().text("signing_secret")));
    this.server =
        LoopbackServer.start("app", 0, this::answer, weather, () -> HttpAnswer.empty(429));
    fixture.slack.interactivityTo(url());
    fixture.slack.commandsTo(url());
  }

  URI url() {
    return server.base().resolve("/slack/events");
  }

  private HttpAnswer answer(HttpCall call) {
    boolean genuine =
        verifier.isValid(
            call.header("X-Slack-Request-Timestamp").orElse(""),
            call.text(),
            call.header("X-Slack-Signature").orElse(""),
            fixture.clock.millis());
    if (!genuine) {
      return HttpAnswer.empty(401);
    }
    if (call.text().contains("url_verification")) {
      return HttpAnswer.of(200, "text/plain", Json.parseObj(call.text()).text("challenge"));
    }
    calls.add(call);
    return reply.get().apply(call);
  }

  HttpCall next() throws InterruptedException {
    HttpCall call = calls.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("nothing came within ten seconds");
    }
    return call;
  }

  Json.Obj nextEvent() throws InterruptedException {
    return Json.parseObj(next().text());
  }

  Json.Obj nextPayload() throws InterruptedException {
    return Json.parseObj(next().form().getOrDefault("payload", List.of("")).getFirst());
  }

  @Override
  public void close() {
    server.close();
  }
}
