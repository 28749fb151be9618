package io.tieout.sandbox.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves an [Endpoint] over HTTP on 127.0.0.1, one virtual thread a request.
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int MAX_BODY = 32 * 1024 * 1024;

  private final String name;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Endpoint endpoint;
  private final Weather weather;
  private final Supplier<HttpAnswer> throttleAnswer;

  private LoopbackServer(
      String name, int port, Endpoint endpoint, Weather weather, Supplier<HttpAnswer> throttle)
      throws IOException {
    this.name = name;
    this.endpoint = endpoint;
    this.weather = weather;
    this.throttleAnswer = throttle;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Starts serving.
  ///
  /// @param port the port, or 0 for any free one
  /// @param throttle how this vendor says that it throttles
  public static LoopbackServer start(
      String name, int port, Endpoint endpoint, Weather weather, Supplier<HttpAnswer> throttle) {
    try {
      return new LoopbackServer(name, port, endpoint, weather, throttle);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:%d for the %s stand-in".formatted(port, name), e);
    }
  }

  /// The address without a trailing slash, for example `http://127.0.0.1:40123`.
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpCall call = call(exchange);
      Mishap mishap = weather.strike(call).orElse(null);
      switch (mishap) {
        case null -> send(exchange, answer(call));
        case DOWN ->
            send(exchange, HttpAnswer.of(503, "text/html", "<h1>Service Unavailable</h1>"));
        case THROTTLED -> send(exchange, throttleAnswer.get());
        case ERROR_BEFORE -> send(exchange, HttpAnswer.of(500, "text/plain", "internal error"));
        case ERROR_AFTER -> {
          answer(call);
          send(exchange, HttpAnswer.of(500, "text/plain", "internal error"));
        }
        case ANSWER_LOST -> answer(call);
        case REQUEST_LOST -> LOG.debug("{}: request cut", name);
      }
    }
  }

  private HttpAnswer answer(HttpCall call) {
    try {
      return endpoint.answer(call);
    } catch (RuntimeException e) {
      LOG.warn("{} stand-in failed on {} {}", name, call.method(), call.path(), e);
      return HttpAnswer.of(500, "text/plain", "the stand-in failed: " + e);
    }
  }

  private static HttpCall call(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), new ArrayList<>(v)));
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MAX_BODY);
    }
    if (headers.getOrDefault("content-encoding", List.of()).contains("gzip") && body.length > 0) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readNBytes(MAX_BODY);
      }
    }
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery();
    return new HttpCall(
        exchange.getRequestMethod(),
        uri.getPath(),
        uri.getRawPath(),
        Forms.parse(query == null ? "" : query),
        headers,
        body);
  }

  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    answer.headers().forEach((k, v) -> exchange.getResponseHeaders().set(k, v));
    boolean bodiless = answer.body().length == 0 || answer.status() == 204;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(answer.body());
    }
  }
}
