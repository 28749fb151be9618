package io.tieout.value.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A credential that does not print. Whoever sends it asks for it by name: [#reveal()].
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
    KnownSecrets.add(value);
  }

  public String reveal() {
    return value;
  }

  public boolean isBlank() {
    return value.isBlank();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "********";
  }
}
