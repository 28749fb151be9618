package io.tieout.sandbox.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Slack's rate limits: so many calls in a window for each method, on the stand-in's clock. Not
/// safe for threads: called under the workspace's lock.
final class Tiers {
  /// A budget of calls. Slack gives the tiers per minute; "special" ones are set as observed.
  enum Tier {
    ONE(1, Duration.ofMinutes(1)),
    TWO(20, Duration.ofMinutes(1)),
    THREE(50, Duration.ofMinutes(1)),
    FOUR(100, Duration.ofMinutes(1)),
    /// Methods without a tier: hundreds a minute.
    SPECIAL(600, Duration.ofMinutes(1)),
    /// `chat.postMessage`: about one a second and channel, short bursts let pass.
    POSTING(20, Duration.ofSeconds(20));

    private final int calls;
    private final Duration window;

    Tier(int calls, Duration window) {
      this.calls = calls;
      this.window = window;
    }
  }

  private record Window(Instant began, int used) {}

  private final InstantSource clock;
  private final Map<String, Window> windows = new HashMap<>();
  private boolean lifted;

  Tiers(InstantSource clock) {
    this.clock = clock;
  }

  /// No budget is ever spent from now on.
  void lift() {
    lifted = true;
  }

  /// Takes one call from the budget.
  ///
  /// @return how many seconds to wait, when the budget is spent
  Optional<Long> take(String key, Tier tier) {
    if (lifted) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Window window = windows.get(key);
    if (window == null || !now.isBefore(window.began().plus(tier.window))) {
      windows.put(key, new Window(now, 1));
      return Optional.empty();
    }
    if (window.used() >= tier.calls) {
      Duration left = Duration.between(now, window.began().plus(tier.window));
      return Optional.of(Math.max(1, left.plusMillis(999).toSeconds()));
    }
    windows.put(key, new Window(window.began(), window.used() + 1));
    return Optional.empty();
  }
}
