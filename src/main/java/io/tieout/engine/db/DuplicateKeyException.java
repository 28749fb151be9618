package io.tieout.engine.db;

/// A unique key of the database already holds the row. The name is the constraint's.
public final class DuplicateKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String constraint;

  DuplicateKeyException(String constraint, Throwable cause) {
    super("a row with this key exists already (" + constraint + ")", cause);
    this.constraint = constraint;
  }

  public String constraint() {
    return constraint;
  }
}
