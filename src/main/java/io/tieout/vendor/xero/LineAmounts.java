package io.tieout.vendor.xero;

import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Quantity and price of a line as Xero can hold them: four decimals each, and their product
/// rounded half up to two must be the line's amount, in every currency.
///
/// A line that does not fit so is sold once for its amount, and its quantity and price stand behind
/// the description: `Storage [1200 x 0.000125]`. The customer is billed the exact amount and can
/// follow it; reading turns it back. Rounding the price instead would bill another amount.
///
/// @param quantity for Xero
/// @param unitPrice for Xero
record LineAmounts(String description, BigDecimal quantity, BigDecimal unitPrice) {
  private static final int DECIMALS = 4;
  private static final int CENTS = 2;
  private static final Pattern ONCE =
      Pattern.compile(
          "(?s)(.*) \\[(-?\\d{1,15}(?:\\.\\d{1,15})?) x (-?\\d{1,15}(?:\\.\\d{1,15})?)]");

  static LineAmounts of(InvoiceLine line) {
    BigDecimal quantity = line.quantity();
    BigDecimal price = line.unitPrice();
    Money amount = line.amount();
    LineAmounts plain = new LineAmounts(line.description(), quantity, price);
    // A description that by chance ends as ours do must not be turned back.
    boolean fits =
        held(quantity)
            && held(price)
            && product(quantity, price).compareTo(amount.getAmount()) == 0
            && read(line.description(), quantity, price, amount).equals(plain);
    String told =
        "%s [%s x %s]".formatted(line.description(), Amounts.plain(quantity), Amounts.plain(price));
    return fits ? plain : new LineAmounts(told, BigDecimal.ONE, amount.getAmount());
  }

  /// What a line of Xero's means: the other way round.
  static LineAmounts read(
      String description, BigDecimal quantity, BigDecimal unitPrice, Money amount) {
    LineAmounts plain = new LineAmounts(description, quantity, unitPrice);
    if (quantity.compareTo(BigDecimal.ONE) != 0) {
      return plain;
    }
    Matcher match = ONCE.matcher(description);
    return match.matches() ? once(match, amount).orElse(plain) : plain;
  }

  private static Optional<LineAmounts> once(Matcher match, Money amount) {
    BigDecimal quantity = new BigDecimal(match.group(2));
    BigDecimal price = new BigDecimal(match.group(3));
    CurrencyUnit currency = amount.getCurrencyUnit();
    return Amounts.roundedHalfUp(currency, quantity.multiply(price)).isEqual(amount)
        ? Optional.of(new LineAmounts(match.group(1), quantity, price))
        : Optional.empty();
  }

  private static boolean held(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= DECIMALS;
  }

  private static BigDecimal product(BigDecimal quantity, BigDecimal price) {
    return quantity.multiply(price).setScale(CENTS, RoundingMode.HALF_UP);
  }
}
