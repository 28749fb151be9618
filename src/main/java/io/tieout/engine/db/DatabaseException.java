package io.tieout.engine.db;

import org.jspecify.annotations.Nullable;

/// The database cannot do what it was asked; the message says what, the cause why.
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
