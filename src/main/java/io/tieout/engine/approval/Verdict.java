package io.tieout.engine.approval;

import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Source;
import java.util.List;

/// What a click led to.
public sealed interface Verdict {
  /// The vote counts; more are needed.
  ///
  /// @param votes of the layer it counts for
  /// @param needed by that layer
  /// @param waitingFor who is asked now, in words
  record Counted(int votes, int needed, String waitingFor) implements Verdict {}

  /// The last vote needed: the change goes ahead.
  record Approved() implements Verdict {}

  /// Another proposal takes its place, and is asked about.
  record Edited(String proposalId) implements Verdict {}

  /// The change will not be made.
  record Rejected() implements Verdict {}

  /// This person may not, or not like this; told to them alone.
  record NotAllowed(String why) implements Verdict {}

  /// Decided before; nothing changes.
  record AlreadySettled(ProposalState state, String why) implements Verdict {}

  /// The card showed something else than what is stored; it must be drawn anew.
  record OtherDigest() implements Verdict {}

  /// What it rests on moved meanwhile: it is void, and will be proposed anew.
  record Changed(List<Source.Difference> differences) implements Verdict {
    public Changed {
      differences = List.copyOf(differences);
    }
  }

  /// Somebody did it already, outside of this request.
  record DoneElsewhere(String what) implements Verdict {}

  /// The sources cannot be read now; nothing was decided, and clicking again later is right.
  record CannotCheck(String why) implements Verdict {}

  /// Too late to approve.
  record Expired() implements Verdict {}
}
