package io.tieout.engine.inbox;

import java.util.Arrays;

/// Who waits for a signal. What stands first is worked on first; signals of one subject keep their
/// order whatever their lanes.
public enum Lane {
  /// A person who did something and looks at what becomes of it.
  PERSON(0),
  /// News from outside, which people learn of soon.
  NEWS(1),
  /// Nobody yet: what a sweep found, which may wait until nothing else is there.
  SWEEP(2);

  private final int place;

  Lane(int place) {
    this.place = place;
  }

  /// Its place in the order, as the table has it.
  int place() {
    return place;
  }

  static Lane at(long place) {
    return Arrays.stream(values())
        .filter(lane -> lane.place == place)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no lane has the place " + place));
  }
}
