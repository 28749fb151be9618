package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.connect.ConnectRoutes;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.jobs.JobStatus;
import io.tieout.engine.quota.Quotas;
import java.util.List;
import java.util.function.Supplier;

/// A house with nothing in it begun.
record Built(
    House.Parts parts,
    Workers.Plan plan,
    Workers.Steps steps,
    Quotas quotas,
    ConnectRoutes consent) {
  /// Lets requests in.
  ///
  /// @param jobs how the recurring work stands, for the metrics
  WebDoor door(Supplier<List<JobStatus>> jobs) {
    TieoutConfig config = plan.config();
    Engine engine = parts.engine();
    Routes routes =
        new Routes(
            engine,
            config,
            plan.clock(),
            Gauges.of(
                engine, quotas, parts.capabilities().approvals(), jobs, Halting.scopes(config)));
    WebDoor web =
        WebDoor.open(
            config.web().host(),
            config.web().port(),
            routes.all(parts.slack().routes(), consent.routes()));
    routes.listening(web.base());
    return web;
  }
}
