package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.EmbeddedServer;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve` as it is run: a process of its own, real HTTP, a real database, real signals.
class ServeTest {
  private static final String CARO = "U0CARO";
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final int TERMINATED = 143;

  @TempDir private Path folder;
  private Vendors vendors;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch never = new CountDownLatch(1);

  @BeforeEach
  void open() {
    vendors = Vendors.start(1, 20, InstantSource.system());
  }

  @AfterEach
  void close() {
    vendors.close();
    client.shutdownNow();
  }

  @Test
  void it_serves_and_a_step_under_way_survives_being_stopped() throws Exception {
    int before = vendors.quickbooks().invoices().size();
    try (HoldingProxy books =
        HoldingProxy.before(
            vendors.quickbooks().base(),
            e ->
                e.getRequestMethod().equals("POST")
                    && e.getRequestURI().getPath().endsWith("/invoice"))) {
      Served served =
          Served.write(folder, vendors, books.base(), Optional.of(TestDatabase.freshAddress()));
      try (Child first = serve(served)) {
        URI base = base(first);
        assertThat(get(base, "/healthz").statusCode()).isEqualTo(200);
        assertThat(get(base, "/readyz").body()).isEqualTo("{\"ready\":true,\"database\":true}");
        win();
        approve();
        assertThat(books.holding().await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(get(base, "/metrics").body()).contains("tieout_effects_waiting");

        first.terminate();
        first.line("Stopping");
        books.letGo();

        assertThat(first.code(SOON)).isEqualTo(TERMINATED);
        assertSilent(first, served);
      }
      try (Child second = serve(served)) {
        base(second);
        until("the deal is told of its invoice", this::dealIsTold);
        second.terminate();
        assertThat(second.code(SOON)).isEqualTo(TERMINATED);
        assertSilent(second, served);
      }
    }
    assertThat(vendors.quickbooks().invoices()).hasSize(before + 1);
  }

  @Test
  void metrics_have_stable_names() throws Exception {
    Served served =
        Served.write(
            folder, vendors, vendors.quickbooks().base(), Optional.of(TestDatabase.freshAddress()));
    try (Child child = serve(served)) {
      HttpResponse<String> scraped = get(base(child), "/metrics");

      assertThat(scraped.statusCode()).isEqualTo(200);
      assertThat(scraped.headers().firstValue("content-type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(scraped.body())
          .contains(
              "tieout_database_up 1",
              "tieout_inbox_waiting ",
              "tieout_outbox_waiting ",
              "tieout_approvals_waiting ",
              "tieout_effects_waiting ",
              "tieout_effects_uncertain ",
              "tieout_audit_unchained ",
              "tieout_jobs_failing ",
              "jvm_memory_used_bytes{");
      assertThat(MetricNames.in(Files.readString(Path.of("docs/configuration.md"))))
          .isEqualTo(MetricNames.in(scraped.body()));
      assertThat(scraped.body()).doesNotContainPattern("tieout_\\w+ (-1|NaN)");
    }
  }

  @Test
  void a_data_folder_has_one_user_and_outlives_its_kill() throws Exception {
    Served served = Served.write(folder, vendors, vendors.quickbooks().base(), Optional.empty());
    String data = folder.resolve("data").toString();
    try (Child first = serve(served)) {
      base(first);
      win();
      until("a card is in Slack", () -> card().isPresent());
      try (Child second = serve(served)) {
        assertThat(second.code(Child.PATIENCE)).isEqualTo(4);
        assertThat(second.log()).contains(data + " is in use by another Tieout; stop it");
      }
      assertThat(Ran.of("audit", "show", deal(), "--data", data).out())
          .contains("filed a proposal");
      first.kill();
    }
    assertThat(Ran.of("audit", "verify", "--data", data).code()).isEqualTo(4);
    try (Child again = serve(served)) {
      base(again);
      assertThat(Ran.of("audit", "verify", "--data", data).out()).contains("Intact");
      assertThat(Ran.of("audit", "show", deal(), "--data", data).out())
          .contains("filed a proposal");
      assertThat(Ran.of("jobs", "--data", data).out()).contains("salesforce-poll");
      again.terminate();
      assertThat(again.code(SOON)).isEqualTo(TERMINATED);
    }
    try (EmbeddedServer free = EmbeddedServer.start(folder.resolve("data"))) {
      assertThat(free.persistent().jdbcUrl()).contains("tieout");
    }
  }

  @Test
  void it_does_not_start_without_its_database() {
    Served served =
        Served.write(
            folder,
            vendors,
            vendors.quickbooks().base(),
            Optional.of(
                new DatabaseAddress(
                    "jdbc:postgresql://127.0.0.1:1/tieout",
                    Optional.empty(),
                    Optional.empty(),
                    4)));
    try (Child child = serve(served)) {
      assertThat(child.code(Child.PATIENCE)).isEqualTo(4);
      assertThat(child.log())
          .contains("tieout: the database jdbc:postgresql://127.0.0.1:1/tieout cannot be reached")
          .contains("See that it runs");
    }
  }

  @Test
  void it_is_not_ready_while_the_database_is_away() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder.resolve("server"))) {
      Served served =
          Served.write(
              folder, vendors, vendors.quickbooks().base(), Optional.of(server.persistent()));
      try (Child child = serve(served)) {
        URI base = base(child);
        assertThat(get(base, "/readyz").statusCode()).isEqualTo(200);
        takeAway(server);

        until("it says so", () -> get(base, "/readyz").statusCode() == 503);
        assertThat(get(base, "/readyz").body()).contains("\"database\":false");
        assertThat(get(base, "/healthz").statusCode()).isEqualTo(200);
        assertThat(get(base, "/metrics").body()).contains("tieout_database_up 0");
        assertThat(child.alive()).isTrue();
      }
    }
  }

  @Test
  void a_port_in_use_ends_with_3() throws Exception {
    try (HoldingProxy there = HoldingProxy.before(vendors.quickbooks().base(), _ -> false)) {
      Served served =
          Served.write(
              folder,
              vendors,
              vendors.quickbooks().base(),
              Optional.of(TestDatabase.freshAddress()));
      Files.writeString(
          served.file(),
          Files.readString(served.file()).replace("port: 0", "port: " + there.base().getPort()));
      try (Child child = serve(served)) {
        assertThat(child.code(Child.PATIENCE)).isEqualTo(3);
        assertThat(child.log()).contains("cannot listen on 127.0.0.1:" + there.base().getPort());
      }
    }
  }

  @Test
  void the_configuration_is_checked_without_starting_anything() {
    Served served = Served.write(folder, vendors, vendors.quickbooks().base(), Optional.empty());
    try (Child good =
            Child.start(
                folder,
                served.environment(),
                "serve",
                "--check",
                "--config",
                served.file().toString());
        Child bad =
            Child.start(
                folder, Map.of(), "serve", "--check", "--config", served.file().toString())) {
      assertThat(good.line("can be used")).contains("tieout.yaml");
      assertThat(good.code(Child.PATIENCE)).isZero();
      assertThat(bad.code(Child.PATIENCE)).isEqualTo(3);
      assertThat(bad.log())
          .contains("names ${SLACK_BOT_TOKEN}, which is not set")
          .contains("names ${SF_CLIENT_SECRET}, which is not set");
    }
  }

  private static void takeAway(EmbeddedServer server) {
    server.close();
  }

  private Child serve(Served served) {
    return Child.start(
        folder,
        served.environment(),
        "serve",
        "--config",
        served.file().toString(),
        "--data",
        folder.resolve("data").toString());
  }

  /// Where the child listens; Slack is told.
  private URI base(Child child) {
    String line = child.line("Tieout listens on ");
    URI base = URI.create(line.replaceAll(".* listens on (\\S+) .*", "$1"));
    vendors.slack().eventsTo(base.resolve("/slack/events"));
    vendors.slack().interactivityTo(base.resolve("/slack/interactivity"));
    return base;
  }

  private String deal() {
    return vendors.salesforce().dealId("acme-platform");
  }

  private void win() {
    vendors.salesforce().moveStage(deal(), "Closed Won");
  }

  private Optional<Json.Obj> card() {
    return vendors.slack().messages(CARO, channel()).stream()
        .filter(m -> m.objects("blocks").stream().anyMatch(b -> b.print().contains("approve")))
        .findFirst();
  }

  private String channel() {
    return vendors.slack().info().obj("channels").text("finance-approvals");
  }

  private void approve() {
    until("a card is in Slack", () -> card().isPresent());
    vendors
        .slack()
        .click(CARO, channel(), card().orElseThrow().text("ts"), "approve", Optional.empty());
  }

  private boolean dealIsTold() {
    return vendors
        .salesforce()
        .record("Opportunity", deal())
        .flatMap(d -> d.optText("Tieout_Invoice_Number__c"))
        .isPresent();
  }

  private HttpResponse<String> get(URI base, String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + Child.PATIENCE.toNanos();
    try {
      while (!holds.getAsBoolean()) {
        if (System.nanoTime() > end || never.await(50, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("waited in vain until " + what);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is logged is JSON, line by line, and tells neither secrets nor people's addresses.
  private static void assertSilent(Child child, Served served) {
    String log = child.log();
    assertThat(log.lines())
        .allSatisfy(
            line -> assertThat(Json.parseObj(line).optText("level").orElse("")).isNotEmpty());
    assertThat(log)
        .doesNotContain(served.secrets())
        .doesNotContainPattern("[\\w.]+@[\\w.]+\\.example");
    assertThat(log).doesNotContain("\"level\":\"ERROR\"");
  }
}
