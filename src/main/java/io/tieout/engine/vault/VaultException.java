package io.tieout.engine.vault;

import org.jspecify.annotations.Nullable;

/// A credential cannot be sealed or opened. The message names it and the remedy, never its content.
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VaultException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
