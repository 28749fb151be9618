package io.tieout.engine.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How one account stands with its vendor.
///
/// @param underWay calls at this moment, where they are limited
/// @param pausedUntil the vendor wants to be left alone until then
/// @param why it does; empty when it does not
/// @param now when all this was so
public record Standing(
    String account,
    String name,
    List<Left> windows,
    int underWay,
    Optional<Instant> pausedUntil,
    String why,
    Instant now) {
  private static final Duration LONG = Duration.ofHours(1);

  public Standing {
    windows = List.copyOf(windows);
  }

  /// What is left of one window.
  ///
  /// @param roomAt when the next call fits, when none does now
  public record Left(
      String window, Duration width, long limit, long used, Optional<Instant> roomAt) {
    public long remaining() {
      return Math.max(0, limit - used);
    }

    boolean isLong() {
      return width.compareTo(LONG) >= 0;
    }
  }

  /// Until when nothing can be asked there: a pause, or a long window that is used up. A short one
  /// passes while people read about it.
  public Optional<Instant> closedUntil() {
    Stream<Instant> full = windows.stream().filter(Left::isLong).flatMap(w -> w.roomAt().stream());
    return Stream.concat(pausedUntil.stream(), full).max(Instant::compareTo);
  }

  /// How long the vendor still wants to be left alone; 0 when it does not.
  public long pausedSeconds() {
    return pausedUntil.map(until -> Duration.between(now, until).toSeconds()).orElse(0L);
  }

  /// What is left of the window of that name.
  public long remaining(String window) {
    return windows.stream()
        .filter(w -> w.window().equals(window))
        .mapToLong(Left::remaining)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s has no window '%s'; there are %s"
                    .formatted(name, window, windows.stream().map(Left::window).toList())));
  }

  /// The long window with the least left, where there is one.
  public Optional<Left> today() {
    return windows.stream().filter(Left::isLong).min(Comparator.comparingLong(Left::remaining));
  }
}
