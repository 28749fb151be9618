package io.tieout.engine.vault;

import io.tieout.value.json.Json;
import java.util.Optional;

/// What a piece of work on a credential leaves behind.
///
/// @param result for the caller
/// @param secret what is to be sealed in its place; empty to leave it as it is
public record Sealed<T>(T result, Optional<Json.Obj> secret) {
  /// A result, and a new credential to be kept.
  public static <T> Sealed<T> with(T result, Json.Obj secret) {
    return new Sealed<>(result, Optional.of(secret));
  }

  /// A result that changes nothing.
  public static <T> Sealed<T> unchanged(T result) {
    return new Sealed<>(result, Optional.empty());
  }

  @Override
  public String toString() {
    return "Sealed[********]";
  }
}
