package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.connect.VaultedGrant;
import io.tieout.engine.db.Database;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.jobs.Job;
import io.tieout.engine.quota.Quotas;
import io.tieout.engine.vault.Refusals;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.value.id.IdSource;
import io.tieout.vendor.http.Urgency;
import io.tieout.work.invoicing.Learned;
import io.tieout.work.invoicing.Rehearsal;
import io.tieout.work.rollout.Metrics;
import io.tieout.work.rollout.RolloutDesk;
import io.tieout.work.rollout.RolloutWatch;
import io.tieout.work.rollout.ShadowReport;
import io.tieout.work.rollout.ShadowReporting;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The rollout beside a running house: its steps with nothing but the database, its reports with
/// connections of their own that only read.
public final class Rollouts {
  /// A step back should not wait; only tables are looked at.
  private static final Duration WATCHED = Duration.ofMinutes(1);

  private static final String PROCESS = "rollout report";

  private Rollouts() {}

  /// On the database alone.
  public static RolloutDesk desk(Database database, InstantSource clock) {
    return desk(Engine.on(database, clock, new IdSource(clock, new SecureRandom())), clock);
  }

  private static RolloutDesk desk(Engine engine, InstantSource clock) {
    return new RolloutDesk(
        new RolloutDesk.Deps(
            engine.database(),
            engine.audit(),
            engine.chain(),
            new Governing(engine.audit(), clock),
            metrics(engine),
            clock));
  }

  private static Metrics metrics(Engine engine) {
    return new Metrics(engine.links(), engine.proposals());
  }

  static Job watch(Engine engine, Capabilities capabilities, InstantSource clock) {
    RolloutWatch watch =
        new RolloutWatch(
            new RolloutWatch.Deps(
                engine.database(),
                desk(engine, clock),
                metrics(engine),
                capabilities.gate(),
                engine.findings(),
                engine.outbox(),
                clock));
    return new Job("rollout-watch", WATCHED, watch::look);
  }

  /// Where a report is made.
  public record Place(Database database, VaultKey key, InstantSource clock) {}

  /// Makes a shadow report and notes it in the audit. It reads in the background, so that it leaves
  /// a part of every vendor's limit to those who wait.
  ///
  /// @param actor for the audit, such as `shell:ann`
  public static ShadowReport report(
      TieoutConfig config,
      Place place,
      ShadowReporting.Wanted wanted,
      String actor,
      Consumer<String> progress) {
    SecureRandom random = new SecureRandom();
    Engine engine = Engine.on(place.database(), place.clock(), new IdSource(place.clock(), random));
    VaultedGrant.Kept kept =
        new VaultedGrant.Kept(
            new Vault(place.database(), place.key(), place.clock()),
            new Refusals(place.database(), place.clock()));
    Quotas quotas = new Quotas(place.database(), place.clock(), PROCESS, 1);
    try (Connections connections =
        Connections.open(config, kept, quotas, Connections.timing(place.clock(), random))) {
      ShadowReporting reporting = reporting(engine, connections, config, place.clock());
      AtomicReference<ShadowReport> made = new AtomicReference<>();
      Urgency.BACKGROUND.run(() -> made.set(reporting.report(wanted, progress)));
      ShadowReport report = made.get();
      desk(engine, place.clock()).made(report, actor);
      return report;
    }
  }

  private static ShadowReporting reporting(
      Engine engine, Connections connections, TieoutConfig config, InstantSource clock) {
    return new ShadowReporting(
        new ShadowReporting.Deps(
            engine.database(),
            connections.crms(),
            connections.books(),
            new Rehearsal(
                Capabilities.reader(engine, connections, config, new Learned(clock)), clock),
            engine.links(),
            clock,
            config.zone()));
  }
}
