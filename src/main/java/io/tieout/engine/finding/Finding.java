package io.tieout.engine.finding;

import java.time.Instant;
import java.util.Optional;

/// A finding with what became of it.
///
/// @param answer what a person said; the flow it concerns then resolves it or leaves it
/// @param resolved when and why it went away
public record Finding(
    String id,
    FindingDraft draft,
    Instant raisedAt,
    Optional<Answered> answer,
    Optional<Resolved> resolved) {
  /// A person's answer.
  public record Answered(Instant at, String personId, String value) {}

  /// How it went away.
  public record Resolved(Instant at, String why) {}

  /// Whether the discrepancy is still there as far as we know.
  public boolean open() {
    return resolved.isEmpty();
  }

  /// The label of the answer's choice, for showing.
  public Optional<String> answerLabel() {
    return answer.map(a ->
        draft.choices().stream()
            .filter(c -> c.value().equals(a.value()))
            .map(Choice::label)
            .findFirst()
            .orElse(a.value()));
  }
}
