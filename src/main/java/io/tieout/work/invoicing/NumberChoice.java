package io.tieout.work.invoicing;

import io.tieout.fact.change.Evidence.Origin;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.NumberPattern;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Who numbers the invoice. Its number is not known before it goes to the books, and so is no part
/// of what is approved.
final class NumberChoice {
  private NumberChoice() {}

  /// A book that would not take our number is set up otherwise first.
  static void check(DealReadings in, Notes notes) {
    Book book = in.ledger().book();
    Optional<NumberPattern> ours = in.ledger().rules().numbers();
    if (ours.isPresent() && !book.abilities().contains(Book.Ability.GIVEN_NUMBERS)) {
      notes.block(
          new Blocker(
              "book numbers invoices itself",
              "numbers:" + in.ledger().name(),
              "Book “%s” takes no invoice numbers".formatted(book.name()),
              ("Invoices of book “%s” are to be numbered “%s”, but the book numbers them itself. In"
                      + " QuickBooks turn on “Custom transaction numbers” in Account and settings,"
                      + " Sales, Sales form content; or take invoice_numbers out of the"
                      + " configuration.")
                  .formatted(book.name(), ours.get().text()),
              List.of()));
    }
  }

  static void note(DealReadings in, LocalDate issued, Notes notes) {
    in.ledger()
        .rules()
        .numbers()
        .ifPresent(ours ->
            notes.evidence(
                "Number",
                ours.outline(issued) + ", given by Tieout when it goes to the books",
                Origin.RULE,
                Optional.empty()));
  }
}
