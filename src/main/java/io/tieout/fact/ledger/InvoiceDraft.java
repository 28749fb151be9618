package io.tieout.fact.ledger;

import io.tieout.fact.party.Address;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// An invoice to be created, complete but for the customer's id and what the book itself adds.
///
/// @param pricing whether the lines' amounts hold the tax already
/// @param net the sum of the lines after every discount; with tax when `pricing` says so
/// @param expectedTax what we expect the book to add, or to find inside; empty when only the book
///   can know
/// @param memo printed for the customer
/// @param billedAt where people open the deal that is billed; a book may link to it
/// @param mark ours, kept in the private note, by which the invoice can be found again
public record InvoiceDraft(
    LocalDate issued,
    LocalDate due,
    Optional<String> termId,
    CurrencyUnit currency,
    Pricing pricing,
    List<InvoiceLine> lines,
    Money net,
    Optional<Money> expectedTax,
    Optional<String> email,
    Address billing,
    Address shipping,
    Optional<String> memo,
    Optional<String> billedAt,
    String mark) {
  public InvoiceDraft {
    lines = List.copyOf(lines);
  }

  /// What the customer pays for the goods alone; empty when only the book can know.
  public Optional<Money> beforeTax() {
    return switch (pricing) {
      case BEFORE_TAX -> Optional.of(net);
      case WITH_TAX -> expectedTax.map(net::minus);
    };
  }

  /// What the amounts of lines mean.
  public enum Pricing {
    /// Tax comes on top.
    BEFORE_TAX,
    /// Tax is inside.
    WITH_TAX;

    /// For people: what an amount is to be followed by.
    public String spoken() {
      return switch (this) {
        case BEFORE_TAX -> "before tax";
        case WITH_TAX -> "tax included";
      };
    }
  }
}
