package io.tieout.value.money;

import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;

/// An amount has more decimals than its currency; a person or a named rounding must decide.
public final class InexactAmountException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InexactAmountException(CurrencyUnit currency, BigDecimal amount) {
    super(
        "%s %s has more decimals than %s keeps (%d); round it by a named rule first"
            .formatted(
                currency.getCode(),
                amount.toPlainString(),
                currency.getCode(),
                currency.getDecimalPlaces()));
  }
}
