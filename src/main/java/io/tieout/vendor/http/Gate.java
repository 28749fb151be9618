package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a call passes before it leaves: a free connection of ours, then the vendor's limits. Who
/// waits for the limits holds no connection, so that others with more right may pass.
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /// Who would wait longer is told so, and holds no thread until then.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /// A wait may be over sooner than was said: a call under way ends, the vendor takes more.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /// Those who wait for the same moment come back spread over so long.
  private static final long SPREAD_MILLIS = 50;

  private final String vendor;
  private final Settings settings;
  private final Timing timing;
  private final Semaphore inFlight;

  Gate(String vendor, Settings settings, Timing timing) {
    this.vendor = vendor;
    this.settings = settings;
    this.timing = timing;
    this.inFlight = new Semaphore(settings.maxConcurrent(), true);
  }

  /// Waits until the call may leave. When that is not before the end, or nobody can be asked, it is
  /// a [FaultException] of which nothing has left.
  Pass enter(Call call, Instant end) {
    Duration patience = Duration.between(timing.clock().instant(), end);
    try {
      while (true) {
        takeConnection(call, end);
        switch (ask(call, end)) {
          case Quota.Verdict.Go(Quota.Leave leave) -> {
            return new Pass(leave);
          }
          case Quota.Verdict.Wait(String why, Duration time) -> {
            Duration step = time.compareTo(BETWEEN_LOOKS) < 0 ? time : BETWEEN_LOOKS;
            patience = patience.minus(step);
            if (patience.isNegative() || beyond(time, end)) {
              throw new Fault.Throttled("%s was not sent: %s".formatted(call, why), time)
                  .asException();
            }
            timing.pause().pause(step.plusMillis(timing.jitter().nextLong(SPREAD_MILLIS)));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultException(new Fault.Transient(call + " was not sent: interrupted"), e);
    }
  }

  private boolean beyond(Duration wait, Instant end) {
    return wait.compareTo(LONGEST_WAIT) > 0 || !timing.clock().instant().plus(wait).isBefore(end);
  }

  private void takeConnection(Call call, Instant end) throws InterruptedException {
    long nanos = Duration.between(timing.clock().instant(), end).toNanos();
    if (nanos <= 0 || !inFlight.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      throw new Fault.Transient(
              "%s was not sent to %s: no free connection within %s"
                  .formatted(call, vendor, settings.deadline()))
          .asException();
    }
  }

  /// Gives the connection back unless the call may go.
  private Quota.Verdict ask(Call call, Instant end) {
    boolean goes = false;
    try {
      Quota.Verdict verdict =
          timing.quota().ask(call, Duration.between(timing.clock().instant(), end));
      goes = verdict instanceof Quota.Verdict.Go;
      return verdict;
    } catch (RuntimeException e) {
      throw new FaultException(
          new Fault.Transient(
              "%s was not sent to %s: its limits cannot be asked".formatted(call, vendor)),
          e);
    } finally {
      if (!goes) {
        inFlight.release();
      }
    }
  }

  /// A call that is on its way. An answer is never lost because it could not be counted.
  final class Pass implements AutoCloseable {
    private final Quota.Leave leave;

    private Pass(Quota.Leave leave) {
      this.leave = leave;
    }

    void told(Answer answer, Optional<Fault> fault) {
      safely(() -> leave.told(answer, fault));
    }

    @Override
    public void close() {
      inFlight.release();
      safely(leave::done);
    }

    private void safely(Runnable action) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.warn("{}: what a call used of the limits could not be noted", vendor, e);
      }
    }
  }
}
