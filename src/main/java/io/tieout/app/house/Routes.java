package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.door.web.Route;
import io.tieout.door.web.WebAnswer;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The paths of the web door: webhooks, health, readiness, metrics.
final class Routes {
  private final Engine engine;
  private final TieoutConfig config;
  private final InstantSource clock;
  private final Gauges metrics;
  private final AtomicReference<URI> ownAddress = new AtomicReference<>(URI.create("/"));

  Routes(Engine engine, TieoutConfig config, InstantSource clock, Gauges metrics) {
    this.engine = engine;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Tells where the door was opened; until then nothing comes in.
  void listening(URI base) {
    ownAddress.set(base);
  }

  List<Route> all(List<Route> slack, List<Route> connect) {
    List<Route> routes = new ArrayList<>(slack);
    routes.addAll(connect);
    routes.addAll(new Webhooks(config, clock, engine, ownAddress::get).routes());
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
    boolean database = engine.database().answers(Gauges.PROBE);
    return WebAnswer.json(
        database ? 200 : 503,
        Json.object().put("ready", database).put("database", database).build().print());
  }
}
