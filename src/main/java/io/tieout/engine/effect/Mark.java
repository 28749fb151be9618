package io.tieout.engine.effect;

/// Places in the life of an effect where a process may die; tests let it.
public enum Mark {
  /// The effect is planned and about to be marked as sent.
  T3_PLANNED,
  /// `SENT` is committed, the bytes have not left.
  BEFORE_SEND,
  /// The answer is in hand, nothing of it is committed.
  AFTER_SEND,
  /// The outcome is committed.
  AFTER_CONFIRM
}
