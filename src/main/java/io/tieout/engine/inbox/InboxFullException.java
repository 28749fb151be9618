package io.tieout.engine.inbox;

import java.time.Duration;

/// More comes in than can be stored, or storing takes too long. Nothing is known to be stored:
/// whoever told it should tell it again.
public final class InboxFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Long enough for a full queue to be stored.
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final String words;

  InboxFullException(String words) {
    super(words);
    this.words = words;
  }

  /// For whoever told it: why, and what to do.
  public String words() {
    return words;
  }

  /// How soon it may be tried again.
  public Duration again() {
    return AGAIN;
  }
}
