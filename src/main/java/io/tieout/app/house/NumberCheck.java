package io.tieout.app.house;

import io.tieout.fact.check.Check;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.fault.FaultException;
import java.util.ArrayList;
import java.util.List;

/// Whether a book takes the invoice numbers that we are to give. What the connector itself says of
/// numbers holds for a book that gives them.
final class NumberCheck {
  private static final String NAME = "invoice numbers";

  private NumberCheck() {}

  /// The connector's checks with ours in the place of its own.
  static List<Check> among(List<Check> checks, Ledger ledger, NumberPattern pattern) {
    Book book;
    try {
      book = ledger.book();
    } catch (FaultException _) {
      // The connector's own checks tell why it cannot be read.
      return checks;
    }
    List<Check> all = new ArrayList<>(checks);
    all.removeIf(check -> check.name().equals(NAME));
    all.add(of(book, pattern));
    return all;
  }

  private static Check of(Book book, NumberPattern pattern) {
    if (!book.abilities().contains(Book.Ability.GIVEN_NUMBERS)) {
      return Check.failed(
          NAME,
          "are to be '%s', but the book numbers invoices itself: turn on 'Custom transaction numbers' in Account and settings, Sales, Sales form content, or take invoice_numbers out of the configuration"
              .formatted(pattern.text()));
    }
    String given = "'%s', given by Tieout".formatted(pattern.text());
    return Check.ok(
        NAME,
        book.ownNumbers()
            ? given
                + "; turn on 'Warn if duplicate transaction number is used' in Account and settings, Advanced, so that nobody else uses one"
            : given);
  }
}
