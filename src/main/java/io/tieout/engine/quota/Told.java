package io.tieout.engine.quota;

import java.util.Optional;

/// What an answer says is left of a window.
///
/// @param limit the whole, when the vendor says that too
public record Told(String window, long remaining, Optional<Long> limit) {
  public Told {
    remaining = Math.max(0, remaining);
    limit = limit.filter(l -> l > 0);
  }
}
