package io.tieout.work.invoicing;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Edited;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.party.Actor;
import io.tieout.work.invoicing.DealReadings.Occasion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Makes an edited proposal: the invoice is drafted once more from the same readings, with the edit
/// put onto its lines, so that everything is priced and checked as if the deal said so. Pure, as
/// drafting is: the stored edit on the same readings gives the same digest again.
final class InvoiceEditing {
  private InvoiceEditing() {}

  /// What came of an edit.
  sealed interface Result {
    record Ready(Proposal proposal) implements Result {}

    /// Never empty.
    record Refused(List<EditProblem> problems) implements Result {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /// What somebody wants otherwise.
  ///
  /// @param name the editor's, for people
  record Wish(InvoiceEdit edit, Actor by, String name, String why) {}

  /// @param shown the proposal that the editor saw; the readings must still give just that
  /// @param occasion of the new proposal
  /// @param besides adds what is told beside every proposal, before the edit is told first of all
  static Result edit(
      Proposal shown,
      DealReadings readings,
      Occasion occasion,
      Wish wish,
      UnaryOperator<Proposal> besides) {
    CreateInvoice before =
        Redraft.invoice(shown)
            .orElseThrow(
                () -> new IllegalArgumentException(shown.id() + " proposes no invoice to edit"));
    List<EditProblem> strangers = notShown(shown, wish.edit());
    if (!strangers.isEmpty()) {
      return new Result.Refused(strangers);
    }
    InvoiceEdit whole = shown.edited().map(e -> e.whole().then(wish.edit())).orElse(wish.edit());
    return switch (InvoiceDrafting.draft(readings, occasion, Optional.of(whole))) {
      case Drafted.Ready(Proposal fresh) -> {
        List<Difference> changes = EditChanges.between(shown, fresh);
        yield changes.isEmpty()
            ? nothing(before)
            : new Result.Ready(
                EditWords.told(
                    besides.apply(fresh), edited(shown, fresh, changes, wish), readings));
      }
      case Drafted.Blocked blocked ->
          new Result.Refused(blocked.blockers().stream().map(EditProblem::of).toList());
      case Drafted.NotYet notYet ->
          new Result.Refused(List.of(new EditProblem("invoice", notYet.why())));
    };
  }

  private static Edited edited(
      Proposal shown, Proposal fresh, List<Difference> changes, Wish wish) {
    return new Edited(
        shown.id(),
        wish.by(),
        wish.name(),
        fresh.at(),
        wish.why(),
        wish.edit(),
        changes,
        shown.edited());
  }

  private static Result nothing(CreateInvoice before) {
    return new Result.Refused(
        List.of(
            new EditProblem(
                "edit",
                "nothing of the invoice of “%s” would change; enter what is to be otherwise, or approve or reject it as it is"
                    .formatted(before.dealName()))));
  }

  /// Lines that were left out before, or never were on the invoice.
  private static List<EditProblem> notShown(Proposal shown, InvoiceEdit edit) {
    Set<String> there =
        shown.lines().stream().map(LineOrigin::dealLineId).collect(Collectors.toSet());
    List<EditProblem> problems = new ArrayList<>();
    for (LineEdit line : edit.lines()) {
      if (!there.contains(line.dealLineId())) {
        problems.add(
            new EditProblem(
                "line “%s”".formatted(line.dealLineId()),
                "it is not on the invoice of %s; edit the lines that are".formatted(shown.id())));
      }
    }
    return problems;
  }

  /// The invoice drafted anew as it was proposed: with the edit that made it, where one did.
  static Drafted again(DealReadings readings, Occasion occasion, Optional<Edited> edited) {
    Drafted drafted = InvoiceDrafting.draft(readings, occasion, edited.map(Edited::whole));
    return edited
        .map(e -> drafted.map(fresh -> EditWords.told(fresh, e, readings)))
        .orElse(drafted);
  }
}
