package io.tieout.value.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Exact amounts in a currency's minor unit: made from decimals, summed, compared, printed.
///
/// Amounts are Joda `Money`: a currency and a decimal with exactly the currency's number of decimal
/// places (ISO 4217: two for USD, none for JPY, three for KWD).
public final class Amounts {
  private Amounts() {}

  /// The amount, or [InexactAmountException] when it would have to be rounded.
  public static Money exact(CurrencyUnit currency, BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    if (stripped.scale() > currency.getDecimalPlaces()) {
      throw new InexactAmountException(currency, amount);
    }
    return Money.of(currency, stripped.setScale(currency.getDecimalPlaces()));
  }

  public static Money exact(String currencyCode, String amount) {
    return exact(CurrencyUnit.of(currencyCode), new BigDecimal(amount));
  }

  /// Rounds half up to the currency's minor unit, the rule invoices use for a line's amount.
  public static Money roundedHalfUp(CurrencyUnit currency, BigDecimal amount) {
    return Money.of(currency, amount, RoundingMode.HALF_UP);
  }

  /// The sum, zero for an empty collection. Mixed currencies are refused by Joda.
  public static Money sum(CurrencyUnit currency, Collection<Money> parts) {
    return parts.stream().reduce(Money.zero(currency), Money::plus);
  }

  /// For people: `USD 12,345.60`. Currency code first, grouping by comma, always all decimals.
  public static String text(Money money) {
    BigDecimal amount = money.getAmount();
    String plain = amount.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String cents = point < 0 ? "" : plain.substring(point);
    return money.getCurrencyUnit().getCode()
        + " "
        + (amount.signum() < 0 ? "-" : "")
        + grouped(whole)
        + cents;
  }

  /// A quantity or a unit price for people: no exponent, no trailing zeros (`12.5`, `3`).
  public static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  private static String grouped(String digits) {
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }
}
