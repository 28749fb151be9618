package io.tieout.fact.ledger;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// One ledger connection: a legal entity's books with the settings that decide what may be posted.
///
/// @param id our name for the connection
/// @param country ISO 3166 alpha-2
/// @param closedThrough the last closed day; nothing may be dated on or before it
/// @param multicurrency whether invoices may be in another currency than `home`
/// @param ownNumbers whether the book expects invoice numbers from whoever creates the invoice
public record Book(
    String id,
    String name,
    String country,
    CurrencyUnit home,
    Optional<LocalDate> closedThrough,
    boolean multicurrency,
    boolean ownNumbers,
    TaxRegime taxRegime,
    Optional<String> defaultTermId,
    String version) {
  /// Who computes sales tax, and what a line must carry.
  public enum TaxRegime {
    /// No sales tax in this book.
    NONE,
    /// United States with automated sales tax: lines say taxable or not, the ledger computes.
    US_AUTOMATED,
    /// United States by the company's own codes: lines say taxable or not.
    US_BY_CODE,
    /// Elsewhere: every line carries a tax code.
    PER_LINE
  }
}
