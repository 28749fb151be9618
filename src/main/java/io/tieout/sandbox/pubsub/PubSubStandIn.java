package io.tieout.sandbox.pubsub;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.tieout.sandbox.salesforce.RecordChange.EventField;
import io.tieout.sandbox.salesforce.RecordChange.Shape;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Salesforce's Pub/Sub API for the sandbox: see the room's plate.
public final class PubSubStandIn implements AutoCloseable {
  /// The custom channel that carries all selected objects.
  public static final String CHANNEL = "/data/Tieout__chn";

  private static final Logger LOG = LoggerFactory.getLogger(PubSubStandIn.class);
  private static final String HOST = "127.0.0.1";
  private static final int MAX_SCHEMA_BYTES = 1 << 20;
  private static final Set<String> SELECTED =
      Set.of("Opportunity", "OpportunityLineItem", "Account", "Contact", "Product2", "Quote");

  private final SalesforceStandIn salesforce;
  private final Feed feed;
  private final Front front;
  private final Server server;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pubsub-beat").factory());
  private final AtomicLong rpcs = new AtomicLong();

  private PubSubStandIn(Options options) {
    this.salesforce = options.salesforce();
    this.feed = new Feed(options);
    this.front = new Front(feed, options, this::rpcId);
    Gate gate =
        new Gate(
            options.organizationId(),
            salesforce.base().toString(),
            salesforce::knowsSession,
            this::rpcId);
    try {
      this.server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()))
              .executor(calls)
              .maxInboundMessageSize(MAX_SCHEMA_BYTES)
              .addService(ServerInterceptors.intercept(front, gate))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    salesforce.onChange(feed::publish);
    if (options.beat().isPositive()) {
      long millis = options.beat().toMillis();
      var _ = beats.scheduleAtFixedRate(this::steadyBeat, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /// How to start.
  ///
  /// @param port the port, or 0 for any free one
  /// @param keepAlive how long a stream is silent at most; the vendor's is up to 270 seconds
  /// @param idleLimit how long a stream lives that asks for nothing; the vendor's is about 70
  ///   seconds
  /// @param beat how often that is looked at; zero for only when [#beat] is called
  public record Options(
      int port,
      SalesforceStandIn salesforce,
      InstantSource clock,
      long seed,
      Duration keepAlive,
      Duration idleLimit,
      Duration beat) {
    private static final Pattern OBJECT = Pattern.compile("/data/(\\w+)ChangeEvent");

    /// Any free port, with keep-alives somewhat more often than the vendor's.
    public static Options of(SalesforceStandIn salesforce, InstantSource clock, long seed) {
      return new Options(
          0,
          salesforce,
          clock,
          seed,
          Duration.ofSeconds(30),
          Duration.ofSeconds(70),
          Duration.ofSeconds(1));
    }

    /// With another silence and patience, and a beat only when it is called for.
    public Options withoutBeat(Duration newKeepAlive, Duration newIdleLimit) {
      return new Options(port, salesforce, clock, seed, newKeepAlive, newIdleLimit, Duration.ZERO);
    }

    Set<String> entities() {
      return SELECTED;
    }

    String organizationId() {
      return salesforce.organizationId();
    }

    /// The objects whose events a topic carries; none when there is no such topic.
    Set<String> entitiesOf(String topic) {
      if (topic.equals(CHANNEL) || topic.equals("/data/ChangeEvents")) {
        return SELECTED;
      }
      Matcher object = OBJECT.matcher(topic);
      Set<String> one = new HashSet<>(SELECTED);
      one.retainAll(object.matches() ? Set.of(object.group(1)) : Set.of());
      return one;
    }
  }

  /// A subscription somebody began.
  ///
  /// @param preset `LATEST`, `EARLIEST` or `CUSTOM`
  public record Subscribed(String preset, boolean withReplayId) {}

  public static PubSubStandIn start(Options options) {
    return new PubSubStandIn(options);
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return server.getPort();
  }

  /// What a client needs beside a session of the Salesforce stand-in.
  public Json.Obj info() {
    return Json.object()
        .put("pubsubHost", HOST)
        .put("pubsubPort", port())
        .put("topic", CHANNEL)
        .build();
  }

  /// Looks at the clock: keep-alives, idle streams, sessions that have ended.
  public void beat() {
    for (String token : feed.tokens()) {
      if (!salesforce.knowsSession(token)) {
        feed.end(
            s -> s.token().equals(token),
            PubSubTrouble.AUTH_ERROR,
            "An authentication exception occurred.");
      }
    }
    feed.beat();
  }

  /// The next subscriptions are refused.
  public void refuse(PubSubTrouble trouble, int times) {
    front.refuse(trouble, times);
  }

  /// Whether our user has View All on the objects of the channels; has it until this is called.
  public void mayRead(boolean may) {
    front.mayRead(may);
  }

  /// Every open stream ends with this error.
  public void interrupt(PubSubTrouble trouble) {
    feed.end(_ -> true, trouble, "As was asked for in the sandbox.");
  }

  /// Every open stream breaks off without a word.
  public void cut() {
    feed.cut();
  }

  /// Every open stream ends in peace.
  public void complete() {
    feed.complete();
  }

  /// All streams break off when this many more events were sent.
  public void cutAfter(int events) {
    feed.cutAfter(events);
  }

  /// The next events are delivered twice, the second time with another replay id.
  public void doubleNext(int events) {
    feed.doubleNext(events);
  }

  /// Streams stay open, and nothing comes through them.
  public void mute(boolean on) {
    feed.mute(on);
  }

  /// The org moves: no replay id from before is known any more.
  public void migrate() {
    feed.migrate();
  }

  /// An administrator adds a text field, so that the object's events have another schema.
  public void addField(String entity, String name) {
    feed.addField(entity, new EventField(name, Shape.TEXT));
  }

  /// An event too large for the bus: it only says which records to look at.
  ///
  /// @param kind of the change, such as `UPDATE`
  public void gap(String entity, String kind, List<String> recordIds) {
    feed.publishBare(entity, "GAP_" + kind, recordIds);
  }

  /// A transaction with too many changes: its further events are left out.
  public void overflow(String entity) {
    feed.publishBare(entity, "GAP_OVERFLOW", List.of("000000000000000AAA"));
  }

  /// Waits until so many subscriptions were begun and one is open. Those that [#refuse] refused do
  /// not count.
  ///
  /// @return whether that came true in time
  public boolean awaitSubscriptions(int begun, Duration most) {
    return feed.awaitSubscriptions(begun, most);
  }

  /// Waits until no stream is open.
  public boolean awaitNoStream(Duration most) {
    return feed.awaitNoStream(most);
  }

  public int openStreams() {
    return feed.openStreams();
  }

  /// The most events that any stream ever had asked for at once.
  public int mostPending() {
    return feed.mostPending();
  }

  public int schemasAsked() {
    return front.schemasAsked();
  }

  /// Every subscription that was begun, oldest first.
  public List<Subscribed> subscriptions() {
    return feed.subscriptions();
  }

  @Override
  public void close() {
    beats.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
  }

  /// One beat that fails must not be the last.
  private void steadyBeat() {
    try {
      beat();
    } catch (RuntimeException e) {
      LOG.warn("The stand-in for Pub/Sub could not look at its streams", e);
    }
  }

  private String rpcId() {
    return "rpc-%08d".formatted(rpcs.incrementAndGet());
  }
}
