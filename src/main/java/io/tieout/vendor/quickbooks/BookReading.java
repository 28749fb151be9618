package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.value.json.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// `Preferences` and `CompanyInfo` as the book's identity and settings.
final class BookReading {
  private BookReading() {}

  static Book read(String bookId, Json.Obj preferences, Json.Obj company) {
    Optional<Json.Obj> currency = preferences.optObj("CurrencyPrefs");
    Optional<Json.Obj> sales = preferences.optObj("SalesFormsPrefs");
    String country = country(company.text("Country"));
    return new Book(
        bookId,
        company.text("CompanyName"),
        country,
        currency
            .flatMap(c -> Fields.ref(c, "HomeCurrency"))
            .map(CurrencyUnit::of)
            .orElseGet(() -> CurrencyUnit.of(Locale.of("", country))),
        preferences.optObj("AccountingInfoPrefs").flatMap(a -> Fields.date(a, "BookCloseDate")),
        currency.filter(c -> c.flag("MultiCurrencyEnabled")).isPresent(),
        sales.filter(s -> s.flag("CustomTxnNumbers")).isPresent(),
        regime(country, preferences.optObj("TaxPrefs")),
        sales.flatMap(s -> Fields.ref(s, "DefaultTerms")),
        preferences.optText("SyncToken").orElse("0")
            + "."
            + company.optText("SyncToken").orElse("0"));
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
    String wanted = shown.strip();
    return Arrays.stream(Locale.getISOCountries())
        .filter(code ->
            code.equalsIgnoreCase(wanted)
                || Locale.of("", code).getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(wanted))
        .findFirst()
        .orElse(wanted);
  }
}
