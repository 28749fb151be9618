package io.tieout.app.storm;

import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.app.sandbox.Sandbox;
import io.tieout.app.sandbox.SandboxConfig;
import io.tieout.app.sandbox.Vendors;
import io.tieout.door.assistant.ModelSettings;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.vault.VaultKey;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.sandbox.world.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A company with its systems, several replicas on one database, and a clock that moves only when
/// it is moved. The stories of one world follow each other; each has a deal of its own.
final class World implements AutoCloseable {
  private static final List<Vendors.Systems> PAIRS =
      List.of(
          new Vendors.Systems("salesforce", List.of("quickbooks")),
          new Vendors.Systems("hubspot", List.of("xero")),
          new Vendors.Systems("salesforce", List.of("xero")),
          new Vendors.Systems("hubspot", List.of("quickbooks")));

  /// Ordinary days, the nights in which clocks change, the end of a year and of a leap February.
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-06-10T14:00:00Z"),
          Instant.parse("2026-03-08T06:40:00Z"),
          Instant.parse("2026-11-01T05:40:00Z"),
          Instant.parse("2026-12-31T23:30:00Z"),
          Instant.parse("2028-02-29T04:30:00Z"),
          Instant.parse("2026-03-29T00:30:00Z"));

  /// Seeded deals were changed before Tieout came, and are none of its business.
  private static final Duration QUIET_BEFORE = Duration.ofDays(3);

  private static final int REPLICAS = 2;
  private static final int UNBILLABLE = 8;

  /// One for each connection that was broken, and more.
  private static final int PROBES = 10;

  /// So many seeded deals that enough of them are open.
  private static final int DEALS_A_STORY = 3;

  private final Vendors vendors;
  private final Database inspector;
  private final List<Replica> replicas;
  private final List<String> open;
  private final PostOffice post = new PostOffice();
  private final Ambush ambush;
  private final WriteLog writes = new WriteLog();
  private final ScriptedModel model = new ScriptedModel();
  private final TieoutConfig config;
  private final Runnable crash;

  /// Where a world stands.
  ///
  /// @param crash has the database's server die and come back
  record Site(DatabaseAddress address, Path keys, Runnable crash) {}

  private World(Vendors vendors, Site site, long seed) {
    DatabaseAddress address = site.address();
    VaultKey key = VaultKey.fromFile(site.keys());
    this.crash = site.crash();
    this.vendors = vendors;
    this.inspector =
        Database.connect(
            new DatabaseAddress(address.jdbcUrl(), address.user(), address.password(), 2));
    this.config = asked(withoutEvents(SandboxConfig.of(vendors)), model.settings());
    this.ambush = new Ambush(vendors, writes);
    this.replicas =
        IntStream.range(0, REPLICAS)
            .mapToObj(i -> replica("replica-" + (i + 1), address, key, seed * REPLICAS + i))
            .toList();
    this.open =
        vendors.company().deals().stream()
            .filter(deal -> billable(vendors, deal))
            .map(deal -> vendors.crm().dealId(deal.key()))
            .filter(id -> !closed(vendors.crm(), vendors.crm().deal(id).stage()))
            .toList();
  }

  /// @param number decides everything about the world
  static World of(long number, int stories, Site site) {
    Chance chance = new Chance(number * 7_919 + 17);
    Instant start = STARTS.get((int) Math.floorMod(number / PAIRS.size(), (long) STARTS.size()));
    Vendors vendors =
        Vendors.withoutEvents(
            number,
            stories * DEALS_A_STORY,
            () -> start,
            PAIRS.get((int) Math.floorMod(number, (long) PAIRS.size())));
    World world = new World(vendors, site, number);
    vendors.clock().advance(QUIET_BEFORE.plus(chance.within(Duration.ofHours(2))));
    Sandbox.prepare(vendors);
    world.replicas.forEach(Replica::start);
    vendors.tell(world.replicas.getFirst().base(), world.config);
    vendors.crm().courier().handOver(world.post::take);
    vendors.books().forEach(book -> book.courier().handOver(world.post::take));
    world.ambush.watch();
    return world;
  }

  private Replica replica(String name, DatabaseAddress address, VaultKey key, long seed) {
    return new Replica(
        new Replica.Plan(
            name,
            config,
            address,
            key,
            vendors.clock(),
            vendors.clock()::advance,
            ambush.marksOf(name),
            seed));
  }

  private static boolean closed(CrmSide crm, String stage) {
    return crm.stages().indexOf(stage) >= crm.stages().indexOf(crm.wonStage());
  }

  /// Nothing has to be asked before it can be invoiced, but for one deal in eight.
  private static boolean billable(Vendors vendors, Company.SeedDeal deal) {
    return Math.floorMod(deal.key().hashCode(), UNBILLABLE) == 0
        || deal.lines().stream()
            .allMatch(l -> vendors.company().product(l.productCode()).ledgerSku().isPresent());
  }

  /// Everything that the stand-ins send goes through their couriers.
  private static TieoutConfig withoutEvents(TieoutConfig config) {
    boolean streaming =
        config.crms(CrmConfig.Salesforce.class).anyMatch(crm -> crm.events().isPresent());
    if (streaming) {
      throw new IllegalStateException("a storm's Salesforce has no stream of events");
    }
    return config;
  }

  private static TieoutConfig asked(TieoutConfig config, ModelSettings model) {
    return new TieoutConfig(
        config.web(),
        config.crms(),
        config.books(),
        config.routing(),
        config.slack(),
        Optional.of(model),
        config.people(),
        config.policy(),
        config.rhythm(),
        config.anchors(),
        config.retention());
  }

  /// The database's server dies and comes back.
  void crashDatabase() {
    replicas.forEach(Replica::settled);
    crash.run();
    boolean back = false;
    for (int i = 0; i < PROBES && !back; i++) {
      back = inspector.answers();
    }
  }

  /// The database's server drops everybody's connections.
  void cutConnections() {
    replicas.forEach(Replica::settled);
    new Inspector(this).cutConnections();
  }

  ScriptedModel model() {
    return model;
  }

  String dealOf(int story) {
    return open.get(story % open.size());
  }

  String systems() {
    return vendors.crm().system() + " and " + books().system();
  }

  CrmSide crm() {
    return vendors.crm();
  }

  BooksSide books() {
    return vendors.books().getFirst();
  }

  SlackStandIn slack() {
    return vendors.slack();
  }

  Vendors vendors() {
    return vendors;
  }

  Instant now() {
    return vendors.clock().instant();
  }

  void pass(Duration time) {
    vendors.clock().advance(time);
  }

  Database inspector() {
    return inspector;
  }

  List<Replica> replicas() {
    return replicas;
  }

  PostOffice post() {
    return post;
  }

  Ambush ambush() {
    return ambush;
  }

  WriteLog writes() {
    return writes;
  }

  /// Starts those that died; the webhooks go to the first.
  void reviveAll() {
    boolean firstWasDead = !replicas.getFirst().alive();
    replicas.forEach(Replica::start);
    if (firstWasDead) {
      vendors.tell(replicas.getFirst().base(), config);
    }
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    inspector.close();
    model.close();
    vendors.close();
  }
}
