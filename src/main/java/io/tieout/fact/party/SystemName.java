package io.tieout.fact.party;

import java.util.Map;

/// The names people use for connected systems.
public final class SystemName {
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "salesforce", "Salesforce",
          "hubspot", "HubSpot",
          "quickbooks", "QuickBooks",
          "xero", "Xero");

  /// Needs no mention: it is what a company with one book calls it.
  private static final String ONLY_BOOK = "main";

  private SystemName() {}

  /// `Salesforce` for `salesforce`; `QuickBooks` for `quickbooks` and `quickbooks/main`; `Xero
  /// (book uk)` for `xero/uk`. What is not known is given back as it came.
  public static String spoken(String system) {
    int slash = system.indexOf('/');
    String product = slash < 0 ? system : system.substring(0, slash);
    String book = slash < 0 ? ONLY_BOOK : system.substring(slash + 1);
    String name = PRODUCTS.getOrDefault(product, product);
    return book.equals(ONLY_BOOK) ? name : "%s (book %s)".formatted(name, book);
  }
}
