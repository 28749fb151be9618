package io.tieout.app.house;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.effect.EffectCounts;
import io.tieout.engine.halt.Scopes;
import io.tieout.engine.jobs.JobStatus;
import io.tieout.engine.quota.QuotaPlan;
import io.tieout.engine.quota.Quotas;
import io.tieout.engine.quota.Standing;
import io.tieout.engine.quota.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can be watched: how much waits, and what needs a person. Names are part of the contract
/// with whoever watches. Each value is asked of the database when it is scraped, so that all
/// replicas tell the same; while the database is away each is -1, and none is waited for.
final class Gauges {
  private static final Logger LOG = LoggerFactory.getLogger(Gauges.class);

  /// Shorter than most probes and scrapers wait.
  static final Duration PROBE = Duration.ofSeconds(2);

  private static final long UNKNOWN = -1;

  private final Engine engine;
  private final Quotas quotas;
  private final Supplier<List<JobStatus>> jobs;
  private final AtomicBoolean reachable = new AtomicBoolean();

  /// As of the last scrape: one look serves all gauges of all accounts.
  private final AtomicReference<Map<String, Standing>> standing = new AtomicReference<>(Map.of());

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final HaltGauge halted;

  private Gauges(Engine engine, Quotas quotas, Supplier<List<JobStatus>> jobs, Scopes scopes) {
    this.engine = engine;
    this.quotas = quotas;
    this.jobs = jobs;
    this.halted = new HaltGauge(engine.database(), scopes, registry);
  }

  /// Everything as it is now, in Prometheus' text format.
  String scrape() {
    reachable.set(engine.database().answers(PROBE));
    standing.set(reachable.get() ? looked() : Map.of());
    halted.look(reachable.get());
    return registry.scrape();
  }

  static Gauges of(
      Engine engine,
      Quotas quotas,
      Approvals approvals,
      Supplier<List<JobStatus>> jobs,
      Scopes scopes) {
    Gauges gauges = new Gauges(engine, quotas, jobs, scopes);
    Gauge.builder("tieout.database.up", gauges, g -> g.reachable.get() ? 1 : 0)
        .description("1 while the database answers")
        .register(gauges.registry);
    new JvmMemoryMetrics().bindTo(gauges.registry);
    new JvmThreadMetrics().bindTo(gauges.registry);
    gauges.add(
        "tieout.inbox.waiting",
        "Signals stored and not yet worked on",
        engine,
        e -> e.database().inTransaction(sql -> e.inbox().waiting(sql)));
    gauges.add(
        "tieout.outbox.waiting",
        "Notices not yet delivered",
        engine,
        e -> e.database().inTransaction(sql -> e.outbox().waiting(sql)));
    gauges.add(
        "tieout.approvals.waiting",
        "Requests that people have not decided",
        approvals,
        Approvals::waitingNow);
    gauges.add(
        "tieout.effects.waiting",
        "Approved steps that are still to be done",
        engine,
        e -> counts(e).waiting());
    gauges.add(
        "tieout.effects.uncertain",
        "Steps that may or may not have happened, to be settled by looking",
        engine,
        e -> counts(e).uncertain());
    gauges.add(
        "tieout.audit.unchained",
        "Audit entries not yet in the chain",
        engine,
        e -> e.chain().unchained());
    gauges.add(
        "tieout.jobs.failing", "Recurring jobs whose last run failed", gauges, Gauges::failing);
    quotas.plans().forEach(gauges::add);
    return gauges;
  }

  private void add(QuotaPlan plan) {
    for (Window window : plan.windows()) {
      Gauge.builder(
              "tieout.quota.remaining", this, g -> g.told(plan, s -> s.remaining(window.name())))
          .description("Calls that a vendor's window still takes")
          .tags("account", plan.account(), "window", window.name())
          .register(registry);
    }
    Gauge.builder("tieout.quota.paused", this, g -> g.told(plan, Standing::pausedSeconds))
        .description("How long a vendor wants to be left alone")
        .baseUnit("seconds")
        .tags("account", plan.account())
        .register(registry);
  }

  private long told(QuotaPlan plan, ToLongFunction<Standing> value) {
    return Optional.ofNullable(standing.get().get(plan.account()))
        .map(value::applyAsLong)
        .orElse(UNKNOWN);
  }

  private Map<String, Standing> looked() {
    try {
      return quotas.standing().stream().collect(Collectors.toMap(Standing::account, s -> s));
    } catch (DatabaseException e) {
      LOG.warn("how the vendors' limits stand is not told in this scrape", e);
      return Map.of();
    }
  }

  private <T> void add(String name, String description, T of, ToLongFunction<T> value) {
    Gauge.builder(name, of, from -> reachable.get() ? value.applyAsLong(from) : UNKNOWN)
        .description(description)
        .register(registry);
  }

  private static EffectCounts counts(Engine engine) {
    return engine.database().inTransaction(EffectCounts::now);
  }

  private long failing() {
    return jobs.get().stream()
        .filter(job -> job.last().filter(run -> !run.succeeded()).isPresent())
        .count();
  }
}
