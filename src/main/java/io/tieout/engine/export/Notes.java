package io.tieout.engine.export;

import io.tieout.engine.proof.Checked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers what a check has shown. Of each file only so many faults are told: one cause may have
/// thousands.
final class Notes {
  private static final int MOST = 20;

  private final List<String> proven = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Integer> faults = new HashMap<>();

  void proven(String what) {
    proven.add(what);
  }

  void open(String what) {
    open.add(what);
  }

  void broken(String file, String what) {
    int before = faults.merge(file, 1, Integer::sum) - 1;
    if (before < MOST) {
      broken.add("%s%s".formatted(file, what));
    } else if (before == MOST) {
      broken.add(file + ": and more, which is not told");
    }
  }

  void broken(Place place, String what) {
    broken(place.file(), " line %d: %s".formatted(place.line(), what));
  }

  boolean clean(String file) {
    return !faults.containsKey(file);
  }

  /// A line of a file.
  record Place(String file, long line) {}

  void add(Checked other) {
    proven.addAll(other.proven());
    open.addAll(other.open());
    broken.addAll(other.broken());
  }

  Checked done() {
    return new Checked(proven, open, broken);
  }
}
