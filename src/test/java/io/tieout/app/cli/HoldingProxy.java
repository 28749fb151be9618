package io.tieout.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// Stands before a vendor and holds back the answer to one request: the vendor has done it, and
/// whoever asked does not know yet.
final class HoldingProxy implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "upgrade", "http2-settings");

  private final HttpServer server;
  private final URI vendor;
  private final Predicate<HttpExchange> held;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);

  private HoldingProxy(HttpServer server, URI vendor, Predicate<HttpExchange> held) {
    this.server = server;
    this.vendor = vendor;
    this.held = held;
  }

  static HoldingProxy before(URI vendor, Predicate<HttpExchange> held) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HoldingProxy proxy = new HoldingProxy(server, vendor, held);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", proxy::forward);
    server.start();
    return proxy;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Opens once a request is held.
  CountDownLatch holding() {
    return holding;
  }

  void letGo() {
    letGo.countDown();
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(vendor + exchange.getRequestURI().toString()))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> request.header(name, value));
            }
          });
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      if (held.test(exchange) && holding.getCount() > 0) {
        holding.countDown();
        letGo.await();
      }
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OWN.contains(name) && !name.equals("transfer-encoding")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    client.shutdownNow();
  }
}
