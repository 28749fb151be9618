package io.tieout.vendor.xero;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;

/// The organisation and its currencies as the book's identity and settings.
///
/// @param shortCode stands in the addresses of its pages, such as `!NLglS`
record Organisation(Book book, Optional<String> shortCode, String timeZone) {
  static Organisation read(String bookId, Json.Obj in, List<Json.Obj> currencies) {
    CurrencyUnit home = CurrencyUnit.of(in.text("BaseCurrency"));
    Set<CurrencyUnit> all = currencies(currencies);
    all.add(home);
    Optional<LocalDate> closed =
        Stream.of("PeriodLockDate", "EndOfYearLockDate")
            .flatMap(name -> Fields.day(in, name).stream())
            .max(Comparator.naturalOrder());
    String version =
        Digest.of(in.print() + currencies.stream().map(Json::print).toList()).shortHex();
    Book book =
        new Book(
            bookId,
            in.text("Name"),
            in.text("CountryCode"),
            home,
            closed,
            all.size() > 1,
            all,
            false,
            regime(in),
            Set.of(
                Book.Ability.DRAFTS,
                Book.Ability.HISTORY_NOTES,
                Book.Ability.GIVEN_NUMBERS,
                Book.Ability.TAX_BY_LINE),
            Optional.empty(),
            version);
    return new Organisation(
        book, Fields.text(in, "ShortCode"), in.optText("Timezone").orElse("").strip());
  }

  ZoneId zone() {
    return XeroZones.of(timeZone);
  }

  /// Codes that are no currency of ISO 4217 cannot be billed in and are left out.
  private static Set<CurrencyUnit> currencies(List<Json.Obj> rows) {
    Set<String> known =
        CurrencyUnit.registeredCurrencies().stream()
            .map(CurrencyUnit::getCode)
            .collect(Collectors.toSet());
    return rows.stream()
        .map(row -> row.text("Code"))
        .filter(known::contains)
        .map(CurrencyUnit::of)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static TaxRegime regime(Json.Obj in) {
    Optional<String> basis = Fields.text(in, "SalesTaxBasis");
    boolean untaxed = basis.map("NONE"::equals).orElse(in.has("PaysTax") && !in.flag("PaysTax"));
    return untaxed ? TaxRegime.NONE : TaxRegime.PER_LINE;
  }
}
