package io.tieout.app.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A company with a house on it, whichever systems it uses: what is waited for and looked at.
interface Stage {
  Duration PATIENCE = Duration.ofSeconds(30);
  Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  Vendors vendors();

  Sandbox sandbox();

  Board board();

  /// A request to the house as it comes over the wire.
  HttpResponse<String> send(String method, String path, Map<String, String> headers, byte[] body);

  /// Looks until there is something; wakes with every change in Slack.
  default <T> T await(String what, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    do {
      long revision = vendors().slack().revision();
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      try {
        vendors().slack().awaitChange(revision, BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what, e);
      }
    } while (System.nanoTime() < end);
    throw new AssertionError("waited in vain: " + what + "\n" + board().transcript());
  }

  default void awaitThat(String what, BooleanSupplier holds) {
    await(what, () -> holds.getAsBoolean() ? Optional.of(what) : Optional.empty());
  }

  /// Until no signal and no notice waits.
  default void awaitQuiet() {
    awaitThat("everything worked off", () -> sandbox().house().idle());
  }
}
