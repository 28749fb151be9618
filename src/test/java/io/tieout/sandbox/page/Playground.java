package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.LoopbackServer;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.quickbooks.QuickBooksSide;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.SalesforceSide;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/// The seeded company's stand-ins with the page over them, and an app of three lines in Tieout's
/// place: it keeps what Slack sends and calls the Web API.
final class Playground implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");
  static final String DEALS = "C0DEALS";
  static final String SAM = "U0SAM";
  static final String CARO = "U0CARO";

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(START));
  final SlackStandIn slack;
  final SalesforceStandIn salesforce;
  final QuickBooksStandIn quickbooks;
  final CrmSide crm;
  final List<BooksSide> books;
  final SandboxPage page;
  final HttpClient http = HttpClient.newHttpClient();
  final BlockingQueue<Json.Obj> interactions = new LinkedBlockingQueue<>();
  final AtomicReference<Function<Json.Obj, Json.Obj>> reply =
      new AtomicReference<>(_ -> Json.object().build());
  private final LoopbackServer app;

  /// With Salesforce and QuickBooks.
  Playground() {
    this(List.of(), Optional.empty());
  }

  /// @param more ledgers beside QuickBooks
  /// @param other the CRM, where it is not Salesforce
  Playground(List<BooksSide> more, Optional<CrmSide> other) {
    Company company = SeededCompany.generate(11, 40, START);
    slack =
        SlackStandIn.start(
            SlackStandIn.Options.of(company, clock)
                .withTiming(List.of(Duration.ZERO), Duration.ofSeconds(3)));
    salesforce = SalesforceStandIn.start(SalesforceStandIn.Options.of(company, clock));
    quickbooks =
        QuickBooksStandIn.start(new QuickBooksStandIn.Options(0, company, clock, company.seed()));
    crm = other.orElseGet(() -> new SalesforceSide(salesforce, company.home()));
    books = Stream.concat(Stream.of(new QuickBooksSide(quickbooks)), more.stream()).toList();
    app = LoopbackServer.start("app", 0, this::answer, new Weather(), () -> HttpAnswer.empty(429));
    slack.eventsTo(app.base().resolve("/slack/events"));
    slack.interactivityTo(app.base().resolve("/slack/interactivity"));
    slack.commandsTo(app.base().resolve("/slack/commands"));
    page = SandboxPage.start(SandboxPage.Options.on(0), slack, crm, books, clock, new Ready());
  }

  private static final class Ready implements HouseView {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Json.Obj status() {
      return Json.object().put("Waiting for approval", 2).put("Policy", "2026-11").build();
    }
  }

  private HttpAnswer answer(HttpCall call) {
    if (call.path().endsWith("commands")) {
      return HttpAnswer.json(
          200, Json.object().put("text", "You asked: " + call.form().get("text")).build());
    }
    if (call.path().endsWith("events")) {
      Json.Obj event = Json.parseObj(call.text());
      return HttpAnswer.of(200, "text/plain", event.optText("challenge").orElse(""));
    }
    Json.Obj payload = Json.parseObj(Objects.requireNonNull(call.form().get("payload")).getFirst());
    interactions.add(payload);
    return HttpAnswer.json(200, reply.get().apply(payload));
  }

  Json.Obj interaction() throws InterruptedException {
    return Objects.requireNonNull(
        interactions.poll(10, TimeUnit.SECONDS), "nothing reached the app within ten seconds");
  }

  /// Posts blocks as the app's bot; gives the time stamp.
  String post(String channel, String text, String blocks) throws Exception {
    return call(
            "chat.postMessage",
            Json.object()
                .put("channel", channel)
                .put("text", text)
                .put("blocks", Json.parse(blocks))
                .build())
        .text("ts");
  }

  /// Calls Slack's Web API as the app's bot.
  Json.Obj call(String method, Json.Obj args) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(slack.info().text("api") + method))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", "Bearer " + slack.info().text("bot_token"))
                .POST(HttpRequest.BodyPublishers.ofString(args.print()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    Json.Obj told = Json.parseObj(answer.body());
    if (!told.flag("ok")) {
      throw new IllegalStateException(method + " was refused: " + answer.body());
    }
    return told;
  }

  static String fixture(String name) throws IOException {
    try (InputStream in = Playground.class.getResourceAsStream("/sandbox/page/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    page.close();
    app.close();
    slack.close();
    salesforce.close();
    quickbooks.close();
    http.shutdownNow();
  }
}
