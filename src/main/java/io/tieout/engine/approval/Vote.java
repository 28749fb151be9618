package io.tieout.engine.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One person's vote.
///
/// @param name as the directory had it at the time
/// @param role which let them vote, at the time
/// @param seat where in the chain it counts
/// @param inPlaceOf who is away, for a delegate
/// @param shownDigest what they saw
/// @param took from asking to the click
public record Vote(
    String personId,
    String name,
    String role,
    Seat seat,
    Optional<Owner> inPlaceOf,
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

  /// The person a delegate decides for.
  public record Owner(String personId, String name) {}

  /// A place in the chain.
  ///
  /// @param layer its key
  /// @param slot which of the layer's approvers
  public record Seat(String layer, String slot) {}

  /// For people: `Ana Ruiz (controller)`, `Bo Lind (controller, for Ana Ruiz)`.
  public String spoken() {
    return "%s (%s%s)"
        .formatted(
            name,
            role.replace('_', ' '),
            inPlaceOf.map(owner -> ", for " + owner.name()).orElse(""));
  }
}
