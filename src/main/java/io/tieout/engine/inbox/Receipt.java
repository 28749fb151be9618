package io.tieout.engine.inbox;

/// What became of a signal that was handed in. Either way it is safe in the inbox.
public sealed interface Receipt {
  long id();

  /// It is new and will be worked on.
  record Stored(long id) implements Receipt {}

  /// It was told before, under this id.
  record Duplicate(long id) implements Receipt {}
}
