package io.tieout.fact.ledger;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/// One ledger connection: a legal entity's books with the settings that decide what may be posted.
///
/// @param id our name for the connection
/// @param country ISO 3166 alpha-2
/// @param closedThrough the last closed day; nothing may be dated on or before it
/// @param multicurrency whether the book keeps more than its home currency at all
/// @param currencies in which invoices may be; `home` is among them
/// @param ownNumbers whether the book expects invoice numbers from whoever creates the invoice
public record Book(
    String id,
    String name,
    String country,
    CurrencyUnit home,
    Optional<LocalDate> closedThrough,
    boolean multicurrency,
    Set<CurrencyUnit> currencies,
    boolean ownNumbers,
    TaxRegime taxRegime,
    Set<Ability> abilities,
    Optional<String> defaultTermId,
    String version) {
  /// Decimals of amounts, whatever the currency: QuickBooks and Xero keep two.
  public static final int DECIMALS = 2;

  public Book {
    currencies = Set.copyOf(currencies);
    abilities = Set.copyOf(abilities);
  }

  /// Whether sales tax always comes on top here and is worked out by the whole invoice.
  public boolean american() {
    return switch (taxRegime) {
      case US_AUTOMATED, US_BY_CODE -> true;
      case NONE, PER_LINE -> false;
    };
  }

  /// What this kind of book can do beyond what every book can.
  public enum Ability {
    /// It keeps invoices that are not posted yet and can be authorised later.
    DRAFTS,
    /// It keeps dated notes with an invoice that customers do not see.
    HISTORY_NOTES,
    /// It takes an invoice's number from whoever creates the invoice, as it is set up now.
    GIVEN_NUMBERS,
    /// It has a list of payment terms; without one, the due date alone says when to pay.
    TERM_LIST,
    /// It rounds tax on each line and sums that, and finds the tax inside a price by itself. A book
    /// without this must be given what a price is before tax.
    TAX_BY_LINE
  }

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
