package io.tieout.sandbox.xerobooks;

import java.time.Instant;

/// An object was made or changed.
public record Change(Kind kind, String id, Verb verb, Instant at) {
  /// What became of the object.
  public enum Verb {
    CREATE,
    UPDATE
  }
}
