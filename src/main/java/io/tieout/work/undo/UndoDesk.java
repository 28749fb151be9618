package io.tieout.work.undo;

import io.tieout.fact.party.Actor;
import java.util.Optional;

/// Where somebody asks for something to be undone. Asking proposes; it undoes nothing.
@FunctionalInterface
public interface UndoDesk {
  /// Looks at what is named as it stands now, and proposes to undo it when that is possible.
  ///
  /// @param name an invoice's number, a deal's id or name, or a proposal's id
  Outcome ask(String name, Actor by, Optional<String> because);

  /// What came of it; `words` is for people.
  sealed interface Outcome {
    String words();

    /// A proposal was filed: approval is asked for.
    record Proposed(String proposalId, String words) implements Outcome {}

    /// The same was asked for before, and is not decided or done yet.
    record Standing(String proposalId, String words) implements Outcome {}

    /// It cannot be undone, or not by this.
    ///
    /// @param proposalId what was to be undone
    record NotPossible(String proposalId, String words) implements Outcome {}

    /// Nothing, or more than one thing, is known by the name.
    record Unknown(String words) implements Outcome {}
  }
}
