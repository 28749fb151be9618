package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Currency names, fixed rates for transactions that come without one, and the rule that a
/// transaction is in its customer's currency.
final class Currencies {
  private static final int RATE_SCALE = 6;

  /// US dollars for one unit; fixed so that a run can be repeated.
  private static final Map<String, BigDecimal> IN_DOLLARS =
      Map.of(
          "USD", new BigDecimal("1"),
          "EUR", new BigDecimal("1.10"),
          "GBP", new BigDecimal("1.27"),
          "CAD", new BigDecimal("0.73"),
          "AUD", new BigDecimal("0.66"),
          "CHF", new BigDecimal("1.13"),
          "JPY", new BigDecimal("0.0067"),
          "INR", new BigDecimal("0.012"),
          "KWD", new BigDecimal("3.25"));

  private Currencies() {}

  /// The currencies a company lists once it keeps more than one: all that are known here.
  static void load(Books books) {
    books.transaction(() -> {
      books.clear(Kind.COMPANY_CURRENCY);
      int id = 1;
      for (String code : new TreeSet<>(IN_DOLLARS.keySet())) {
        books.load(
            Kind.COMPANY_CURRENCY,
            Json.object()
                .put("Id", String.valueOf(id++))
                .put("Code", code)
                .put("Name", nameOf(code))
                .put("Active", true)
                .put("SyncToken", "0")
                .build());
      }
      return books;
    });
  }

  static String nameOf(String code) {
    if (!IN_DOLLARS.containsKey(code)) {
      throw Refusal.badReference("Currency", code);
    }
    return Currency.getInstance(code).getDisplayName(Locale.US);
  }

  /// The transaction with its currency and rate where multicurrency is on, without them where it is
  /// off.
  static Json.Obj settled(Settings settings, Json.Obj doc, Json.Obj customer) {
    String home = settings.home().getCode();
    Optional<String> wanted = Docs.ref(doc, "CurrencyRef");
    if (!settings.switches().multicurrency()) {
      if (wanted.isPresent() && !wanted.get().equals(home)) {
        throw Refusal.business("Multi Currency should be enabled to perform this operation");
      }
      return doc.without("CurrencyRef").without("ExchangeRate");
    }
    String code = Docs.ref(customer, "CurrencyRef").orElse(home);
    if (wanted.isPresent() && !wanted.get().equals(code)) {
      throw Refusal.business(
          "The currency of the transaction, %s, is not the currency of its customer, %s."
              .formatted(wanted.get(), code));
    }
    BigDecimal rate =
        code.equals(home)
            ? BigDecimal.ONE
            : doc.optDecimal("ExchangeRate").orElse(rate(code, home));
    return doc.with("CurrencyRef", Docs.refTo(code, nameOf(code)))
        .with("ExchangeRate", Json.of(rate));
  }

  /// An amount of a transaction in the home currency.
  static BigDecimal atHome(Json.Obj doc, BigDecimal amount) {
    return Docs.cents(amount.multiply(doc.optDecimal("ExchangeRate").orElse(BigDecimal.ONE)));
  }

  /// Units of home currency for one foreign unit.
  private static BigDecimal rate(String foreign, String home) {
    return dollars(foreign)
        .divide(dollars(home), RATE_SCALE, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static BigDecimal dollars(String code) {
    return IN_DOLLARS.getOrDefault(code, BigDecimal.ONE);
  }
}
