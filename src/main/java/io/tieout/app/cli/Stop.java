package io.tieout.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Waits for Ctrl-C or SIGTERM, and holds the process until everything has closed.
final class Stop {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final CountDownLatch REQUESTED = new CountDownLatch(1);
  private static final AtomicBoolean WAITING = new AtomicBoolean();

  private Stop() {}

  /// Whether the process is ending already: then the main thread just returns.
  static boolean requested() {
    return REQUESTED.getCount() == 0;
  }

  /// Whether somebody waits to be stopped and will then close everything in order.
  static boolean awaited() {
    return WAITING.get();
  }

  static void await() {
    WAITING.set(true);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> held(main), "stop"));
    try {
      REQUESTED.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void held(Thread main) {
    REQUESTED.countDown();
    try {
      main.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
