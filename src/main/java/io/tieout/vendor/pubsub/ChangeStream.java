package io.tieout.vendor.pubsub;

import com.salesforce.eventbus.protobuf.FetchResponse;
import io.grpc.StatusRuntimeException;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.pubsub.Connection.Signal;
import io.tieout.vendor.pubsub.Connection.Start;
import io.tieout.vendor.pubsub.Connection.Subscription;
import io.tieout.vendor.pubsub.PubSubFaults.Verdict;
import io.tieout.vendor.salesforce.SessionSource;
import io.tieout.vendor.salesforce.SessionSource.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A subscription that lives until it is closed or a person is needed. One thread connects, reads
/// and calls the listener; whenever anything fails it begins again where the listener's store says.
public final class ChangeStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final PubSubSettings settings;
  private final SessionSource sessions;
  private final ChangeListener listener;
  private final Timing timing;
  private final Connection connection;
  private final Intake intake;
  private final Health health;
  private final Thread runner;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean ended;
  private boolean pausing;

  // Of the runner alone.
  private Optional<Instant> unseenSince = Optional.empty();
  private boolean fromEarliest;
  private boolean renewed;

  private ChangeStream(
      PubSubSettings settings,
      SessionSource sessions,
      ChangeListener listener,
      Timing timing,
      ThreadFactory threads) {
    this.settings = settings;
    this.sessions = sessions;
    this.listener = listener;
    this.timing = timing;
    this.connection = new Connection(settings, Executors.newThreadPerTaskExecutor(threads));
    this.intake = new Intake(timing.clock());
    this.health = new Health(listener, settings.patience(), timing);
    this.runner = threads.newThread(this::run);
  }

  /// Begins at the listener's position; without one at the latest event, and asks for a backfill.
  ///
  /// @param threads makes the one that calls the listener, and short ones for what comes in
  public static ChangeStream open(
      PubSubSettings settings,
      SessionSource sessions,
      ChangeListener listener,
      Timing timing,
      ThreadFactory threads) {
    ChangeStream stream = new ChangeStream(settings, sessions, listener, timing, threads);
    stream.runner.start();
    return stream;
  }

  /// Whether it still tries; not after [#close], nor after a fault that needs a person.
  public boolean isRunning() {
    return !ended && runner.isAlive();
  }

  /// Ends the stream; the listener is not called any more once this returns, unless it takes very
  /// long or is what closes.
  @Override
  public void close() {
    ended = true;
    connection.close();
    lock.lock();
    try {
      if (pausing) {
        runner.interrupt();
      }
    } finally {
      lock.unlock();
    }
    if (!Thread.currentThread().equals(runner)) {
      try {
        if (!runner.join(LAST_WORDS)) {
          LOG.warn("The listener to change events still works after {}", LAST_WORDS);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try {
      while (!ended) {
        round();
      }
    } catch (InterruptedException _) {
      LOG.debug("Change events: interrupted");
    } finally {
      ended = true;
      connection.close();
    }
  }

  private void round() throws InterruptedException {
    Optional<Session> session = Optional.empty();
    try {
      session = Optional.of(sessions.current());
      attend(session.get());
    } catch (Unstored e) {
      LOG.warn("Change hints could not be stored", e);
      again(new Fault.Transient("change hints could not be stored: " + e.getMessage()));
    } catch (StatusRuntimeException e) {
      follow(PubSubFaults.verdict(e, settings.topic()), session);
    } catch (FaultException e) {
      switch (e.fault()) {
        case Fault.Broken broken -> stop(broken);
        case Fault.Transient _, Fault.Throttled _, Fault.Refused _, Fault.Ambiguous _ ->
            again(e.fault());
      }
    } catch (RuntimeException e) {
      LOG.error("Change events: unforeseen", e);
      again(new Fault.Transient("change events could not be read: " + e));
    }
  }

  /// From the beginning of a stream to its end.
  private void attend(Session session) throws InterruptedException {
    if (!connection.canSubscribe(session)) {
      follow(PubSubFaults.notAllowed(PubSubFaults.API + settings.topic()), Optional.of(session));
      return;
    }
    Subscription stream = connection.subscribe(session, start());
    try {
      while (true) {
        switch (stream.next(settings.silence())) {
          case Signal.Got(FetchResponse response) -> take(stream, response, session);
          case Signal.Failed(Throwable error) -> {
            follow(PubSubFaults.verdict(error, settings.topic()), Optional.of(session));
            return;
          }
          case Signal.Ended() -> {
            again(new Fault.Transient("Salesforce has ended the stream of change events"));
            return;
          }
          case Signal.Nothing() -> {
            again(
                new Fault.Transient(
                    "no change event and no sign of life within " + settings.silence()));
            return;
          }
        }
      }
    } finally {
      stream.cancel();
    }
  }

  private Start start() {
    Optional<ReplayPosition> stored = asked(listener::position);
    if (fromEarliest) {
      return new Start.Earliest();
    }
    if (stored.isPresent()) {
      intake.beginAt(stored.get());
      return new Start.After(stored.get());
    }
    if (unseenSince.isEmpty()) {
      Instant now = timing.clock().instant();
      missed(Instant.EPOCH, "the first beginning: nothing before it is told by events");
      unseenSince = Optional.of(now);
    }
    return new Start.Latest();
  }

  private void take(Subscription stream, FetchResponse response, Session session) {
    if (response.getEventsCount() == 0 && response.getLatestReplayId().isEmpty()) {
      return;
    }
    Intake.Batch batch =
        intake.read(
            response, new Intake.Reader(session.userId(), id -> connection.schema(session, id)));
    if (unseenSince.isPresent()) {
      // Only now is it known that the stream was open; what came before was told to nobody.
      missed(
          unseenSince.get().minus(Intake.OVERLAP),
          "changes made until the stream was open are told by no event");
      unseenSince = Optional.empty();
    }
    batch.missed().forEach(m -> missed(m.since(), m.why()));
    told(() -> listener.changed(batch.hints(), batch.position()));
    intake.stored(batch);
    fromEarliest = false;
    renewed = false;
    health.answered();
    if (response.getEventsCount() > 0) {
      stream.request(response.getEventsCount());
    }
  }

  private void follow(Verdict verdict, Optional<Session> session) throws InterruptedException {
    if (ended) {
      return;
    }
    switch (verdict) {
      case Verdict.Again(Fault fault) -> again(fault);
      case Verdict.NewSession(Fault fault) -> {
        session.ifPresent(sessions::invalidate);
        if (renewed) {
          pause(
              health.broken(
                  new Fault.Broken(
                      fault.message()
                          + ". A new session was refused too: check that the integration user may"
                          + " use the API and that the session is of this organisation.")));
        }
        renewed = true;
      }
      case Verdict.StartOver(Fault fault) -> startOver(fault);
      case Verdict.Stop(Fault.Broken fault) -> stop(fault);
    }
  }

  /// Never on to the latest event: that would lose what is between without a word.
  private void startOver(Fault fault) throws InterruptedException {
    if (fromEarliest) {
      again(fault);
      return;
    }
    try {
      Instant since =
          asked(listener::position)
              .map(p -> p.coveredTo().minus(Intake.OVERLAP))
              .orElse(Instant.EPOCH);
      missed(since, "the stored replay id is refused: " + fault.message());
      fromEarliest = true;
    } catch (Unstored e) {
      LOG.warn("A gap in change events could not be told", e);
      again(fault);
    }
  }

  private void again(Fault fault) throws InterruptedException {
    if (!ended) {
      pause(health.failed(fault));
    }
  }

  private void stop(Fault.Broken fault) {
    if (!ended) {
      ended = true;
      health.broken(fault);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    setPausing(true);
    try {
      if (!ended) {
        timing.pause().pause(time);
      }
    } finally {
      setPausing(false);
    }
  }

  private void setPausing(boolean now) {
    lock.lock();
    try {
      pausing = now;
    } finally {
      lock.unlock();
    }
  }

  private void missed(Instant since, String why) {
    LOG.info("Change events are missing since {}: {}", since, why);
    told(() -> listener.gap(since, why));
  }

  private static void told(Runnable message) {
    asked(() -> {
      message.run();
      return true;
    });
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw new Unstored(e);
    }
  }

  /// The listener failed; what it was told is not stored.
  private static final class Unstored extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unstored(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
