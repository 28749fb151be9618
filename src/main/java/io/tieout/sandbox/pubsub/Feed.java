package io.tieout.sandbox.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.tieout.sandbox.pubsub.EventLog.Event;
import io.tieout.sandbox.pubsub.PubSubStandIn.Options;
import io.tieout.sandbox.salesforce.RecordChange;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/// The bus and its subscribers, under one lock. Never calls the Salesforce stand-in while it holds
/// that lock: the stand-in publishes here while it holds its own.
final class Feed {
  private static final int BATCH = 25;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Options options;
  private final EventLog log;
  private final ChangeSchemas schemas;
  private final Set<OpenStream> streams = new LinkedHashSet<>();
  private final List<PubSubStandIn.Subscribed> subscriptions = new ArrayList<>();
  private int made;
  private int doubled;
  private int untilCut = -1;
  private int mostPending;
  private boolean mute;

  Feed(Options options) {
    this.options = options;
    this.log = new EventLog(options.seed());
    this.schemas = new ChangeSchemas(options.salesforce()::eventFields);
    options.entities().forEach(schemas::of);
  }

  void publish(List<RecordChange> changes) {
    locked(() -> {
      String transaction = uuid("transaction");
      int sequence = 0;
      for (RecordChange c : changes) {
        if (options.entities().contains(c.entity())) {
          sequence++;
          append(
              new EventWriter.Header(
                  c.entity(),
                  c.recordIds(),
                  c.kind().name(),
                  c.origin(),
                  transaction,
                  sequence,
                  c.at(),
                  c.userId()),
              c.values(),
              c.changed()::contains);
        }
      }
      return pumpAll();
    });
  }

  /// An event without fields, as the vendor sends when it could not make a whole one.
  void publishBare(String entity, String kind, List<String> recordIds) {
    locked(() -> {
      EventWriter.Header header =
          new EventWriter.Header(entity, recordIds, kind, "", uuid("transaction"), 1, now(), "");
      append(header, Json.object().build(), _ -> false);
      return pumpAll();
    });
  }

  private void append(EventWriter.Header header, Json.Obj values, Predicate<String> changed) {
    ChangeSchemas.Layout layout = schemas.of(header.entity());
    ByteString payload = EventWriter.write(layout, header, values, changed);
    String id = uuid("event");
    Instant at = header.committedAt();
    log.append(at, header.entity(), id, layout.id(), payload);
    if (doubled > 0) {
      doubled--;
      log.append(at, header.entity(), id, layout.id(), payload);
    }
  }

  Optional<Schema> schema(String id) {
    return locked(() -> schemas.byId(id));
  }

  /// The schema of a topic that has one.
  String schemaIdOf(String topic) {
    return locked(() -> {
      Set<String> entities = options.entitiesOf(topic);
      return entities.size() == 1 ? schemas.of(entities.iterator().next()).id() : "";
    });
  }

  void addField(String entity, RecordChange.EventField field) {
    locked(() -> {
      schemas.add(entity, field);
      return schemas.of(entity);
    });
  }

  /// Opens a stream, with what it asks for first; empty when its replay id is worth nothing.
  Optional<OpenStream> open(
      FetchRequest first, OpenStream.Opening opening, ServerCallStreamObserver<FetchResponse> out) {
    return locked(() -> {
      log.purge(now());
      subscriptions.add(
          new PubSubStandIn.Subscribed(
              first.getReplayPreset().name(), !first.getReplayId().isEmpty()));
      return start(first)
          .map(from -> {
            OpenStream stream = new OpenStream(out, opening, from, now());
            // Together with the opening: a stream that wants nothing may be ended by the next beat.
            stream.request(Math.max(0, first.getNumRequested()), now());
            mostPending = Math.max(mostPending, first.getNumRequested());
            streams.add(stream);
            return stream;
          });
    });
  }

