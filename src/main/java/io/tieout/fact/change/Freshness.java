package io.tieout.fact.change;

import java.util.List;

/// Re-reads a proposal's sources from the systems themselves and compares. Asked at the click and
/// again just before the write.
@FunctionalInterface
public interface Freshness {
  Finding check(Proposal proposal);

  /// What the sources say now.
  sealed interface Finding {
    /// Nothing moved: the digest computed from fresh reads equals the proposal's.
    record Unchanged() implements Finding {}

    /// Something moved; never empty.
    record Moved(List<Source.Difference> differences) implements Finding {
      public Moved {
        differences = List.copyOf(differences);
      }
    }

    /// Somebody did it already, outside of this proposal.
    record AlreadyDone(String what) implements Finding {}

    /// The sources cannot be read now; nothing may be concluded.
    record Unreadable(String why) implements Finding {}
  }
}
