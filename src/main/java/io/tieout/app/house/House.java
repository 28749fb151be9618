package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.connect.ConnectRoutes;
import io.tieout.app.connect.Connectables;
import io.tieout.app.connect.Reconnecting;
import io.tieout.app.connect.VaultedGrant;
import io.tieout.door.assistant.Assistant;
import io.tieout.door.assistant.AssistantDoor;
import io.tieout.door.assistant.MirrorFacts;
import io.tieout.door.assistant.ProposalDesk;
import io.tieout.door.slack.SlackDoor;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.anchor.AnchorKeys;
import io.tieout.engine.anchor.Anchoring;
import io.tieout.engine.approval.Cards;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.effect.EffectRunner;
import io.tieout.engine.effect.Marks;
import io.tieout.engine.jobs.Job;
import io.tieout.engine.jobs.JobStatus;
import io.tieout.engine.lease.Keeper;
import io.tieout.engine.numbering.Numbers;
import io.tieout.engine.quota.Quotas;
import io.tieout.engine.vault.Refusals;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.party.Actor;
import io.tieout.value.id.IdSource;
import io.tieout.vendor.http.Pause;
import io.tieout.vendor.http.Timing;
import io.tieout.work.governing.Governed;
import io.tieout.work.invoicing.InvoicingDesk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Tieout: everything wired, started in order, stopped in reverse.
///
/// Start: connections, doors' listeners, then the workers. Stop: first no more requests come in,
/// then the work under way ends, then the connections close. The database is the caller's.
public final class House implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(House.class);

  /// Only tables are looked at, so it can be often: a refused connection is told within the hour.
  private static final Duration WATCHED = Duration.ofHours(1);

  private static final Duration VERSIONS_WATCHED = Duration.ofDays(1);

  /// How soon after a day's end its anchor is made, at most, and what failed is looked at again.
  private static final Duration ANCHORS_WATCHED = Duration.ofMinutes(5);

  private final Engine engine;
  private final Connections connections;
  private final Capabilities capabilities;
  private final Assistant assistant;
  private final SlackDoor slack;
  private final WebDoor web;
  private final Workers workers;

  /// What a house stands on.
  ///
  /// @param name of this process, unique among replicas
  /// @param since when Tieout came to this company
  /// @param marks told of the places where a test may kill the process
  /// @param patience between two looks for a write whose answer was lost
  /// @param allowance how many times the published limits the vendors take: 1, but for stand-ins
  /// @param keeper of this house alone; it renews the leases on what the house works at
  /// @param pause how a repeated read waits
  public record Ground(
      Database database,
      VaultKey vaultKey,
      InstantSource clock,
      RandomGenerator random,
      String name,
      Instant since,
      Marks marks,
      Duration patience,
      int allowance,
      Keeper keeper,
      Pause pause) {
    /// As in production: nothing is killed, and lost answers are looked for twice, two minutes
    /// apart.
    public static Ground of(
        Database database, VaultKey key, InstantSource clock, RandomGenerator random, String name) {
      return new Ground(
          database,
          key,
          clock,
          random,
          name,
          clock.instant(),
          Marks.NONE,
          EffectRunner.Deps.DEFAULT_PATIENCE,
          1,
          Keeper.of(database, Keeper.TERM),
          Pause.sleeping());
    }

    public Ground withMarks(Marks others) {
      return new Ground(
          database, vaultKey, clock, random, name, since, others, patience, allowance, keeper,
          pause);
    }

    public Ground withPatience(Duration other) {
      return new Ground(
          database, vaultKey, clock, random, name, since, marks, other, allowance, keeper, pause);
    }

    public Ground withAllowance(int other) {
      return new Ground(
          database, vaultKey, clock, random, name, since, marks, patience, other, keeper, pause);
    }

    public Ground withSince(Instant other) {
      return new Ground(
          database, vaultKey, clock, random, name, other, marks, patience, allowance, keeper,
          pause);
    }

    public Ground withKeeper(Keeper other) {
      return new Ground(
          database, vaultKey, clock, random, name, since, marks, patience, allowance, other, pause);
    }

    public Ground withPause(Pause other) {
      return new Ground(
          database, vaultKey, clock, random, name, since, marks, patience, allowance, keeper,
          other);
    }

    Timing timing() {
      return new Timing(clock, random, pause);
    }
  }

  private House(Parts parts, WebDoor web, Workers workers) {
    this.engine = parts.engine();
    this.connections = parts.connections();
    this.capabilities = parts.capabilities();
    this.assistant = parts.assistant();
    this.slack = parts.slack();
    this.web = web;
    this.workers = workers;
  }

  record Parts(
      Engine engine,
      Connections connections,
      Capabilities capabilities,
      Assistant assistant,
      SlackDoor slack) {}

  /// Starts a house; fails with a message for an administrator when a door cannot open.
  public static House open(TieoutConfig config, Ground ground) {
    Built built = build(config, ground);
    Parts parts = built.parts();
    Workers workers = Workers.of(parts.engine(), parts.connections(), built.steps(), built.plan());
    WebDoor web = built.door(workers::jobs);
    Halting.told(ground.database()).forEach(LOG::warn);
    ConfigWatch.look(parts.engine(), parts.capabilities(), config);
    workers.start();
    return new House(parts, web, workers);
  }

  /// Builds everything and begins nothing.
  static Built build(TieoutConfig config, Ground ground) {
    Engine engine =
        Engine.on(ground.database(), ground.clock(), new IdSource(ground.clock(), ground.random()));
    Vault vault = new Vault(ground.database(), ground.vaultKey(), ground.clock());
    VaultedGrant.Kept kept =
        new VaultedGrant.Kept(vault, new Refusals(ground.database(), ground.clock()));
    Quotas quotas =
        new Quotas(ground.database(), ground.clock(), ground.name(), ground.allowance());
    Connections connections = Connections.open(config, kept, quotas, ground.timing());
    engine.effects().noteIn(connections.noting());
    Instant since = Arrival.of(engine, ground.since());
    Capabilities capabilities =
        Capabilities.over(engine, connections, config, ground.clock(), since);
    Assistant assistant = assistant(engine, quotas, capabilities, config, ground);
    SlackDoor slack = slack(engine, capabilities, assistant, config, ground);
    Parts parts = new Parts(engine, connections, capabilities, assistant, slack);
    Reconnecting watch = watch(config, ground, kept, engine);
    Workers.Plan plan =
        new Workers.Plan(
            config,
            ground.clock(),
            ground.name(),
            effects(parts, ground),
            List.of(
                new Job("connection-watch", WATCHED, watch::look),
                versions(engine, connections, config, ground),
                anchors(engine, vault, config, ground),
                Retiring.job(engine, config.retention(), ground.clock()),
                Rollouts.watch(engine, capabilities, ground.clock())));
    return new Built(
        parts,
        plan,
        Workers.steps(engine, connections, capabilities, slack, plan),
        quotas,
        connect(engine, kept, watch, config, ground));
  }

  private static SlackDoor slack(
      Engine engine,
      Capabilities capabilities,
      Assistant assistant,
      TieoutConfig config,
      Ground ground) {
    return SlackDoor.open(
        config.slack(),
        new SlackDoor.Deps(
            engine.database(),
            engine.inbox(),
            engine.outbox(),
            engine.findings(),
            capabilities.approvals(),
            assistant,
            capabilities.governed()::people,
            ground.clock(),
            Halting.of(engine, ground.clock()),
            Halting.scopes(config),
            (name, person, because) ->
                capabilities.undo().ask(name, new Actor.Person(person), because).words(),
            capabilities.edits(),
            PolicyAsking.port(ground.database(), ground.clock(), config.zone())));
  }

  private static ConnectRoutes connect(
      Engine engine,
      VaultedGrant.Kept kept,
      Reconnecting watch,
      TieoutConfig config,
      Ground ground) {
    return new ConnectRoutes(
        config.web().publicUrl(),
        config.zone(),
        Connectables.of(config),
        new ConnectRoutes.Deps(ground.database(), kept, engine.audit(), watch, ground.timing()));
  }

  private static Job versions(
      Engine engine, Connections connections, TieoutConfig config, Ground ground) {
    VersionWatch versions =
        new VersionWatch(
            new VersionWatch.Desk(engine.database(), engine.findings()),
            connections.retiring(),
            ground.clock(),
            config.zone());
    return new Job("version-watch", VERSIONS_WATCHED, versions::look);
  }

  private static Job anchors(Engine engine, Vault vault, TieoutConfig config, Ground ground) {
    Anchoring anchoring =
        new Anchoring(
            new Anchoring.Deps(
                engine.database(),
                engine.chain(),
                new AnchorKeys(engine.database(), vault, ground.clock(), engine.ids()),
                ground.clock(),
                config.zone()),
            AnchorPosts.of(
                config.anchors(),
                notice -> engine.database().transact(sql -> engine.outbox().post(sql, notice)),
                ground.timing()));
    AnchorWatch watch =
        new AnchorWatch(
            anchoring,
            new AnchorWatch.Desk(
                engine.database(),
                engine.findings(),
                engine.outbox(),
                new Governed(engine.database())::people,
                ground.clock(),
                config.zone()));
    return new Job("audit-anchor", ANCHORS_WATCHED, watch::look);
  }

  private static Reconnecting watch(
      TieoutConfig config, Ground ground, VaultedGrant.Kept kept, Engine engine) {
    return new Reconnecting(
        new Reconnecting.Deps(
            ground.database(),
            kept,
            engine.findings(),
            engine.outbox(),
            new Governed(engine.database())::people,
            ground.timing(),
            config.zone()),
        Connectables.of(config));
  }

  private static EffectRunner.Deps effects(Parts parts, Ground ground) {
    Engine engine = parts.engine();
    return new EffectRunner.Deps(
        engine.database(),
        engine.proposals(),
        engine.effects(),
        engine.audit(),
        engine.findings(),
        engine.inbox(),
        new Cards(engine.outbox()),
        parts.capabilities().freshness(),
        parts.connections().systems(),
        engine.links(),
        new Numbers(ground.clock()),
        ground.clock(),
        ground.marks(),
        ground.patience(),
        ground.name(),
        ground.keeper());
  }

  private static Assistant assistant(
      Engine engine, Quotas quotas, Capabilities capabilities, TieoutConfig config, Ground ground) {
    MirrorFacts facts =
        new MirrorFacts(
            new MirrorFacts.Stored(
                engine.database(), engine.mirror(), engine.links(), engine.proposals()),
            capabilities.approvals());
    ProposalDesk desk =
        (dealId, by) -> {
          InvoicingDesk.Outcome outcome = capabilities.invoicing().propose(dealId, by);
          return new ProposalDesk.Filed(
              outcome.words(),
              outcome instanceof InvoicingDesk.Outcome.Proposed proposed
                  ? Optional.of(proposed.proposalId())
                  : Optional.empty());
        };
    return AssistantDoor.open(
        config.model(),
        new AssistantDoor.Ports(
            facts,
            desk,
            new QuotaFacts(quotas),
            () -> Halting.facts(engine.database()),
            PolicyAsking.port(ground.database(), ground.clock(), config.zone())::why),
        capabilities.governed()::people,
        new AssistantDoor.When(ground.clock(), config.zone()));
  }

  /// Where the web door listens on this machine, without a trailing slash.
  public URI base() {
    return web.base();
  }

  /// The audit chain, for verifying and telling.
  public AuditChain chain() {
    return engine.chain();
  }

  public List<JobStatus> jobs() {
    return workers.jobs();
  }

  /// Runs a recurring job now, whenever it is due.
  public void runNow(String job) {
    workers.runNow(job);
  }

  /// Whether everything that came in was worked on and everything there is to tell was told.
  /// Effects of an approved change may still be under way.
  public boolean idle() {
    return workers.idle();
  }

  /// Asks Slack who we are: fails when it does not take our token.
  public String botUserId() {
    return slack.botUserId();
  }

  @Override
  public void close() {
    web.close();
    workers.close();
    slack.close();
    connections.close();
  }

  /// The conversation, for doors other than Slack.
  public Assistant assistant() {
    return assistant;
  }

  /// What people are asked, for showing.
  public int waitingApprovals() {
    return capabilities.approvals().waiting().size();
  }
}
