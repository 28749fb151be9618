package io.tieout.vendor.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import io.tieout.vendor.pubsub.ChangeEvent.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// What no stand-in sends: events that cannot be read.
class IntakeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final String NO_HEADER =
      """
      {"type":"record","name":"My_Event__e","fields":[{"name":"Text__c","type":"string"}]}
      """;

  private final Intake intake = new Intake(InstantSource.fixed(NOW));

  @Test
  void an_event_of_an_unknown_schema_asks_for_a_backfill_and_is_passed_by() {
    Intake.Batch batch =
        intake.read(
            response("x", new byte[] {1, 2, 3}),
            reader(id -> {
              throw new Unreadable("there is no schema " + id);
            }));

    assertThat(batch.hints()).isEmpty();
    assertThat(batch.missed())
        .singleElement()
        .satisfies(m -> assertThat(m.why()).contains("there is no schema x"));
    assertThat(batch.position().bytes()).containsExactly(42);
  }

  @Test
  void so_does_one_whose_schema_is_no_schema() {
    assertThat(intake.read(response("x", new byte[0]), reader(_ -> "{}")).missed()).hasSize(1);
    assertThat(intake.read(response("x", new byte[0]), reader(_ -> "\"string\"")).missed())
        .hasSize(1);
  }

  @Test
  void so_does_one_that_does_not_fit_its_schema_or_is_no_change_event() {
    byte[] text = {4, 'h', 'i'};

    assertThat(intake.read(response("x", text), reader(_ -> NO_HEADER)).missed())
        .singleElement()
        .satisfies(m -> assertThat(m.why()).contains("no ChangeEventHeader"));
    assertThat(intake.read(response("x", new byte[] {80, 1}), reader(_ -> NO_HEADER)).missed())
        .singleElement()
        .satisfies(m -> assertThat(m.why()).contains("does not fit"));
  }

  @Test
  void the_backfill_begins_where_the_stream_was_known_last() {
    Instant covered = NOW.minus(Duration.ofHours(40));
    intake.beginAt(ReplayPosition.of(new byte[] {1}, covered));

    Intake.Batch batch = intake.read(response("x", new byte[0]), reader(_ -> "{}"));

    assertThat(batch.missed().getFirst().since()).isEqualTo(covered.minus(Intake.OVERLAP));
  }

  private static Intake.Reader reader(Schemas.Source schemas) {
    return new Intake.Reader("005000000000001AAA", schemas);
  }

  private static FetchResponse response(String schemaId, byte[] payload) {
    return FetchResponse.newBuilder()
        .addEvents(
            ConsumerEvent.newBuilder()
                .setReplayId(ByteString.copyFrom(new byte[] {42}))
                .setEvent(
                    ProducerEvent.newBuilder()
                        .setId("event-1")
                        .setSchemaId(schemaId)
                        .setPayload(ByteString.copyFrom(payload))))
        .build();
  }
}
