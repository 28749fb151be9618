package io.tieout.engine.halt;

import java.time.Instant;

/// A halt that stands.
///
/// @param number of its own, never used again: what lifts it names it, so that a confirmation given
///   late lifts no later halt
public record Halt(long number, Scope scope, By by, Instant at, String why) {
  /// Who halts, or lets go on.
  ///
  /// @param actor for the audit: `person:U123`, `shell:ana`
  /// @param name for people
  public record By(String actor, String name) {}

  /// For people.
  ///
  /// @param since the halt's time, in the reader's own zone
  public String sentence(String since) {
    return "%s are halted since %s by %s: %s".formatted(scope.spoken(), since, by.name(), why);
  }
}
