package io.tieout.work.invoicing;

import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.party.Actor;
import java.util.List;
import java.util.stream.Collectors;

/// Where an approver asks for a proposed invoice to be otherwise. It files and posts nothing: whose
/// edit counts, and that the new proposal takes the place of the old one, is for the caller.
@FunctionalInterface
public interface InvoiceEditDesk {
  /// Reads the sources afresh, so it must not be called in a transaction.
  ///
  /// @param proposalId the proposal that the editor saw, itself perhaps an edit
  /// @param why in the editor's words; not blank
  Outcome edit(String proposalId, InvoiceEdit edit, Actor editor, String why);

  /// What came of it; `words` is for people.
  sealed interface Outcome {
    String words();

    /// A proposal with an id and a digest of its own, to be ruled on, filed and approved in place
    /// of the one that was edited.
    record Ready(Proposal proposal) implements Outcome {
      @Override
      public String words() {
        return "%s is edited; %s takes its place and must be approved."
            .formatted(proposal.edited().orElseThrow().of(), proposal.id());
      }
    }

    /// It cannot be made as entered; never empty.
    record Refused(List<EditProblem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }

      @Override
      public String words() {
        return problems.stream()
            .map(EditProblem::sentence)
            .collect(Collectors.joining("\n", "Not edited: ", ""));
      }
    }

    /// What the editor saw is not so any more; never empty.
    record Moved(List<Difference> differences) implements Outcome {
      public Moved {
        differences = List.copyOf(differences);
      }

      @Override
      public String words() {
        return differences.stream()
            .map(Difference::sentence)
            .collect(
                Collectors.joining("; ", "Not edited, because something changed meanwhile: ", "."));
      }
    }

    /// The deal has its invoice already.
    record DoneElsewhere(String what) implements Outcome {
      @Override
      public String words() {
        return "Not edited: " + what + ".";
      }
    }

    /// The sources cannot be read now.
    record Unreadable(String why) implements Outcome {
      @Override
      public String words() {
        return "Not edited: I could not check that nothing changed (%s). Please try again in a minute."
            .formatted(why);
      }
    }

    /// There is nothing to edit: no such proposal, or it is decided, or it proposes no invoice.
    record NotEditable(String words) implements Outcome {}
  }
}
