package io.tieout.app.storm;

import java.util.ArrayList;
import java.util.List;

/// What happened in a story, in its order: two runs of one seed have the same.
final class Trace {
  private final List<String> lines = new ArrayList<>();
  private int requests;

  void add(String line) {
    synchronized (lines) {
      lines.add(line);
    }
  }

  /// A request that a stand-in was asked.
  void request(String line) {
    synchronized (lines) {
      lines.add(line);
      requests++;
    }
  }

  /// How many requests there were so far, in all stories.
  int requests() {
    synchronized (lines) {
      return requests;
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
