package io.tieout.door.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server that the outside reaches us through.
public final class WebDoor implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Server server;
  private final ServerConnector connector;

  private WebDoor(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /// Starts listening.
  ///
  /// @param host the address to bind, `127.0.0.1` for this machine alone
  /// @param port the port, or 0 for any free one
  public static WebDoor open(String host, int port, List<Route> routes) {
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    threads.setName("web");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    // Without it stopping would break off what is being answered.
    GracefulHandler graceful = new GracefulHandler();
    graceful.setHandler(new Front(routes));
    server.setHandler(graceful);
    server.setStopTimeout(STOP_PATIENCE.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      throw new DoorException(
          "cannot listen on %s:%d: %s; is another program using the port? Choose another one"
              .formatted(host, port, e.getMessage()),
          e);
    }
    return new WebDoor(server, connector);
  }

  /// The address on this machine, without a trailing slash.
  public URI base() {
    return URI.create("http://%s:%d".formatted(connector.getHost(), connector.getLocalPort()));
  }

  /// Stops accepting, waits for requests under way, and stops.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the web door did not stop cleanly", e);
    }
  }
}
