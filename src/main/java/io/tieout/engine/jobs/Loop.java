package io.tieout.engine.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off what waits: a virtual thread that calls the step until it says that nothing is left,
/// then waits until it is woken or the idle time is over. A step that throws is logged and counts
/// as nothing left.
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final BooleanSupplier step;
  private final Duration idle;
  private final Semaphore wakes = new Semaphore(0);
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Thread thread;

  /// @param idle how long it waits at most before it looks by itself
  public Loop(String name, BooleanSupplier step, Duration idle) {
    this.name = name;
    this.step = step;
    this.idle = idle;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Has it look now. Safe from any thread, never waits; a wake during a step is not lost.
  public void wake() {
    wakes.release();
  }

  /// Lets the step under way finish, for a while, then interrupts it.
  @Override
  public void close() {
    stopping.set(true);
    wake();
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(STOP_PATIENCE)) {
        LOG.warn("loop {} does not stop; it is interrupted", name);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping.get()) {
        wakes.drainPermits();
        if (!stopping.get() && !step()) {
          waitForWork();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("loop {} interrupted", name, e);
      Thread.currentThread().interrupt();
    }
  }

  private boolean step() {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException | Error e) {
      // An error, too: nobody would notice that this loop alone has ended.
      LOG.error("loop {}: a step failed", name, e);
      return false;
    }
  }

  private void waitForWork() throws InterruptedException {
    if (wakes.tryAcquire(idle.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.trace("loop {} woken", name);
    }
  }
}