  private Optional<Long> start(FetchRequest first) {
    return switch (first.getReplayPreset()) {
      case CUSTOM -> log.position(first.getReplayId(), now());
      case EARLIEST -> Optional.of(0L);
      case LATEST, UNRECOGNIZED -> Optional.of(log.tip());
    };
  }

  void request(OpenStream stream, int more) {
    locked(() -> {
      mostPending = Math.max(mostPending, stream.pending() + more);
      stream.request(more, now());
      return pumpAll();
    });
  }

  void close(OpenStream stream) {
    locked(() -> streams.remove(stream));
  }

  /// What is due by the clock: keep-alives, and the end of streams that want nothing.
  void beat() {
    locked(() -> {
      log.purge(now());
      for (OpenStream stream : List.copyOf(streams)) {
        if (stream.isIdle(now(), options.idleLimit())) {
          streams.remove(stream);
          stream.complete();
        } else if (!mute && stream.isQuietSince(now().minus(options.keepAlive()))) {
          boolean more = !log.after(stream.position(), stream::wants, 1).isEmpty();
          stream.keepAlive(more ? stream.position() : log.tip(), log::replayId, now());
        }
      }
      return pumpAll();
    });
  }

  Set<String> tokens() {
    return locked(() -> {
      Set<String> tokens = new HashSet<>();
      streams.forEach(s -> tokens.add(s.token()));
      return tokens;
    });
  }

  void end(Predicate<OpenStream> which, PubSubTrouble trouble, String words) {
    locked(() -> {
      List<OpenStream> ended = streams.stream().filter(which).toList();
      ended.forEach(s -> s.end(trouble, words));
      return streams.removeAll(ended);
    });
  }

  void cut() {
    locked(() -> {
      streams.forEach(s ->
          s.end(Status.UNAVAILABLE.withDescription("RST_STREAM closed stream. HTTP/2 error code")));
      streams.clear();
      return true;
    });
  }

  void complete() {
    locked(() -> {
      streams.forEach(OpenStream::complete);
      streams.clear();
      return true;
    });
  }

  void cutAfter(int events) {
    locked(() -> {
      untilCut = events;
      return pumpAll();
    });
  }

  void doubleNext(int events) {
    locked(() -> doubled = events);
  }

  void migrate() {
    locked(() -> {
      log.migrate();
      return true;
    });
  }

  void mute(boolean now) {
    locked(() -> {
      mute = now;
      return pumpAll();
    });
  }

  /// Waits until so many subscriptions were begun and the last of them is open.
  boolean awaitSubscriptions(int begun, Duration most) {
    return await(() -> subscriptions.size() >= begun && !streams.isEmpty(), most);
  }

  boolean awaitNoStream(Duration most) {
    return await(streams::isEmpty, most);
  }

  private boolean await(BooleanSupplier wanted, Duration most) {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!wanted.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = something.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  int openStreams() {
    return locked(streams::size);
  }

  int mostPending() {
    return locked(() -> mostPending);
  }

  List<PubSubStandIn.Subscribed> subscriptions() {
    return locked(() -> List.copyOf(subscriptions));
  }

  private boolean pumpAll() {
    for (OpenStream stream : List.copyOf(streams)) {
      while (!mute && streams.contains(stream) && pump(stream)) {
        // until it has all it asked for
      }
    }
    return true;
  }

  private boolean pump(OpenStream stream) {
    int room = Math.min(BATCH, stream.pending());
    int most = untilCut < 0 ? room : Math.min(room, untilCut);
    List<Event> events = log.after(stream.position(), stream::wants, most);
    if (!events.isEmpty()) {
      stream.send(events, log::replayId, now());
      untilCut = untilCut < 0 ? -1 : untilCut - events.size();
    }
    if (untilCut == 0) {
      untilCut = -1;
      cut();
    }
    return !events.isEmpty();
  }

  private String uuid(String what) {
    made++;
    String name = "%s %d %d".formatted(what, options.seed(), made);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Instant now() {
    return options.clock().instant();
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      T done = work.get();
      something.signalAll();
      return done;
    } finally {
      lock.unlock();
    }
  }
}
