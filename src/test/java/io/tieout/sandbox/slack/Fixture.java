package io.tieout.sandbox.slack;

import io.tieout.fact.party.Role;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.value.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/// A small company and its workspace, with a clock that only moves when told.
final class Fixture implements AutoCloseable {
  static final String ANNA = "U0ANNA";
  static final String BEN = "U0BEN";
  static final String DEALS = "C0DEALS";
  static final String GENERAL = "C0GENERAL";
  static final Instant START = Instant.parse("2026-11-02T14:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(10);

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(START));
  final SlackStandIn slack;
  final HttpClient http = HttpClient.newHttpClient();

  Fixture(UnaryOperator<SlackStandIn.Options> change) {
    SlackStandIn.Options options =
        SlackStandIn.Options.of(company(), clock)
            .withTiming(List.of(Duration.ZERO, Duration.ofMillis(5)), PATIENCE);
    slack = SlackStandIn.start(change.apply(options));
  }

  Fixture() {
    this(o -> o);
  }

  static Company company() {
    return new Company(
        7,
        "Northwind Analytics",
        CurrencyUnit.USD,
        "US",
        START,
        List.of(
            new Company.Employee(
                ANNA, "Anna Berg", "anna@northwind.example", "AR clerk", Set.of(Role.AR_CLERK)),
            new Company.Employee(
                BEN, "Ben Okafor", "ben@northwind.example", "Sales", Set.of(Role.SALES_OPS))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  String token() {
    return slack.info().text("bot_token");
  }

  /// Calls a method with form arguments.
  HttpResponse<String> raw(String method, Map<String, String> args) throws Exception {
    String form =
        args.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return http.send(
        HttpRequest.newBuilder(URI.create(slack.info().text("api") + method))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Bearer " + token())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  Json.Obj call(String method, Map<String, String> args) throws Exception {
    return Json.parseObj(raw(method, args).body());
  }

  /// Calls a method without a token.
  Json.Obj anonymous(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(slack.info().text("api") + method)).GET().build();
    return Json.parseObj(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /// Waits for something to become true, looking again at each change of the workspace.
  void await(BooleanSupplier condition) throws InterruptedException {
    long since = slack.revision();
    while (!condition.getAsBoolean()) {
      long now = slack.awaitChange(since, Duration.ofSeconds(10));
      if (now == since && !condition.getAsBoolean()) {
        throw new AssertionError("nothing happened for ten seconds");
      }
      since = now;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    slack.close();
  }
}
