package io.tieout.fact.rollout;

import io.tieout.fact.policy.Ruling;

/// What a phase makes of a ruling.
public sealed interface Applied {
  /// File it under this ruling, which is the policy's or stricter, or a class's earned one.
  record Go(Ruling ruling) implements Applied {}

  /// Keep what would have been done; file nothing.
  ///
  /// @param words for whoever asked
  record ShadowOnly(Ruling ruling, Staged by, String words) implements Applied {}

  /// Do nothing.
  ///
  /// @param words for whoever asked
  record Off(String words) implements Applied {}
}
