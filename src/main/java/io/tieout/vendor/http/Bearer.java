package io.tieout.vendor.http;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// An access token. Does not print.
///
/// @param expiresAt when the vendor says it ends; empty when the vendor does not say
/// @param apiBase where the vendor says that this token is to be used; empty when it does not say
public record Bearer(String value, Optional<Instant> expiresAt, Optional<URI> apiBase) {
  public Bearer {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an access token cannot be blank");
    }
  }

  @Override
  public String toString() {
    return "Bearer[***, expiresAt=%s, apiBase=%s]".formatted(expiresAt, apiBase);
  }
}
