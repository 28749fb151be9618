package io.tieout.door.slack;

import org.jspecify.annotations.Nullable;

/// Slack did not take what we sent; `error` is its own word, for example `channel_not_found`.
public final class SlackException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String error;

  SlackException(String method, String error, @Nullable Throwable cause) {
    super("Slack refused %s: %s".formatted(method, error), cause);
    this.error = error;
  }

  public String error() {
    return error;
  }
}
