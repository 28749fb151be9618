package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.party.Countries;
import io.tieout.value.json.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/// `Preferences` and `CompanyInfo` as the book's identity and settings.
final class BookReading {
  private BookReading() {}

  static Book read(
      String bookId, Json.Obj preferences, Json.Obj company, Set<CurrencyUnit> currencies) {
    Optional<Json.Obj> currency = preferences.optObj("CurrencyPrefs");
    Optional<Json.Obj> sales = preferences.optObj("SalesFormsPrefs");
    String country = country(company.text("Country"));
    boolean ownNumbers = sales.filter(s -> s.flag("CustomTxnNumbers")).isPresent();
    CurrencyUnit home =
        currency
            .flatMap(c -> Fields.ref(c, "HomeCurrency"))
            .map(CurrencyUnit::of)
            .orElseGet(() -> CurrencyUnit.of(Locale.of("", country)));
    return new Book(
        bookId,
        company.text("CompanyName"),
        country,
        home,
        preferences.optObj("AccountingInfoPrefs").flatMap(a -> Fields.date(a, "BookCloseDate")),
        multicurrency(preferences),
        with(currencies, home),
        ownNumbers,
        regime(country, preferences.optObj("TaxPrefs")),
        ownNumbers
            ? Set.of(Book.Ability.TERM_LIST, Book.Ability.GIVEN_NUMBERS)
            : Set.of(Book.Ability.TERM_LIST),
        sales.flatMap(s -> Fields.ref(s, "DefaultTerms")),
        preferences.optText("SyncToken").orElse("0")
            + "."
            + company.optText("SyncToken").orElse("0"));
  }

  static boolean multicurrency(Json.Obj preferences) {
    return preferences
        .optObj("CurrencyPrefs")
        .filter(c -> c.flag("MultiCurrencyEnabled"))
        .isPresent();
  }

  private static Set<CurrencyUnit> with(Set<CurrencyUnit> currencies, CurrencyUnit home) {
    Set<CurrencyUnit> all = new HashSet<>(currencies);
    all.add(home);
    return all;
  }

  private static TaxRegime regime(String country, Optional<Json.Obj> tax) {
    if (tax.filter(t -> t.flag("UsingSalesTax")).isEmpty()) {
      return TaxRegime.NONE;
    }
    if (!country.equals("US")) {
      return TaxRegime.PER_LINE;
    }
    return tax.filter(t -> t.flag("PartnerTaxEnabled")).isPresent()
        ? TaxRegime.US_AUTOMATED
        : TaxRegime.US_BY_CODE;
  }

  /// Mostly a code already; companies migrated from the desktop show the English name.
  private static String country(String shown) {
    return Countries.code(Optional.of(shown)).orElseGet(shown::strip);
  }
}
