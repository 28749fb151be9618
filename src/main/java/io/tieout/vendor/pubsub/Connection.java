package io.tieout.vendor.pubsub;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.ClientInterceptor;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.tieout.vendor.pubsub.ChangeEvent.Unreadable;
import io.tieout.vendor.salesforce.SessionSource.Session;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The gRPC channel and its calls. Calls end with `StatusRuntimeException`.
final class Connection implements AutoCloseable {
  private static final Duration UNARY = Duration.ofSeconds(30);
  private static final int LARGEST = 16 * 1024 * 1024;

  private final PubSubSettings settings;
  private final ManagedChannel channel;

  /// @param callbacks runs what comes in; it only fills queues
  Connection(PubSubSettings settings, Executor callbacks) {
    this.settings = settings;
    this.channel =
        NettyChannelBuilder.forAddress(
                settings.host(),
                settings.port(),
                settings.plaintext()
                    ? InsecureChannelCredentials.create()
                    : TlsChannelCredentials.create())
            .executor(callbacks)
            .maxInboundMessageSize(LARGEST)
            .disableRetry()
            .build();
  }

  /// What comes out of a stream.
  sealed interface Signal {
    record Got(FetchResponse response) implements Signal {}

    record Failed(Throwable error) implements Signal {}

    /// The server has ended the stream in peace.
    record Ended() implements Signal {}

    /// Nothing came for as long as was waited.
    record Nothing() implements Signal {}
  }

  /// Where a stream begins.
  sealed interface Start {
    record Latest() implements Start {}

    record Earliest() implements Start {}

    record After(ReplayPosition position) implements Start {}
  }

  boolean canSubscribe(Session session) {
    return PubSubGrpc.newBlockingStub(channel)
        .withInterceptors(headers(session))
        .withDeadlineAfter(UNARY)
        .getTopic(TopicRequest.newBuilder().setTopicName(settings.topic()).build())
        .getCanSubscribe();
  }

  /// The schema in Avro's JSON.
  String schema(Session session, String id) throws Unreadable {
    try {
      return PubSubGrpc.newBlockingStub(channel)
          .withInterceptors(headers(session))
          .withDeadlineAfter(UNARY)
          .getSchema(SchemaRequest.newBuilder().setSchemaId(id).build())
          .getSchemaJson();
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.NOT_FOUND || code == Status.Code.INVALID_ARGUMENT) {
        throw new Unreadable("there is no schema " + id, e);
      }
      throw e;
    }
  }

  Subscription subscribe(Session session, Start start) {
    Subscription subscription = new Subscription();
    PubSubGrpc.newStub(channel).withInterceptors(headers(session)).subscribe(subscription);
    FetchRequest.Builder first = FetchRequest.newBuilder().setTopicName(settings.topic());
    switch (start) {
      case Start.Latest() -> first.setReplayPreset(ReplayPreset.LATEST);
      case Start.Earliest() -> first.setReplayPreset(ReplayPreset.EARLIEST);
      case Start.After(ReplayPosition position) ->
          first
              .setReplayPreset(ReplayPreset.CUSTOM)
              .setReplayId(ByteString.copyFrom(position.bytes()));
    }
    subscription.send(first.setNumRequested(settings.window()).build());
    return subscription;
  }

  /// Ends every call, each with an error.
  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static ClientInterceptor headers(Session session) {
    Metadata headers = new Metadata();
    headers.put(ascii("accesstoken"), session.token());
    headers.put(ascii("instanceurl"), session.instance().toString());
    headers.put(ascii("tenantid"), session.organizationId());
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /// One stream. What comes in waits in a queue, of which what was asked for is the bound.
  static final class Subscription implements ClientResponseObserver<FetchRequest, FetchResponse> {
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable ClientCallStreamObserver<FetchRequest>> call =
        new AtomicReference<>();

    Signal next(Duration most) throws InterruptedException {
      Signal signal = signals.poll(most.toMillis(), TimeUnit.MILLISECONDS);
      return signal == null ? new Signal.Nothing() : signal;
    }

    void request(int events) {
      send(FetchRequest.newBuilder().setNumRequested(events).build());
    }

    void cancel() {
      ClientCallStreamObserver<FetchRequest> open = call.get();
      if (open != null) {
        open.cancel("no longer wanted", null);
      }
    }

    private void send(FetchRequest request) {
      ClientCallStreamObserver<FetchRequest> open = call.get();
      if (open != null) {
        open.onNext(request);
      }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<FetchRequest> requests) {
      call.set(requests);
    }

    @Override
    public void onNext(FetchResponse response) {
      signals.add(new Signal.Got(response));
    }

    @Override
    public void onError(Throwable error) {
      signals.add(new Signal.Failed(error));
    }

    @Override
    public void onCompleted() {
      signals.add(new Signal.Ended());
    }
  }
}
