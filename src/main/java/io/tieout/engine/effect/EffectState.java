package io.tieout.engine.effect;

/// Where one write to the outside stands.
public enum EffectState {
  /// Stored, not sent; or sent with the certain outcome that nothing happened there.
  PLANNED,
  /// Committed just before the bytes leave. Found after a crash, it means uncertain.
  SENT,
  /// It may or may not have happened: looked up before anything else.
  UNCERTAIN,
  /// Read back and equal, or accepted by a person.
  CONFIRMED,
  /// Refused, or not as it was approved: waits for a person, or has ended the proposal.
  FAILED,
  /// Left out by a person, or no longer wanted.
  SKIPPED;

  /// Whether the runner has something to do here.
  public boolean open() {
    return this == PLANNED || this == SENT || this == UNCERTAIN;
  }

  /// Whether later steps may go ahead.
  public boolean settled() {
    return this == CONFIRMED || this == SKIPPED;
  }
}
