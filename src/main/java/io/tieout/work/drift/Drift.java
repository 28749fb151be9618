package io.tieout.work.drift;

import java.util.Optional;

/// One way in which the books differ now from what was approved.
///
/// @param shape the difference for comparing: another shape is another event
/// @param title one line for people
/// @param text what was approved, what is there now
/// @param remedy what a person can do
/// @param act whether a person has to do something; else it is only told
record Drift(
    DriftKind kind, String shape, String title, String text, Optional<String> remedy, boolean act) {
  /// For a person who has to act.
  static Drift toAct(DriftKind kind, String shape, String title, String text, String remedy) {
    return new Drift(kind, shape, title, text, Optional.of(remedy), true);
  }

  /// Title, text and remedy as running text.
  String news() {
    return remedy
        .map(r -> "%s. %s %s".formatted(title, text, r))
        .orElseGet(() -> "%s. %s".formatted(title, text));
  }
}
