package io.tieout.sandbox.pubsub;

import com.google.protobuf.ByteString;
import io.tieout.sandbox.pubsub.ReplayIds.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The events of the last 72 hours, in order. Their numbers leave gaps. Not safe for several
/// threads: the feed's lock guards it.
final class EventLog {
  static final Duration RETENTION = Duration.ofDays(3);
  private static final int WIDEST_GAP = 9;

  private final TreeMap<Long, Event> events = new TreeMap<>();
  private final Random chance;
  private ReplayIds ids;
  private long seed;
  private long last;

  EventLog(long seed) {
    this.seed = seed;
    this.chance = new Random(seed);
    this.ids = new ReplayIds(seed);
  }

  /// An event on the bus.
  record Event(Place place, String entity, String id, String schemaId, ByteString payload) {}

  void append(Instant at, String entity, String id, String schemaId, ByteString payload) {
    last += 1 + chance.nextInt(WIDEST_GAP);
    events.put(last, new Event(new Place(last, at), entity, id, schemaId, payload));
  }

  void purge(Instant now) {
    Instant oldest = now.minus(RETENTION);
    while (!events.isEmpty() && events.firstEntry().getValue().place().at().isBefore(oldest)) {
      events.pollFirstEntry();
    }
  }

  List<Event> after(long number, Predicate<Event> wanted, int most) {
    return events.tailMap(number, false).values().stream().filter(wanted).limit(most).toList();
  }

  long tip() {
    return last;
  }

  ByteString replayId(long number, Instant at) {
    return ids.of(new Place(number, at));
  }

  /// Where a subscriber stands who has seen all up to this id; empty when it is damaged or too old.
  Optional<Long> position(ByteString replayId, Instant now) {
    return ids.read(replayId)
        .filter(p -> !p.at().isBefore(now.minus(RETENTION)) && p.number() <= last)
        .map(Place::number);
  }

  /// Every replay id handed out until now is worth nothing any more.
  void migrate() {
    seed++;
    ids = new ReplayIds(seed);
  }
}
