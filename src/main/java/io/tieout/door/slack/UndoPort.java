package io.tieout.door.slack;

import java.util.Optional;

/// Where a person's wish to undo something goes. It is proposed at most; nothing is undone by it.
@FunctionalInterface
public interface UndoPort {
  /// What came of it, in words for the person.
  ///
  /// @param name as the person named it
  /// @param person their Slack id
  String ask(String name, String person, Optional<String> because);
}
