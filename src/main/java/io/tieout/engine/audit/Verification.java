package io.tieout.engine.audit;

/// What recomputing the chain from its first link has shown.
public sealed interface Verification {
  /// Every link holds.
  ///
  /// @param entries how many entries are chained
  /// @param head the last hash; whoever noted it elsewhere can tell later that nothing was cut off
  /// @param erased how many entries had personal data replaced since, as later entries of the chain
  ///   tell: what they said before can no longer be checked, their links can
  record Intact(long entries, String head, long erased) implements Verification {
    public Intact(long entries, String head) {
      this(entries, head, 0);
    }
  }

  /// The first link that does not hold.
  ///
  /// @param seq its place in the chain, from 1
  /// @param entryId the entry's own id, or empty text when there is no entry
  record Broken(long seq, String entryId, String why) implements Verification {}
}
