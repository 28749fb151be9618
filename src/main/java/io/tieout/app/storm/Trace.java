package io.tieout.app.storm;

import java.util.ArrayList;
import java.util.List;

/// What happened in a story, in its order: two runs of one seed have the same.
final class Trace {
  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    synchronized (lines) {
      lines.add(line);
    }
  }

  void clear() {
    synchronized (lines) {
      lines.clear();
    }
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
