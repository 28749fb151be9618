package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import java.time.Duration;
import java.time.InstantSource;

/// What copying works with, whichever system is copied.
public record Copying(
    Database database,
    Mirror mirror,
    Links links,
    InstantSource clock,
    Progress progress,
    Settings settings) {
  /// How much is copied, and how often.
  ///
  /// @param rest how long after the end of a walk through a kind the next one begins
  /// @param pages how many pages a run reads at most; the next run goes on where it stopped
  /// @param lookUps how many records that no page held a run reads by id at most, of each kind
  public record Settings(Duration rest, int pages, int lookUps) {
    public static final Settings DEFAULT = new Settings(Duration.ofHours(23), 2_000, 500);

    public Settings {
      if (rest.isNegative() || pages < 1 || lookUps < 1) {
        throw new IllegalArgumentException(
            "rest must not be negative, pages and lookUps must be 1 or more: %s, %d, %d"
                .formatted(rest, pages, lookUps));
      }
    }
  }

  Arrivals arrivals() {
    return new Arrivals(mirror, links);
  }
}
