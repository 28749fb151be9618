package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tax codes, rates and agencies of a country, and the state rates of automated sales tax.
/// Rates are state-wide base rates: real automated tax adds counties and cities.
final class TaxTables {
  private static final Map<String, BigDecimal> STATES =
      new TreeMap<>(
          Map.ofEntries(
              state("CA", "7.25"),
              state("NY", "4"),
              state("TX", "6.25"),
              state("WA", "6.5"),
              state("FL", "6"),
              state("IL", "6.25"),
              state("MA", "6.25"),
              state("CO", "2.9"),
              state("GA", "4"),
              state("AZ", "5.6"),
              state("PA", "6"),
              state("NJ", "6.625"),
              state("VA", "5.3"),
              state("OH", "5.75"),
              state("MI", "6"),
              state("NC", "4.75"),
              state("MN", "6.875"),
              state("UT", "4.85"),
              state("NV", "6.85"),
              state("TN", "7")));

  private static final Map<String, String> STATE_NAMES =
      Map.ofEntries(
          Map.entry("california", "CA"),
          Map.entry("new york", "NY"),
          Map.entry("texas", "TX"),
          Map.entry("washington", "WA"),
          Map.entry("florida", "FL"),
          Map.entry("illinois", "IL"),
          Map.entry("massachusetts", "MA"),
          Map.entry("colorado", "CO"),
          Map.entry("georgia", "GA"),
          Map.entry("arizona", "AZ"),
          Map.entry("pennsylvania", "PA"),
          Map.entry("new jersey", "NJ"),
          Map.entry("virginia", "VA"),
          Map.entry("ohio", "OH"),
          Map.entry("michigan", "MI"),
          Map.entry("north carolina", "NC"),
          Map.entry("minnesota", "MN"),
          Map.entry("utah", "UT"),
          Map.entry("nevada", "NV"),
          Map.entry("tennessee", "TN"));

  /// A tax code outside the US with its single rate in percent.
  private record Code(String name, String rate) {}

  private static final Map<String, List<Code>> CODES =
      Map.of(
          "GB",
              List.of(
                  new Code("20.0% S", "20"),
                  new Code("5.0% R", "5"),
                  new Code("0.0% Z", "0"),
                  new Code("Exempt", "0"),
                  new Code("No VAT", "0")),
          "CA",
              List.of(
                  new Code("HST ON", "13"),
                  new Code("GST", "5"),
                  new Code("QST QC - 9.975", "9.975"),
                  new Code("Zero-rated", "0"),
                  new Code("Exempt", "0")),
          "AU", List.of(new Code("GST", "10"), new Code("GST free", "0")));

  private static final List<Code> ELSEWHERE =
      List.of(new Code("Standard", "20"), new Code("Reduced", "10"), new Code("Zero", "0"));

  private TaxTables() {}

  private static Map.Entry<String, BigDecimal> state(String code, String percent) {
    return Map.entry(code, new BigDecimal(percent));
  }

  /// The state of a postal address, by code or name.
  static Optional<String> stateOf(Json.Obj address) {
    return address
        .optText("CountrySubDivisionCode")
        .map(String::strip)
        .map(t -> STATE_NAMES.getOrDefault(t.toLowerCase(Locale.ROOT), t.toUpperCase(Locale.ROOT)));
  }

  /// Percent; zero for states without sales tax and those the company has no duty in.
  static BigDecimal stateRate(String state) {
    return STATES.getOrDefault(state, BigDecimal.ZERO);
  }

  static void load(Books books) {
    books.transaction(() -> {
      books.clear(Kind.TAX_CODE);
      books.clear(Kind.TAX_RATE);
      books.clear(Kind.TAX_AGENCY);
      if (books.settings().american()) {
        american(books);
      } else {
        codes(books, CODES.getOrDefault(books.settings().country(), ELSEWHERE));
      }
      return books;
    });
  }

  private static void american(Books books) {
    books.load(Kind.TAX_CODE, code("TAX", "TAX", true));
    books.load(Kind.TAX_CODE, code("NON", "NON", false));
    int id = 1;
    for (Map.Entry<String, BigDecimal> state : STATES.entrySet()) {
      String number = String.valueOf(id++);
      books.load(Kind.TAX_AGENCY, agency(number, state.getKey() + " Department of Revenue"));
      books.load(Kind.TAX_RATE, rate(number, state.getKey() + " State", state.getValue(), number));
    }
  }

  private static void codes(Books books, List<Code> codes) {
    books.load(Kind.TAX_AGENCY, agency("1", "Tax office"));
    int id = 1;
    for (Code code : codes) {
      String number = String.valueOf(id++);
      books.load(Kind.TAX_RATE, rate(number, code.name(), new BigDecimal(code.rate()), "1"));
      Json.Obj detail =
          Json.object()
              .put("TaxRateRef", Docs.refTo(number, code.name()))
              .put("TaxTypeApplicable", "TaxOnAmount")
              .put("TaxOrder", 0)
              .build();
      books.load(
          Kind.TAX_CODE,
          code(number, code.name(), true)
              .with(
                  "SalesTaxRateList", Json.object().put("TaxRateDetail", List.of(detail)).build()));
    }
  }

  private static Json.Obj code(String id, String name, boolean taxable) {
    return Json.object()
        .put("Id", id)
        .put("Name", name)
        .put("Description", name)
        .put("Active", true)
        .put("Taxable", taxable)
        .put("TaxGroup", taxable)
        .put("Hidden", false)
        .build();
  }

  private static Json.Obj rate(String id, String name, BigDecimal percent, String agency) {
    return Json.object()
        .put("Id", id)
        .put("Name", name)
        .put("Description", name)
        .put("Active", true)
        .put("RateValue", percent)
        .put("AgencyRef", Json.object().put("value", agency))
        .put("SpecialTaxType", "NONE")
        .put("DisplayType", "ReadOnly")
        .build();
  }

  private static Json.Obj agency(String id, String name) {
    return Json.object()
        .put("Id", id)
        .put("DisplayName", name)
        .put("TaxTrackedOnSales", true)
        .put("TaxTrackedOnPurchases", false)
        .build();
  }
}
