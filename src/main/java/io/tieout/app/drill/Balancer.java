package io.tieout.app.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one address before the replicas: each connection goes to the next one that takes it. Knows
/// nothing of HTTP; a connection whose replica dies breaks, as behind a load balancer.
final class Balancer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);
  private static final int BACKLOG = 100;
  private static final int CONNECT_MILLIS = 1_000;

  private final ServerSocket door;
  private final List<InetSocketAddress> replicas = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  private Balancer(ServerSocket door) {
    this.door = door;
  }

  static Balancer open() {
    try {
      Balancer balancer =
          new Balancer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("balancer").start(balancer::serve);
      return balancer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on this machine", e);
    }
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  void add(URI replica) {
    replicas.add(new InetSocketAddress(replica.getHost(), replica.getPort()));
  }

  void remove(URI replica) {
    replicas.remove(new InetSocketAddress(replica.getHost(), replica.getPort()));
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().name("balanced").start(() -> carry(client));
      } catch (IOException e) {
        LOG.debug("the balancer's door", e);
      }
    }
  }

  private void carry(Socket client) {
    try (client) {
      Optional<Socket> found = connected();
      if (found.isEmpty()) {
        return;
      }
      try (Socket replica = found.get()) {
        Thread back = Thread.ofVirtual().start(() -> copy(replica, client));
        copy(client, replica);
        back.join();
      }
    } catch (IOException e) {
      LOG.debug("a balanced connection", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Socket> connected() throws IOException {
    List<InetSocketAddress> order = new ArrayList<>(replicas);
    if (!order.isEmpty()) {
      Collections.rotate(order, turn.incrementAndGet() % order.size());
    }
    for (InetSocketAddress address : order) {
      Socket socket = new Socket();
      try {
        socket.connect(address, CONNECT_MILLIS);
        return Optional.of(socket);
      } catch (IOException e) {
        LOG.debug("{} does not take connections", address, e);
        socket.close();
      }
    }
    return Optional.empty();
  }

  /// Either side's end ends both.
  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      LOG.debug("a balanced connection broke", e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
