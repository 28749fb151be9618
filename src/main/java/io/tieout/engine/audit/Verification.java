package io.tieout.engine.audit;

/// What recomputing the chain from its first link has shown.
public sealed interface Verification {
  /// Every link holds.
  ///
  /// @param entries how many entries are chained
  /// @param head the last hash; whoever noted it elsewhere can tell later that nothing was cut off
  record Intact(long entries, String head) implements Verification {}

  /// The first link that does not hold.
  ///
  /// @param seq its place in the chain, from 1
  /// @param entryId the entry's own id, or empty text when there is no entry
  record Broken(long seq, String entryId, String why) implements Verification {}
}
