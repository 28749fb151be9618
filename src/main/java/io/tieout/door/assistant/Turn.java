package io.tieout.door.assistant;

import java.util.List;

/// One thing a person said, with what was said before in the same thread, oldest first.
public record Turn(String personId, String text, List<Said> before) {
  public Turn {
    before = List.copyOf(before);
  }

  /// An earlier line of the thread.
  public record Said(Who who, String text) {}

  /// Who said it.
  public enum Who {
    PERSON,
    ASSISTANT
  }
}
