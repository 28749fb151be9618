package io.tieout.sandbox.salesforce;

/// What administrators decided about the org once and for ever, or rarely change.
///
/// @param currencies records have currencies of their own; cannot be switched off again
/// @param quantityDecimals of the quantity of a line; orgs can have it widened
public record Org(boolean currencies, int quantityDecimals) {
  private static final int MOST_DECIMALS = 8;

  /// As the vendor delivers it.
  public static final Org PLAIN = new Org(false, 2);

  public Org {
    if (quantityDecimals < 0 || quantityDecimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "quantityDecimals %d: give 0 to %d".formatted(quantityDecimals, MOST_DECIMALS));
    }
  }

  public Org withCurrencies() {
    return new Org(true, quantityDecimals);
  }

  public Org withQuantityDecimals(int decimals) {
    return new Org(currencies, decimals);
  }
}
