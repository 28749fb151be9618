package io.tieout.app.sandbox;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Prints steps as they are checked and remembers whether all held.
public final class Checks {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final PrintWriter out;
  private final Semaphore never = new Semaphore(0);
  private int held;
  private int failed;

  public Checks(PrintWriter out) {
    this.out = out;
  }

  void chapter(String title) {
    out.println();
    out.println(title);
    out.flush();
  }

  void note(String fact) {
    out.println("    " + fact.strip().replace("\n", "\n      "));
    out.flush();
  }

  void that(String claim, boolean holds) {
    if (holds) {
      held++;
    } else {
      failed++;
    }
    out.println((holds ? "  ok   " : "  FAIL ") + claim);
    out.flush();
  }

  /// Looks again and again until there is something, and gives up after half a minute.
  <T> Optional<T> within(String claim, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> found = look.get();
    while (found.isEmpty() && System.nanoTime() < end && waited()) {
      found = look.get();
    }
    that(claim, found.isPresent());
    return found;
  }

  public boolean allHeld() {
    return failed == 0 && held > 0;
  }

  public String summary() {
    return "%d checks held, %d failed".formatted(held, failed);
  }

  private boolean waited() {
    try {
      return !never.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
