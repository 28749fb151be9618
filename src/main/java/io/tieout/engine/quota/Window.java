package io.tieout.engine.quota;

import io.tieout.vendor.http.Call;
import java.time.Duration;
import java.util.function.Predicate;

/// A limit of calls within any span of time so wide.
///
/// @param name for people and metrics, such as `minute`
/// @param limit the most calls; a vendor may tell another one
/// @param counts which calls the vendor counts here
public record Window(String name, Duration width, long limit, Predicate<Call> counts) {
  private static final Duration LONG = Duration.ofHours(1);

  public Window {
    if (name.isBlank() || limit < 1 || width.compareTo(Duration.ofMillis(Tally.SLICES)) < 0) {
      throw new IllegalArgumentException(
          "a window needs a name, a limit of at least 1 and %d ms at least, not '%s', %d, %s"
              .formatted(Tally.SLICES, name, limit, width));
    }
  }

  /// Of every call.
  static Window of(String name, Duration width, long limit) {
    return new Window(name, width, limit, _ -> true);
  }

  /// Whether the vendor's word replaces our count, for more too. In a short window calls under way
  /// make its answers old news; in a long one they are nothing beside what others use.
  boolean followsVendor() {
    return width.compareTo(LONG) >= 0;
  }
}
