package io.tieout.engine.governing;

/// Somebody else changed it in the meantime.
public final class StaleVersionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StaleVersionException(Kind kind, long base, long newest) {
    super(
        "the %s was changed meanwhile: this is based on version %d, and version %d is in force; propose it anew"
            .formatted(kind.spoken(), base, newest));
  }
}
