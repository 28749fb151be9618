package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/// Which currencies an organisation may use, and a fixed rate of the day for each.
final class Currencies {
  /// Units for one US dollar; invented, and the same on every day.
  private static final Map<String, BigDecimal> PER_DOLLAR =
      Map.of(
          "USD", new BigDecimal("1"),
          "EUR", new BigDecimal("0.92"),
          "GBP", new BigDecimal("0.79"),
          "AUD", new BigDecimal("1.52"),
          "NZD", new BigDecimal("1.65"),
          "CAD", new BigDecimal("1.37"),
          "JPY", new BigDecimal("150"));

  private Currencies() {}

  static void load(Books books) {
    books.insert(Kind.CURRENCY, shown(books.profile().base().getCode()), false);
    books.profile().others().stream()
        .filter(c -> !c.equals(books.profile().base()))
        .map(CurrencyUnit::getCode)
        .sorted()
        .forEach(c -> books.insert(Kind.CURRENCY, shown(c), false));
  }

  static Json.Obj shown(String code) {
    try {
      CurrencyUnit unit = CurrencyUnit.of(code);
      return Json.object()
          .put("Code", unit.getCode())
          .put("Description", unit.toCurrency().getDisplayName(java.util.Locale.ENGLISH))
          .build();
    } catch (IllegalCurrencyException e) {
      throw Refused.because("Currency code '" + code + "' is not one of ISO 4217");
    }
  }

  static void check(Books books, String code) {
    if (books.find(Kind.CURRENCY, code).isEmpty()) {
      throw Refused.because("Users Organisation is not subscribed to currency " + code);
    }
  }

  /// Foreign units for one unit of the base currency.
  static BigDecimal rate(Books books, String code) {
    BigDecimal base = perDollar(books.profile().base().getCode());
    return perDollar(code).divide(base, 6, RoundingMode.HALF_UP);
  }

  private static BigDecimal perDollar(String code) {
    return PER_DOLLAR.getOrDefault(code, BigDecimal.ONE);
  }
}
