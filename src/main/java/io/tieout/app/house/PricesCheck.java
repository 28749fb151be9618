package io.tieout.app.house;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Looking;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.Ledger;
import java.util.List;

/// Whether a book can bill amounts of the kind that its deals are said to have.
final class PricesCheck {
  private static final String NAME = "prices";

  private PricesCheck() {}

  /// Nothing where amounts are before tax: every book takes those.
  static List<Check> of(Ledger ledger, Pricing prices) {
    if (prices == Pricing.BEFORE_TAX) {
      return List.of();
    }
    Looking looking = new Looking();
    looking.at(NAME, ledger::book, PricesCheck::withTax);
    return looking.found();
  }

  private static Check withTax(Book book) {
    return switch (book.taxRegime()) {
      case US_AUTOMATED, US_BY_CODE ->
          Check.failed(
              NAME,
              "are set to with_tax, but '%s' is a United States company, where tax always comes on top: its deals cannot be invoiced. Write prices: before_tax, or leave it out"
                  .formatted(book.name()));
      case NONE ->
          Check.warning(
              NAME,
              "are set to with_tax, but '%s' charges no tax: invoices come to the deals' amounts without any. If that is right, leave prices out"
                  .formatted(book.name()));
      case PER_LINE -> Check.ok(NAME, "include tax");
    };
  }
}
