package io.tieout.vendor.timestamp;

import org.jspecify.annotations.Nullable;

/// A token that proves nothing, and why.
public final class TimestampException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TimestampException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
