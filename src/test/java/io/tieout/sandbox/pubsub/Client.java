package io.tieout.sandbox.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/// Calls the stand-in with the generated stubs, as any client would.
final class Client implements AutoCloseable {
  private final ManagedChannel channel;
  private final SalesforceStandIn salesforce;
  private final Map<String, String> headers;

  Client(PubSubStandIn pubsub, SalesforceStandIn salesforce) {
    this(pubsub, salesforce, headers(salesforce));
  }

  Client(PubSubStandIn pubsub, SalesforceStandIn salesforce, Map<String, String> headers) {
    this.salesforce = salesforce;
    this.headers = headers;
    this.channel =
        NettyChannelBuilder.forAddress(pubsub.host(), pubsub.port()).usePlaintext().build();
  }

  /// The headers of a session.
  static Map<String, String> headers(SalesforceStandIn salesforce) {
    return Map.of(
        "accesstoken", token(salesforce),
        "instanceurl", salesforce.base().toString(),
        "tenantid", salesforce.organizationId());
  }

  PubSubGrpc.PubSubBlockingStub calls() {
    return PubSubGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata()));
  }

  Stream subscribe(FetchRequest first) {
    Stream stream = new Stream();
    stream.requests =
        Optional.of(
            PubSubGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata()))
                .subscribe(stream));
    stream.send(first);
    return stream;
  }

  Stream earliest(int events) {
    return subscribe(request(ReplayPreset.EARLIEST, events).build());
  }

  Stream latest(int events) {
    return subscribe(request(ReplayPreset.LATEST, events).build());
  }

  Stream after(ByteString replayId, int events) {
    return subscribe(request(ReplayPreset.CUSTOM, events).setReplayId(replayId).build());
  }

  static FetchRequest.Builder request(ReplayPreset preset, int events) {
    return FetchRequest.newBuilder()
        .setTopicName(PubSubStandIn.CHANNEL)
        .setReplayPreset(preset)
        .setNumRequested(events);
  }

  GenericRecord decoded(ConsumerEvent event) {
    Schema schema = schema(event.getEvent().getSchemaId());
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(event.getEvent().getPayload().toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Schema schema(String id) {
    return new Schema.Parser()
        .parse(
            calls().getSchema(SchemaRequest.newBuilder().setSchemaId(id).build()).getSchemaJson());
  }

  /// Edits a record by REST, with these headers.
  void patch(String path, Json.Obj body, Map<String, String> more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(salesforce.base() + "/services/data/v67.0" + path))
            .header("Authorization", "Bearer " + headers.get("accesstoken"))
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body.print()));
    more.forEach(request::header);
    assertThat(sent(request.build()).statusCode()).isEqualTo(204);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private Metadata metadata() {
    Metadata metadata = new Metadata();
    headers.forEach((name, value) ->
        metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return metadata;
  }

  private static String token(SalesforceStandIn salesforce) {
    Json.Obj app = salesforce.app();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(salesforce.base() + "/services/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(app.text("clientId"), app.text("clientSecret"))))
            .build();
    return Json.parseObj(sent(request).body()).text("access_token");
  }

  private static HttpResponse<String> sent(HttpRequest request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One subscription: what came, in order.
  static final class Stream implements StreamObserver<FetchResponse> {
    private final BlockingQueue<FetchResponse> responses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
    private Optional<StreamObserver<FetchRequest>> requests = Optional.empty();

    void send(FetchRequest request) {
      requests.orElseThrow().onNext(request);
    }

    void more(int events) {
      send(FetchRequest.newBuilder().setNumRequested(events).build());
    }

    FetchResponse next() {
      try {
        return Optional.ofNullable(responses.poll(20, TimeUnit.SECONDS)).orElseThrow();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    List<ConsumerEvent> events(int count) {
      List<ConsumerEvent> events = new ArrayList<>();
      while (events.size() < count) {
        events.addAll(next().getEventsList());
      }
      return events;
    }

    boolean isQuiet() {
      return responses.isEmpty();
    }

    /// How the stream ended: the vendor's code, else the status; `OK` when in peace.
    String end() {
      try {
        Optional<Throwable> end =
            Optional.ofNullable(ends.poll(20, TimeUnit.SECONDS)).orElseThrow();
        return end.map(Client::code).orElse("OK");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onNext(FetchResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable error) {
      ends.add(Optional.of(error));
    }

    @Override
    public void onCompleted() {
      ends.add(Optional.empty());
    }
  }

  static String code(Throwable error) {
    return Optional.ofNullable(Status.trailersFromThrowable(error))
        .map(t -> t.get(Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER)))
        .map(c -> c.replace("sfdc.platform.eventbus.grpc.", ""))
        .orElseGet(() -> Status.fromThrowable(error).getCode().name());
  }
}
