package io.tieout.sandbox.pubsub;

import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.SchemaInfo;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tieout.sandbox.pubsub.PubSubStandIn.Options;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The calls of the API: topics, schemas and subscriptions.
final class Front extends PubSubGrpc.PubSubImplBase {
  private final Feed feed;
  private final Options options;
  private final Supplier<String> rpcIds;
  private final Deque<PubSubTrouble> refusals = new ConcurrentLinkedDeque<>();
  private final AtomicInteger schemasAsked = new AtomicInteger();
  private volatile boolean mayRead = true;

  Front(Feed feed, Options options, Supplier<String> rpcIds) {
    this.feed = feed;
    this.options = options;
    this.rpcIds = rpcIds;
  }

  void refuse(PubSubTrouble trouble, int times) {
    Deque<PubSubTrouble> more = new ArrayDeque<>();
    for (int i = 0; i < times; i++) {
      more.add(trouble);
    }
    refusals.addAll(more);
  }

  void mayRead(boolean may) {
    mayRead = may;
  }

  int schemasAsked() {
    return schemasAsked.get();
  }

  @Override
  public void getTopic(TopicRequest request, StreamObserver<TopicInfo> out) {
    String rpcId = rpcIds.get();
    String topic = request.getTopicName();
    if (options.entitiesOf(topic).isEmpty()) {
      out.onError(unknown(topic, rpcId));
      return;
    }
    out.onNext(
        TopicInfo.newBuilder()
            .setTopicName(topic)
            .setTenantGuid(options.organizationId())
            .setCanSubscribe(mayRead)
            .setSchemaId(feed.schemaIdOf(topic))
            .setRpcId(rpcId)
            .build());
    out.onCompleted();
  }

  @Override
  public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> out) {
    String rpcId = rpcIds.get();
    schemasAsked.incrementAndGet();
    feed.schema(request.getSchemaId())
        .ifPresentOrElse(
            schema -> {
              out.onNext(
                  SchemaInfo.newBuilder()
                      .setSchemaJson(schema.toString())
                      .setSchemaId(request.getSchemaId())
                      .setRpcId(rpcId)
                      .build());
              out.onCompleted();
            },
            () ->
                out.onError(
                    Status.NOT_FOUND
                        .withDescription("no schema " + request.getSchemaId())
                        .asRuntimeException()));
  }

  @Override
  public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> out) {
    ServerCallStreamObserver<FetchResponse> call = (ServerCallStreamObserver<FetchResponse>) out;
    Requests requests = new Requests(call, Gate.TOKEN.get());
    call.setOnCancelHandler(requests::gone);
    return requests;
  }

  private static RuntimeException unknown(String topic, String rpcId) {
    return PubSubTrouble.TOPIC_NOT_FOUND.asError(
        "The topic %s is unknown.".formatted(topic), rpcId);
  }

  /// What one subscriber asks for.
  private final class Requests implements StreamObserver<FetchRequest> {
    private final ServerCallStreamObserver<FetchResponse> out;
    private final String token;
    private final String rpcId = rpcIds.get();
    private boolean ended;
    private @Nullable OpenStream stream;

    Requests(ServerCallStreamObserver<FetchResponse> out, String token) {
      this.out = out;
      this.token = token;
    }

    @Override
    public void onNext(FetchRequest request) {
      if (ended) {
        return;
      }
      boolean first = stream == null;
      OpenStream open = stream == null ? opened(request).orElse(null) : stream;
      if (open == null) {
        ended = true;
        return;
      }
      stream = open;
      boolean sameTopic =
          request.getTopicName().isEmpty() || request.getTopicName().equals(open.topic());
      if (!sameTopic || request.getNumRequested() < 1) {
        ended = true;
        feed.close(open);
        open.end(Status.INVALID_ARGUMENT.withDescription("topic or num_requested is wrong"));
        return;
      }
      feed.request(open, first ? 0 : request.getNumRequested());
    }

    private Optional<OpenStream> opened(FetchRequest first) {
      PubSubTrouble refusal = refusals.poll();
      if (refusal != null) {
        out.onError(refusal.asError("As was asked for in the sandbox.", rpcId));
        return Optional.empty();
      }
      Set<String> entities = options.entitiesOf(first.getTopicName());
      if (entities.isEmpty()) {
        out.onError(unknown(first.getTopicName(), rpcId));
        return Optional.empty();
      }
      if (!mayRead) {
        out.onError(PubSubTrouble.CANNOT_SUBSCRIBE.asError("The user may not subscribe.", rpcId));
        return Optional.empty();
      }
      Optional<OpenStream> opened =
          feed.open(
              first, new OpenStream.Opening(rpcId, token, first.getTopicName(), entities), out);
      if (opened.isEmpty()) {
        out.onError(
            PubSubTrouble.REPLAY_ID_CORRUPTED.asError("The replay ID is corrupted.", rpcId));
      }
      return opened;
    }

    @Override
    public void onError(Throwable error) {
      gone();
    }

    @Override
    public void onCompleted() {
      OpenStream open = stream;
      if (open != null) {
        feed.close(open);
        open.complete();
      }
    }

    void gone() {
      OpenStream open = stream;
      if (open != null) {
        feed.close(open);
      }
    }
  }
}
