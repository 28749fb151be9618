package io.tieout.engine.db;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The database cannot do what it was asked; the message says what, the cause why.
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Classes of SQL states that tell of the server and not of the statement: connection, resources,
  /// operator, system, internal error (PostgreSQL, appendix A).
  private static final Set<String> OF_THE_SERVER = Set.of("08", "53", "57", "58", "XX");

  private final String state;

  public DatabaseException(String message, @Nullable Throwable cause) {
    this(message, cause, "");
  }

  /// @param state the SQL state, empty when there is none
  DatabaseException(String message, @Nullable Throwable cause, String state) {
    super(message, cause);
    this.state = state;
  }

  /// Whether the server could not be used at all: then another statement fares no better.
  public boolean away() {
    return state.length() < 2 || OF_THE_SERVER.contains(state.substring(0, 2));
  }
}
