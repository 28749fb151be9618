package io.tieout.app.storm;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Plays a storm until the first seed at which something does not hold; known to whoever loads it
/// by a loader of its own, hence in types that all loaders share.
public final class StormRun implements BiFunction<Path, Long, List<String>> {
  /// What was wrong at the first seed that failed, headed by the seed; empty when none of so many
  /// did.
  @Override
  public List<String> apply(Path folder, Long seeds) {
    List<String> found = new ArrayList<>();
    try (Storm storm = Storm.over(folder)) {
      storm.play(
          new Storm.Plan(0, seeds, Duration.ofMinutes(8), InstantSource.system()),
          told -> {
            if (!told.wrong().isEmpty() && found.isEmpty()) {
              found.add("seed " + told.seed());
              found.addAll(told.wrong());
            }
            return found.isEmpty();
          });
    }
    return found;
  }
}
