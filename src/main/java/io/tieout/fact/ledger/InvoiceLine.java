package io.tieout.fact.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/// One line of an invoice; `amount` is quantity times unit price, rounded half up to the currency.
///
/// @param taxCodeId the book's code; in the United States the pseudo codes `TAX` and `NON`
/// @param serviceDate when the service starts, which revenue recognition needs
/// @param taxInside what of `amount` is tax, where prices hold tax and the book must be given the
///   rest of it; empty otherwise, and on lines read from a book
public record InvoiceLine(
    Optional<String> itemId,
    String description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    Money amount,
    Optional<String> taxCodeId,
    Optional<LocalDate> serviceDate,
    Optional<Money> taxInside) {

  /// A line whose tax, if any, is for the book to tell.
  public InvoiceLine(
      Optional<String> itemId,
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      Money amount,
      Optional<String> taxCodeId,
      Optional<LocalDate> serviceDate) {
    this(
        itemId, description, quantity, unitPrice, amount, taxCodeId, serviceDate, Optional.empty());
  }

  /// The same line with its tax told.
  public InvoiceLine holding(Money tax) {
    return new InvoiceLine(
        itemId, description, quantity, unitPrice, amount, taxCodeId, serviceDate, Optional.of(tax));
  }
}
