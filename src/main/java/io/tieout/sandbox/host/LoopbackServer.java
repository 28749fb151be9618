package io.tieout.sandbox.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves an [Endpoint] over HTTP on 127.0.0.1, one virtual thread a request. The `Date` header is
/// the endpoint's own where it sends one, so that a stand-in can live by the sandbox's clock.
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int MAX_BODY = 32 * 1024 * 1024;
  private static final int MAX_HEADERS = 64 * 1024;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// For the `Date` of answers whose endpoint keeps no time of its own.
  private static final InstantSource REAL = InstantSource.system();

  private final String name;
  private final Server server;
  private final ServerConnector connector;
  private final Endpoint endpoint;
  private final Weather weather;
  private final Supplier<HttpAnswer> throttleAnswer;

  private LoopbackServer(
      String name, int port, Endpoint endpoint, Weather weather, Supplier<HttpAnswer> throttle) {
    this.name = name;
    this.endpoint = endpoint;
    this.weather = weather;
    this.throttleAnswer = throttle;
    QueuedThreadPool threads = new QueuedThreadPool(8, 2);
    threads.setName(name);
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    // Vendors take keys with an encoded slash in a path; Jetty would refuse them as ambiguous.
    http.setUriCompliance(UriCompliance.UNSAFE);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Front());
  }

  /// Starts serving.
  ///
  /// @param port the port, or 0 for any free one
  /// @param throttle how this vendor says that it throttles
  public static LoopbackServer start(
      String name, int port, Endpoint endpoint, Weather weather, Supplier<HttpAnswer> throttle) {
    LoopbackServer server = new LoopbackServer(name, port, endpoint, weather, throttle);
    try {
      server.server.start();
      return server;
    } catch (Exception e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot listen on 127.0.0.1:%d for the %s stand-in: %s"
                  .formatted(port, name, e.getMessage()),
              e));
    }
  }

  /// The address without a trailing slash, for example `http://127.0.0.1:40123`.
  public URI base() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the " + name + " stand-in did not stop", e);
    }
  }

  /// Carries out a request as the weather allows.
  private final class Front extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      HttpCall call = call(request);
      delay();
      weather.watch().arrives(call);
      Mishap mishap = weather.strike(call).orElse(null);
      switch (mishap) {
        case null -> send(response, callback, answer(call));
        case DOWN ->
            send(
                response,
                callback,
                HttpAnswer.of(503, "text/html", "<h1>Service Unavailable</h1>"));
        case THROTTLED -> send(response, callback, throttleAnswer.get());
        case ERROR_BEFORE -> send(response, callback, internalError());
        case ERROR_AFTER -> {
          answer(call);
          send(response, callback, internalError());
        }
        case ANSWER_LOST -> {
          answer(call);
          cut(request, callback);
        }
        case REQUEST_LOST -> cut(request, callback);
      }
      return true;
    }
  }

  private void delay() {
    long end = System.nanoTime() + weather.latency().toNanos();
    for (long left = weather.latency().toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static HttpAnswer internalError() {
    return HttpAnswer.of(500, "text/plain", "internal error");
  }

  private static void cut(Request request, Callback callback) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new IOException("the connection was cut on purpose"));
  }

  private HttpAnswer answer(HttpCall call) {
    try {
      HttpAnswer answer = endpoint.answer(call);
      weather.watch().carriedOut(call, answer.status());
      return answer;
    } catch (RuntimeException e) {
      LOG.warn("{} stand-in failed on {} {}", name, call.method(), call.path(), e);
      return HttpAnswer.of(500, "text/plain", "the stand-in failed: " + e);
    }
  }

  private static HttpCall call(Request request) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(field.getValue() == null ? "" : field.getValue());
    }
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(MAX_BODY);
    }
    if (headers.getOrDefault("content-encoding", List.of()).contains("gzip") && body.length > 0) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readNBytes(MAX_BODY);
      }
    }
    String rawPath = request.getHttpURI().getPath();
    String query = request.getHttpURI().getQuery();
    return new HttpCall(
        request.getMethod(),
        URI.create(rawPath == null ? "/" : rawPath).getPath(),
        rawPath == null ? "/" : rawPath,
        Forms.parse(query == null ? "" : query),
        headers,
        body);
  }

  private static void send(Response response, Callback callback, HttpAnswer answer) {
    response.setStatus(answer.status());
    response.getHeaders().put("Date", HTTP_DATE.format(REAL.instant()));
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    boolean bodiless = answer.status() == 204 || answer.status() == 304;
    response.write(true, ByteBuffer.wrap(bodiless ? new byte[0] : answer.body()), callback);
  }
}
