package io.tieout.vendor.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How the client waits before it repeats a read.
@FunctionalInterface
public interface Pause {
  void pause(Duration time) throws InterruptedException;

  /// Really waits.
  static Pause sleeping() {
    return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
