package io.tieout.fact.change;

import io.tieout.fact.party.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// That a proposal is another one, edited by a person: kept with the proposal for good, so that
/// proposed, approved and effective can each be shown.
///
/// @param of the proposal that was edited, which this one takes the place of
/// @param by may not approve it by default, as whoever asked for it may not
/// @param name of the editor, at that time
/// @param why in the editor's words
/// @param edit what was entered; [#whole] is what the proposal comes of
/// @param changes what it changed of the edited proposal, before and after; never empty
/// @param earlier how the edited proposal came of another one, where it did
public record Edited(
    String of,
    Actor by,
    String name,
    Instant at,
    String why,
    InvoiceEdit edit,
    List<Source.Difference> changes,
    Optional<Edited> earlier) {
  public Edited {
    changes = List.copyOf(changes);
    why = why.strip();
    if (why.isEmpty()) {
      throw new IllegalArgumentException(
          "why: the edit of %s gives no reason; say in a few words why".formatted(of));
    }
    if (changes.isEmpty()) {
      throw new IllegalArgumentException(
          "changes: the edit of %s changes nothing; approve or reject it as it is".formatted(of));
    }
  }

  /// Every edit from the first on, oldest first.
  public List<Edited> steps() {
    List<Edited> steps = new ArrayList<>(earlier.map(Edited::steps).orElse(List.of()));
    steps.add(this);
    return List.copyOf(steps);
  }

  /// All edits as one: applied to what is drafted from the deal, it gives this proposal.
  public InvoiceEdit whole() {
    return steps().stream().map(Edited::edit).reduce(InvoiceEdit::then).orElse(edit);
  }

  /// The proposal that was drafted from the deal alone.
  public String firstOf() {
    return steps().getFirst().of();
  }

  /// Whether the person had a hand in it, now or in an earlier edit.
  public boolean editedBy(String personId) {
    return steps().stream().anyMatch(step -> step.by().isSamePersonAs(personId));
  }
}
