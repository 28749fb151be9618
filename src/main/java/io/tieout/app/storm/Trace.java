package io.tieout.app.storm;

import java.util.ArrayList;
import java.util.List;

/// What happened in a story, in its order: two runs of one seed have the same.
final class Trace {
  private final List<String> lines = new ArrayList<>();
  private final List<String> unforeseen = new ArrayList<>();
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

  /// Something that must not happen whatever goes wrong.
  void unforeseen(String line) {
    synchronized (lines) {
      unforeseen.add(line);
    }
  }

  List<String> unforeseen() {
    synchronized (lines) {
      return List.copyOf(unforeseen);
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
      unforeseen.clear();
    }
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
