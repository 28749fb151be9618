package io.tieout.work.invoicing;

import java.time.LocalDate;
import java.util.Optional;

/// When an invoice is to be paid: by its term, or on the day that a person set.
///
/// @param termId printed with the invoice, so only where it says the same as the day
/// @param standard whether the customer's usual term says so
record DueDate(LocalDate day, Optional<String> termId, boolean standard) {
  /// A day this far off is taken for a slip.
  private static final int MOST_DAYS = 365;

  /// By the term, or as edited; a day that no invoice can have is noted as standing in the way.
  static DueDate choose(
      LocalDate issued, TermChoice.Chosen term, Optional<LocalDate> edited, Notes notes) {
    LocalDate byTerm = issued.plusDays(term.term().dueDays());
    LocalDate day = edited.orElse(byTerm);
    if (day.equals(byTerm)) {
      return new DueDate(day, TermChoice.idInBook(term.term()), term.standard());
    }
    if (day.isBefore(issued) || day.isAfter(issued.plusDays(MOST_DAYS))) {
      notes.block(
          EditProblem.blocker(
              "due date",
              "%s is not within %d days of the invoice date %s; choose a day from then on"
                  .formatted(day, MOST_DAYS, issued)));
    }
    return new DueDate(day, Optional.empty(), false);
  }
}
