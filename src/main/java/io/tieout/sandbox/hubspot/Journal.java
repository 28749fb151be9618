package io.tieout.sandbox.hubspot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What the call under way has changed: what to tell of it, and how to take it back when it, or one
/// input of a batch, is refused.
final class Journal {
  private final List<Runnable> undos = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Row> written = new ArrayList<>();

  void undo(Runnable how) {
    undos.add(how);
  }

  void tell(Change change) {
    changes.add(change);
  }

  void wrote(Row row) {
    written.add(row);
  }

  /// What happened since the last time, so far.
  List<Change> soFar() {
    return List.copyOf(changes);
  }

  /// Does it wholly or not at all.
  <T> T whole(Supplier<T> work) {
    int undoMark = undos.size();
    int changeMark = changes.size();
    int writtenMark = written.size();
    try {
      return work.get();
    } catch (Refusal e) {
      while (undos.size() > undoMark) {
        undos.removeLast().run();
      }
      changes.subList(changeMark, changes.size()).clear();
      written.subList(writtenMark, written.size()).clear();
      throw e;
    }
  }

  /// What was done since the last time, which can no longer be taken back.
  Done take() {
    Done done = new Done(List.copyOf(changes), List.copyOf(written));
    undos.clear();
    changes.clear();
    written.clear();
    return done;
  }

  record Done(List<Change> changes, List<Row> written) {}
}
