package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;

/// The tax rates an organisation begins with, by country. Only the US rate is invented: there every
/// organisation sets up its own.
final class TaxTables {
  /// type | name | percent | s for sales, p for purchases, b for both
  private static final String US =
      """
      NONE   | Tax Exempt       | 0    | b
      OUTPUT | Tax on Sales     | 8.25 | s
      INPUT  | Tax on Purchases | 0    | p
      """;

  private static final String GB =
      """
      OUTPUT2         | 20% (VAT on Income)       | 20 | s
      RROUTPUT        | 5% (VAT on Income)        | 5  | s
      ZERORATEDOUTPUT | Zero Rated Income         | 0  | s
      EXEMPTOUTPUT    | Exempt Income             | 0  | s
      INPUT2          | 20% (VAT on Expenses)     | 20 | p
      RRINPUT         | 5% (VAT on Expenses)      | 5  | p
      ZERORATEDINPUT  | Zero Rated Expenses       | 0  | p
      EXEMPTINPUT     | Exempt Expenses           | 0  | p
      NONE            | No VAT                    | 0  | b
      """;

  private static final String AU =
      """
      OUTPUT         | GST on Income     | 10 | s
      EXEMPTOUTPUT   | GST Free Income   | 0  | s
      INPUT          | GST on Expenses   | 10 | p
      EXEMPTEXPENSES | GST Free Expenses | 0  | p
      BASEXCLUDED    | BAS Excluded      | 0  | b
      NONE           | No Tax            | 0  | b
      """;

  private TaxTables() {}

  static void load(Books books) {
    table(books.profile().country())
        .lines()
        .map(l -> List.of(l.split("\\|", -1)).stream().map(String::strip).toList())
        .forEach(
            c -> books.insert(Kind.TAX_RATE, rate(c.get(0), c.get(1), c.get(2), c.get(3)), false));
  }

  private static String table(String country) {
    return switch (country) {
      case "GB" -> GB;
      case "AU" -> AU;
      default -> US;
    };
  }

  /// The type taxable sales carry in a country.
  static String taxedSales(String country) {
    return country.equals("GB") ? "OUTPUT2" : "OUTPUT";
  }

  /// The type untaxed sales carry in a country.
  static String untaxedSales(String country) {
    return switch (country) {
      case "GB" -> "ZERORATEDOUTPUT";
      case "AU" -> "EXEMPTOUTPUT";
      default -> "NONE";
    };
  }

  static Json.Obj rate(String type, String name, String percent, String use) {
    boolean sales = !use.equals("p");
    boolean purchases = !use.equals("s");
    java.math.BigDecimal rate = new java.math.BigDecimal(percent);
    Json.Obj component =
        Json.object()
            .put("Name", name)
            .put("Rate", rate)
            .put("IsCompound", false)
            .put("IsNonRecoverable", false)
            .build();
    return Json.object()
        .put("Name", name)
        .put("TaxType", type)
        .put("ReportTaxType", type)
        .put("CanApplyToAssets", true)
        .put("CanApplyToEquity", true)
        .put("CanApplyToExpenses", purchases)
        .put("CanApplyToLiabilities", true)
        .put("CanApplyToRevenue", sales)
        .put("DisplayTaxRate", rate)
        .put("EffectiveRate", rate)
        .put("Status", "ACTIVE")
        .put("TaxComponents", List.of(component))
        .build();
  }

  /// An active rate that may stand on a sale, or on a purchase.
  static Optional<Row> usable(Books books, String type, boolean sales) {
    return books
        .find(Kind.TAX_RATE, type)
        .filter(r -> r.text("Status").equals("ACTIVE"))
        .filter(r -> r.doc().flag(sales ? "CanApplyToRevenue" : "CanApplyToExpenses"));
  }
}
