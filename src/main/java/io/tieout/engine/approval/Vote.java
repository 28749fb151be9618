package io.tieout.engine.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One person's vote.
///
/// @param name as the directory had it at the time
/// @param role which let them vote, at the time
/// @param shownDigest what they saw
/// @param took from asking to the click
public record Vote(
    String personId,
    String name,
    String role,
    Choice choice,
    String shownDigest,
    Optional<String> reason,
    Instant at,
    Duration took) {
  /// For or against.
  public enum Choice {
    APPROVE,
    REJECT
  }

  /// For people: `Ana Ruiz (controller)`.
  public String spoken() {
    return "%s (%s)".formatted(name, role.replace('_', ' '));
  }
}
