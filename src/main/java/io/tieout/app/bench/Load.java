package io.tieout.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// A number of clients that tell as fast as they are answered.
///
/// Every twentieth telling is said a second time, as senders do that missed an answer. The second
/// costs its time and counts for nothing: rates are of what is new.
final class Load {
  private static final long SAID_TWICE = 20;

  private final List<? extends Teller> clients;
  private final boolean repeating;
  private final AtomicLong numbers;

  /// @param numbers the happenings', never given twice
  /// @param repeating whether some is told twice
  Load(List<? extends Teller> clients, AtomicLong numbers, boolean repeating) {
    this.clients = List.copyOf(clients);
    this.numbers = numbers;
    this.repeating = repeating;
  }

  /// Runs all clients for so long.
  Tally run(Duration time) {
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    Tally tally = new Tally();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<Tally>> running = new ArrayList<>();
      for (Teller client : clients) {
        running.add(threads.submit(() -> one(client, end)));
      }
      for (Future<Tally> client : running) {
        tally.add(client.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException("a client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    tally.took(System.nanoTime() - begun);
    return tally;
  }

  private Tally one(Teller client, long end) {
    Tally tally = new Tally();
    for (long count = 1; System.nanoTime() < end; count++) {
      long number = numbers.incrementAndGet();
      tally.answered(number, timed(client, number));
      if (repeating && count % SAID_TWICE == 0) {
        tally.repeated(timed(client, number));
      }
    }
    return tally;
  }

  private static long timed(Teller client, long number) {
    long begun = System.nanoTime();
    client.tell(number);
    return System.nanoTime() - begun;
  }
}
