package io.tieout.sandbox.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what a stand-in sends by itself: one delivery after the other in the background, or into
/// the hands of somebody who decides when each goes out, and whether it goes twice or never.
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final String name;
  private final ScheduledExecutorService background;
  private final AtomicReference<Optional<Consumer<Delivery>>> hands =
      new AtomicReference<>(Optional.empty());

  /// @param name of the stand-in, for its thread
  public Courier(String name) {
    this.name = name;
    this.background =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-webhooks").factory());
  }

  /// Something to send.
  ///
  /// @param after how long the vendor waits before it sends it; nothing but for a repetition
  /// @param sending sends it and comes back when it was answered or not
  public record Delivery(Duration after, Runnable sending) {}

  /// From now on everything is handed over instead of sent.
  public void handOver(Consumer<Delivery> to) {
    hands.set(Optional.of(to));
  }

  /// Sends after a while, in real time unless it is handed over.
  public void send(Duration wait, Runnable sending) {
    Optional<Consumer<Delivery>> to = hands.get();
    if (to.isPresent()) {
      to.get().accept(new Delivery(wait, sending));
      return;
    }
    try {
      var _ = background.schedule(sending, wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: a delivery was dropped, the stand-in is closing", name, e);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
