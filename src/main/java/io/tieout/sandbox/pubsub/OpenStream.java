package io.tieout.sandbox.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.tieout.sandbox.pubsub.EventLog.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// One subscriber's stream: what it may still be sent, and up to where it has been. Not safe for
/// several threads: the feed's lock guards it.
final class OpenStream {
  static final int MOST_PENDING = 100;

  private final ServerCallStreamObserver<FetchResponse> out;
  private final String rpcId;
  private final String token;
  private final String topic;
  private final Set<String> entities;
  private long position;
  private int pending;
  private Instant lastSent;
  private Instant lastWanted;

  /// Who subscribes to what.
  record Opening(String rpcId, String token, String topic, Set<String> entities) {}

  OpenStream(
      ServerCallStreamObserver<FetchResponse> out, Opening opening, long position, Instant now) {
    this.out = out;
    this.rpcId = opening.rpcId();
    this.token = opening.token();
    this.topic = opening.topic();
    this.entities = Set.copyOf(opening.entities());
    this.position = position;
    this.lastSent = now;
    this.lastWanted = now;
  }

  String token() {
    return token;
  }

  String topic() {
    return topic;
  }

  int pending() {
    return pending;
  }

  long position() {
    return position;
  }

  boolean wants(Event event) {
    return entities.contains(event.entity());
  }

  /// More is never more than a hundred, however often one asks.
  void request(int more, Instant now) {
    pending = Math.min(MOST_PENDING, pending + more);
    lastWanted = now;
  }

  void send(List<Event> events, ReplayOf replayOf, Instant now) {
    position = events.getLast().place().number();
    pending -= events.size();
    FetchResponse.Builder response = FetchResponse.newBuilder();
    for (Event event : events) {
      response.addEvents(
          ConsumerEvent.newBuilder()
              .setReplayId(replayOf.id(event.place().number(), event.place().at()))
              .setEvent(
                  ProducerEvent.newBuilder()
                      .setId(event.id())
                      .setSchemaId(event.schemaId())
                      .setPayload(event.payload())));
    }
    answer(response, replayOf.id(position, events.getLast().place().at()), now);
  }

  /// Tells a stream that has nothing to tell that it lives, and where the tip is.
  void keepAlive(long tip, ReplayOf replayOf, Instant now) {
    position = tip;
    answer(FetchResponse.newBuilder(), replayOf.id(tip, now), now);
  }

  boolean isQuietSince(Instant then) {
    return !lastSent.isAfter(then);
  }

  /// Whether nothing is pending and nobody has asked for more since.
  boolean isIdle(Instant now, Duration limit) {
    return pending == 0 && !lastWanted.plus(limit).isAfter(now);
  }

  void end(PubSubTrouble trouble, String words) {
    if (!out.isCancelled()) {
      out.onError(trouble.asError(words, rpcId));
    }
  }

  void end(Status status) {
    if (!out.isCancelled()) {
      out.onError(status.asRuntimeException());
    }
  }

  void complete() {
    if (!out.isCancelled()) {
      out.onCompleted();
    }
  }

  private void answer(FetchResponse.Builder response, ByteString latest, Instant now) {
    if (pending == 0) {
      lastWanted = now;
    }
    lastSent = now;
    out.onNext(
        response.setLatestReplayId(latest).setRpcId(rpcId).setPendingNumRequested(pending).build());
  }

  /// Makes the replay id of a place in the stream.
  @FunctionalInterface
  interface ReplayOf {
    ByteString id(long number, Instant at);
  }
}
