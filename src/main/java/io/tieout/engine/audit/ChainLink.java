package io.tieout.engine.audit;

import io.tieout.value.json.Json;

/// One link of the chain, for whoever checks it without the database.
///
/// @param previous the hash of the link before
public record ChainLink(long seq, String previous, String hash) {
  /// Whether the hash is what this entry, chained at this time, has at this place.
  ///
  /// @param entry as [ChainedEntry#content]
  public boolean seals(String chainedAt, Json.Obj entry) {
    return Link.hash(previous, seq, chainedAt, entry).equals(hash);
  }

  /// Whether it stands where a chain begins.
  public boolean begins() {
    return seq == 1 && previous.equals(Link.GENESIS);
  }
}
