package io.tieout.engine.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// How people are told of places in the chain.
public final class Places {
  private Places() {}

  /// As in "links 1 to 7, 9", or "link 4".
  public static String spoken(SortedSet<Long> places) {
    List<String> runs = new ArrayList<>();
    for (long from : places) {
      if (!places.contains(from - 1)) {
        runs.add(run(places, from));
      }
    }
    return (places.size() == 1 ? "link " : "links ") + String.join(", ", runs);
  }

  private static String run(SortedSet<Long> places, long from) {
    long to = from;
    while (places.contains(to + 1)) {
      to++;
    }
    return from == to ? String.valueOf(from) : "%d to %d".formatted(from, to);
  }
}
