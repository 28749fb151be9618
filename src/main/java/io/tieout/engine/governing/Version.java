package io.tieout.engine.governing;

import io.tieout.value.json.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// One version of what governs.
///
/// @param number the first is 1, and none is left out
/// @param body the whole text
/// @param actor who brought it about, as the audit names them
/// @param proposalId the proposal that people approved; empty for the first, which came with the
///   configuration
public record Version(
    Kind kind,
    long number,
    String body,
    Instant at,
    String actor,
    String because,
    Optional<String> proposalId) {
  public Digest digest() {
    return Digest.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
