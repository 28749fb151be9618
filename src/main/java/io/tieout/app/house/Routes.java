package io.tieout.app.house;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tieout.app.config.TieoutConfig;
import io.tieout.door.web.Route;
import io.tieout.door.web.SignedIntake;
import io.tieout.door.web.WebAnswer;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The paths of the web door: webhooks, health, readiness, metrics.
final class Routes {
  private final Engine engine;
  private final TieoutConfig config;
  private final InstantSource clock;
  private final PrometheusMeterRegistry metrics;

  Routes(Engine engine, TieoutConfig config, InstantSource clock, Workers workers) {
    this.engine = engine;
    this.config = config;
    this.clock = clock;
    this.metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    Gauge.builder("tieout.inbox.waiting", engine, Routes::inboxWaiting)
        .description("Signals stored and not yet worked on")
        .register(metrics);
    Gauge.builder("tieout.outbox.waiting", engine, Routes::outboxWaiting)
        .description("Notices not yet delivered")
        .register(metrics);
    Gauge.builder("tieout.audit.unchained", engine, e -> e.chain().unchained())
        .description("Audit entries not yet in the chain")
        .register(metrics);
    Gauge.builder("tieout.jobs.failing", workers, Routes::failing)
        .description("Recurring jobs whose last run failed")
        .register(metrics);
  }

  List<Route> all(List<Route> slack) {
    Webhooks webhooks = new Webhooks(clock);
    List<Route> routes = new ArrayList<>(slack);
    routes.add(
        Route.post(
            "/quickbooks/webhooks",
            new SignedIntake(
                "QuickBooks",
                call -> webhooks.quickbooks(config.quickbooks(), call),
                engine.database(),
                engine.inbox())));
    config
        .outboundMessages()
        .ifPresent(path ->
            routes.add(
                Route.post(
                    path.path(),
                    new SignedIntake(
                        "Salesforce",
                        call ->
                            Webhooks.salesforce(
                                config.salesforce().organizationId().orElse(""), call),
                        engine.database(),
                        engine.inbox()))));
    routes.add(Route.get("/healthz", _ -> WebAnswer.text(200, "ok")));
    routes.add(Route.get("/readyz", _ -> ready()));
    routes.add(
        Route.get(
            "/metrics",
            _ -> WebAnswer.of(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape())));
    return routes;
  }

  /// Ready while the database answers: everything else is retried.
  private WebAnswer ready() {
    boolean database = engine.database().answers();
    return WebAnswer.json(
        database ? 200 : 503,
        Json.object().put("ready", database).put("database", database).build().print());
  }

  private static long inboxWaiting(Engine engine) {
    return engine.database().inTransaction(sql -> engine.inbox().waiting(sql));
  }

  private static long outboxWaiting(Engine engine) {
    return engine.database().inTransaction(sql -> engine.outbox().waiting(sql));
  }

  private static long failing(Workers workers) {
    return workers.jobs().stream()
        .filter(job -> job.last().filter(run -> !run.succeeded()).isPresent())
        .count();
  }
}
