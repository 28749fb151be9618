package io.tieout.work.invoicing;

import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Book;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/// Whether a deal's currency can be billed by a book, to the last unit of it.
final class CurrencyRules {
  /// As connectors of CRMs call an amount with more decimals than its currency has.
  private static final String NOT_EXACT = "AMOUNT_NOT_EXACT";

  private CurrencyRules() {}

  static void check(DealReadings in, Notes notes) {
    Deal deal = in.deal();
    Book book = in.ledger().book();
    if (!book.currencies().contains(deal.currency())) {
      notes.block(notKept(in.subject(), deal, book));
    } else if (deal.currency().getDecimalPlaces() > Book.DECIMALS) {
      notes.block(tooFine(in.subject(), deal, book));
    }
  }

  private static Blocker notKept(String subject, Deal deal, Book book) {
    String kept =
        book.currencies().stream()
            .map(CurrencyUnit::getCode)
            .sorted()
            .collect(Collectors.joining(", "));
    return new Blocker(
        "book keeps one currency",
        "currency:" + subject,
        "Deal “%s” is in %s".formatted(deal.name(), deal.currency()),
        ("Deal “%s” is in %s, and book “%s” keeps %s. Add the currency in the books, or"
                + " correct the deal's. %s")
            .formatted(deal.name(), deal.currency(), book.name(), kept, Blocker.LOOKED_AGAIN),
        List.of());
  }

  /// Refused before anybody approves it, for the book could not hold what was approved.
  private static Blocker tooFine(String subject, Deal deal, Book book) {
    return new Blocker(
        "currency has too many decimals",
        "decimals:" + subject,
        "Deal “%s” is in %s, which the books round".formatted(deal.name(), deal.currency()),
        ("Deal “%s” is in %s, whose amounts have %d decimals; book “%s” keeps %d, so the invoice"
                + " could differ from the deal. Bill the deal in another currency, or make this"
                + " invoice by hand.")
            .formatted(
                deal.name(),
                deal.currency(),
                deal.currency().getDecimalPlaces(),
                book.name(),
                Book.DECIMALS),
        List.of());
  }

  /// The CRM holds a part of what the currency has no part of, such as half a yen: nobody but a
  /// person may round it. Empty for any other failure.
  static Optional<Blocker> inexact(String subject, Deal deal, FaultException failure) {
    return failure.fault() instanceof Fault.Refused(String said, String code, Optional<String> _)
            && code.equals(NOT_EXACT)
        ? Optional.of(
            new Blocker(
                "amount is finer than its currency",
                "inexact:" + subject,
                "Deal “%s” has an amount that %s does not have"
                    .formatted(deal.name(), deal.currency()),
                "%s. Correct the prices or discounts of its lines in the CRM, so that each line comes to whole units of %s."
                    .formatted(said, deal.currency()),
                List.of()))
        : Optional.empty();
  }
}
