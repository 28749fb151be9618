package io.tieout.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Stored before acknowledged: a process that is killed in the midst of many requests has stored
/// each that it answered, and what it did not answer can be told again.
class KilledIntakeTest {
  private static final int CLIENTS = 8;
  private static final int BEFORE_THE_KILL = 300;
  private static final long EACH = 1_000_000;

  private final Deliveries deliveries = new Deliveries(InstantSource.system());
  private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
  private final Queue<Long> unanswered = new ConcurrentLinkedQueue<>();
  private final CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);

  @Test
  void what_a_killed_process_answered_is_stored_and_the_rest_can_be_told_again() throws Exception {
    DatabaseAddress address = TestDatabase.freshAddress();
    try (Child first = Child.start(address)) {
      tellUntilKilled(first);
    }
    assertThat(unanswered).hasSize(CLIENTS);
    try (Database database = Database.open(address)) {
      assertStoredOnce(database, answered);
      try (Child second = Child.start(address);
          WebhookSender sender = second.sender(deliveries)) {
        List.copyOf(unanswered).forEach(sender::tell);
      }
      Set<Long> all = new HashSet<>(answered);
      all.addAll(unanswered);
      assertStoredOnce(database, all);
      assertThat(stored(database)).hasSize(all.size());
    }
  }

  private void tellUntilKilled(Child child) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        long from = i * EACH;
        clients.add(threads.submit(() -> tell(child, from)));
      }
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      child.kill();
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  private void tell(Child child, long from) {
    try (WebhookSender sender = child.sender(deliveries)) {
      LongStream.range(from, from + EACH)
          .forEach(number -> {
            unanswered.add(number);
            sender.tell(number);
            unanswered.remove(number);
            answered.add(number);
            enough.countDown();
          });
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageContaining("connection broke");
    }
  }

  private static void assertStoredOnce(Database database, Iterable<Long> numbers) {
    List<String> stored = stored(database);
    assertThat(stored).doesNotHaveDuplicates();
    Set<String> keys = new HashSet<>(stored);
    assertThat(numbers).allMatch(number -> keys.contains(Deliveries.key(number)));
    long work =
        database.inTransaction(sql ->
            sql.ask("select count(*) as n from signal_work where state = 'waiting'")
                .one(row -> row.number("n")));
    assertThat(work).isEqualTo(stored.size());
  }

  private static List<String> stored(Database database) {
    return database.inTransaction(
        sql -> sql.ask("select dedupe_key from signal").list(row -> row.text("dedupe_key")));
  }

  /// The intake in a process of its own.
  private record Child(Process process, URI door) implements AutoCloseable {
    static Child start(DatabaseAddress address) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  IntakeChild.class.getName(),
                  address.jdbcUrl())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Child(process, URI.create(process.inputReader().readLine()));
    }

    WebhookSender sender(Deliveries deliveries) {
      return new WebhookSender(door, deliveries, IntakeBench.TOKEN);
    }

    /// As `kill -9` does.
    void kill() {
      process.destroyForcibly();
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }
}
