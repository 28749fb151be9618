package io.tieout.sandbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/// Both stand-ins by one clock that stands still, and a foreign client.
final class Bench implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  final SandboxClock clock = new SandboxClock(InstantSource.fixed(NOW));
  final SalesforceStandIn salesforce =
      SalesforceStandIn.start(
          SalesforceStandIn.Options.of(SeededCompany.generate(7, 12, NOW), clock));
  final PubSubStandIn pubsub =
      PubSubStandIn.start(
          PubSubStandIn.Options.of(salesforce, clock, 7)
              .withoutBeat(Duration.ofSeconds(270), Duration.ofSeconds(70)));
  final Client client = new Client(pubsub, salesforce);

  String account(String name) {
    return salesforce.create("Account", Json.object().put("Name", name).build());
  }

  void awaitOpen(int begun) {
    assertThat(pubsub.awaitSubscriptions(begun, Duration.ofSeconds(20))).isTrue();
  }

  GenericRecord header(ConsumerEvent event) {
    return header(client.decoded(event));
  }

  GenericRecord header(GenericRecord event) {
    return (GenericRecord) event.get("ChangeEventHeader");
  }

  /// The first record the event is about.
  String record(ConsumerEvent event) {
    return ((List<?>) header(event).get("recordIds")).getFirst().toString();
  }

  /// The names in one of the header's lists of fields.
  List<String> fields(ConsumerEvent event, String list) {
    return Bitmaps.names(
        client.schema(event.getEvent().getSchemaId()),
        ((List<?>) header(event).get(list)).stream().map(String::valueOf).toList());
  }

  @Override
  public void close() {
    client.close();
    pubsub.close();
    salesforce.close();
  }
}
