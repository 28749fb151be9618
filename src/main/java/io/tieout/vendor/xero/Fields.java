package io.tieout.vendor.xero;

import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The field shapes Xero uses in every object.
final class Fields {
  private static final String UPDATED = "UpdatedDateUTC";

  private Fields() {}

  static Optional<String> text(Json.Obj in, String name) {
    return in.optText(name).map(String::strip).filter(v -> !v.isEmpty());
  }

  static Money money(Json.Obj in, String name, CurrencyUnit currency) {
    return Amounts.exact(currency, in.decimal(name));
  }

  static Money moneyOrZero(Json.Obj in, String name, CurrencyUnit currency) {
    return Amounts.exact(currency, in.optDecimal(name).orElse(BigDecimal.ZERO));
  }

  static Optional<CurrencyUnit> currency(Json.Obj in) {
    return text(in, "CurrencyCode").map(CurrencyUnit::of);
  }

  static Optional<LocalDate> day(Json.Obj in, String name) {
    return text(in, name).map(Stamps::day);
  }

  static LocalDate needDay(Json.Obj in, String name) {
    return Stamps.day(in.text(name));
  }

  static Instant changedAt(Json.Obj in) {
    return Stamps.instant(in.text(UPDATED));
  }

  static Optional<Instant> changed(Json.Obj in) {
    return text(in, UPDATED).map(Stamps::instant);
  }

  /// Xero counts no versions: the moment of the last change stands for one.
  static String version(Json.Obj in) {
    return changed(in).map(at -> String.valueOf(at.toEpochMilli())).orElse("0");
  }
}
