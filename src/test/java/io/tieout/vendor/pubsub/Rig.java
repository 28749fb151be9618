package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.pubsub.PubSubStandIn;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Pause;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.salesforce.SalesforceCrm;
import io.tieout.vendor.salesforce.SalesforceSettings;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// A Salesforce with its Pub/Sub API, our connector beside it, and one clock that stands still.
final class Rig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final Duration KEEP_ALIVE = Duration.ofSeconds(200);
  static final Duration IDLE_LIMIT = Duration.ofSeconds(500);
  private static final Company COMPANY = SeededCompany.generate(7, 12, NOW);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  final SalesforceStandIn salesforce =
      SalesforceStandIn.start(SalesforceStandIn.Options.of(COMPANY, clock));
  final PubSubStandIn pubsub =
      PubSubStandIn.start(
          PubSubStandIn.Options.of(salesforce, clock, 7).withoutBeat(KEEP_ALIVE, IDLE_LIMIT));
  final Store store = new Store();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final SalesforceCrm crm;
  private final List<ChangeStream> streams = new ArrayList<>();
  private Pause pause = pauses::add;
  private PubSubSettings settings =
      PubSubSettings.of(PubSubStandIn.CHANNEL).onLoopback(pubsub.host(), pubsub.port());

  Rig() {
    Json.Obj info = salesforce.app();
    crm =
        new SalesforceCrm(
            SalesforceSettings.of(
                salesforce.base(),
                info.text("clientId"),
                new Grant.ClientCredentials(new Secret(info.text("clientSecret")))),
            new Timing(clock, new Random(7), _ -> {}));
  }

  Rig with(PubSubSettings other) {
    settings = other;
    return this;
  }

  Rig pausing(Pause other) {
    pause = other;
    return this;
  }

  PubSubSettings settings() {
    return settings;
  }

  /// Opens a stream, whatever becomes of it.
  ChangeStream open() {
    ChangeStream stream =
        ChangeStream.open(
            settings,
            crm.sessions(),
            store,
            new Timing(clock, new Random(7), time -> pause.pause(time)),
            Thread.ofVirtual().factory());
    streams.add(stream);
    return stream;
  }

  /// Opens a stream and waits until it is there.
  ChangeStream opened() {
    int before = pubsub.subscriptions().size();
    ChangeStream stream = open();
    awaitSubscriptions(before + 1);
    return stream;
  }

  /// A stream that has come so far that its position is stored.
  ChangeStream settled() {
    int before = store.stores();
    ChangeStream stream = opened();
    keepAlive();
    store.awaitStores(before + 1);
    return stream;
  }

  void awaitSubscriptions(int begun) {
    assertThat(pubsub.awaitSubscriptions(begun, PATIENCE)).isTrue();
  }

  void keepAlive() {
    clock.advance(KEEP_ALIVE);
    pubsub.beat();
  }

  String deal() {
    return salesforce.dealId("acme-platform");
  }

  void rename(String name) {
    salesforce.edit("Opportunity", deal(), Json.object().put("Name", name).build());
  }

  String newAccount(String name) {
    return salesforce.create("Account", Json.object().put("Name", name).build());
  }

  @Override
  public void close() {
    streams.forEach(ChangeStream::close);
    crm.close();
    pubsub.close();
    salesforce.close();
  }
}
