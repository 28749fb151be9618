package io.tieout.vendor.pubsub;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchResponse;
import io.tieout.vendor.pubsub.ChangeEvent.Unreadable;
import io.tieout.vendor.pubsub.ChangeHint.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes hints of what a stream brings: reads headers, leaves out our own writes and what came
/// before, and notices where events are missing. For one thread.
final class Intake {
  /// How much earlier than the last known change one has to look for missed ones: commits reach the
  /// bus late, and clocks differ.
  static final Duration OVERLAP = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int REMEMBERED = 5_000;
  private static final Pattern RECORD_ID = Pattern.compile("(?!0{15})[A-Za-z0-9]{15,18}");

  private final InstantSource clock;
  private final Schemas schemas = new Schemas();
  private Instant knownTo;
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  Intake(InstantSource clock) {
    this.clock = clock;
    this.knownTo = clock.instant();
  }

  /// Who reads: whose writes are left out, and where schemas come from.
  record Reader(String userId, Schemas.Source schemas) {}

  /// That changes were missed.
  record Missed(Instant since, String why) {}

  /// What one answer of the stream holds.
  ///
  /// @param eventIds to be remembered once the hints are stored
  record Batch(
      List<ChangeHint> hints, List<Missed> missed, Set<String> eventIds, ReplayPosition position) {}

  /// A stream begins at this position.
  void beginAt(ReplayPosition position) {
    knownTo = position.coveredTo();
  }

  Batch read(FetchResponse response, Reader reader) {
    List<ChangeHint> hints = new ArrayList<>();
    List<Missed> missed = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    Instant covered = response.getEventsCount() == 0 ? clock.instant() : Instant.EPOCH;
    for (ConsumerEvent event : response.getEventsList()) {
      String id = event.getEvent().getId();
      try {
        ChangeEvent change =
            ChangeEvent.read(
                schemas.get(event.getEvent().getSchemaId(), reader.schemas()),
                event.getEvent().getPayload());
        covered = change.committedAt().isAfter(covered) ? change.committedAt() : covered;
        boolean isNew = !seen.containsKey(id) && ids.add(id);
        if (isNew && !OwnWrites.made(change, reader.userId())) {
          take(change, id, hints, missed);
        }
      } catch (Unreadable e) {
        LOG.warn("A change event cannot be read, {}: {}", id, e.getMessage(), e);
        missed.add(
            new Missed(
                knownTo.minus(OVERLAP),
                "the change event %s cannot be read: %s".formatted(id, e.getMessage())));
      }
    }
    Instant upTo = covered.equals(Instant.EPOCH) ? clock.instant() : covered;
    return new Batch(hints, missed, ids, ReplayPosition.of(latest(response), upTo));
  }

  /// These events are safe; should they come again they are left out.
  void stored(Batch batch) {
    batch.eventIds().forEach(id -> seen.put(id, true));
    knownTo = batch.position().coveredTo();
  }

  private static byte[] latest(FetchResponse response) {
    int events = response.getEventsCount();
    return (events == 0
            ? response.getLatestReplayId()
            : response.getEvents(events - 1).getReplayId())
        .toByteArray();
  }

  private static void take(
      ChangeEvent change, String id, List<ChangeHint> hints, List<Missed> missed) {
    List<String> records =
        change.recordIds().stream().filter(r -> RECORD_ID.matcher(r).matches()).toList();
    Kind kind = kind(change.changeType());
    Instant since = change.committedAt().minus(OVERLAP);
    if (kind == Kind.OVERFLOW) {
      missed.add(
          new Missed(
              since,
              "a transaction changed more %s records than Salesforce tells of (GAP_OVERFLOW)"
                  .formatted(change.entity())));
    } else if (records.size() < change.recordIds().size() || records.isEmpty()) {
      missed.add(
          new Missed(
              since,
              "a change event of %s names no records but %s"
                  .formatted(change.entity(), change.recordIds())));
    }
    if (!records.isEmpty() || kind == Kind.OVERFLOW) {
      hints.add(
          new ChangeHint(
              change.entity(),
              kind == Kind.OVERFLOW ? List.of() : records,
              kind,
              change.committedAt(),
              id,
              change.commitUser(),
              change.origin()));
    }
  }

  /// An unknown word means that something was done, as a gap does.
  private static Kind kind(String changeType) {
    return switch (changeType) {
      case "CREATE" -> Kind.CREATE;
      case "UPDATE" -> Kind.UPDATE;
      case "DELETE" -> Kind.DELETE;
      case "UNDELETE" -> Kind.UNDELETE;
      case "GAP_OVERFLOW" -> Kind.OVERFLOW;
      default -> Kind.GAP;
    };
  }
}
