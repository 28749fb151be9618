package io.tieout.vendor.pubsub;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.Patience;
import io.tieout.value.fault.Patience.Next;
import io.tieout.vendor.http.Timing;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts failures in a row, says how long to wait after each, and tells the listener of an outage
/// once. The first failure is no outage: streams end now and then and begin again at once. For one
/// thread.
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final int OUTAGE = 2;

  private final ChangeListener listener;
  private final Patience patience;
  private final Timing timing;
  private int failures;
  private Told told = Told.NOTHING;

  Health(ChangeListener listener, Patience patience, Timing timing) {
    this.listener = listener;
    this.patience = patience;
    this.timing = timing;
  }

  private enum Told {
    NOTHING,
    UP,
    DOWN,
    BROKEN
  }

  /// Something came and is stored.
  void answered() {
    failures = 0;
    if (told != Told.UP) {
      told = Told.UP;
      tell(listener::up);
    }
  }

  /// How long to wait until the next try.
  Duration failed(Fault fault) {
    failures++;
    LOG.info("No change events, {} failures in a row: {}", failures, fault.message());
    boolean worth = failures >= OUTAGE || fault instanceof Fault.Throttled;
    if (worth && told != Told.DOWN && told != Told.BROKEN) {
      told = Told.DOWN;
      tell(() -> listener.down(fault));
    }
    Duration full =
        switch (patience.after(fault.asException(), failures, 0)) {
          case Next.Again(Duration delay) -> delay;
          case Next.GiveUp() -> patience.longest();
        };
    return jittered(full);
  }

  /// A person is needed. How long to wait until the next try, should there be one.
  Duration broken(Fault.Broken fault) {
    failures++;
    LOG.error("No change events: {}", fault.message());
    if (told != Told.BROKEN) {
      told = Told.BROKEN;
      tell(() -> listener.down(fault));
    }
    return jittered(patience.longest());
  }

  /// Falls at random into the upper half, so that many do not come back at once.
  private Duration jittered(Duration full) {
    long millis = full.toMillis();
    return Duration.ofMillis(millis - timing.jitter().nextLong(millis / 2 + 1));
  }

  private static void tell(Runnable message) {
    try {
      message.run();
    } catch (RuntimeException e) {
      LOG.warn("The listener to change events failed", e);
    }
  }
}
