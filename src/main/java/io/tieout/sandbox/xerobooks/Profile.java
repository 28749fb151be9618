package io.tieout.sandbox.xerobooks;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/// What kind of organisation the books are of.
///
/// @param country ISO 3166 alpha-2; decides the tax rates
/// @param others the currencies that are enabled besides the base currency
public record Profile(
    String name,
    String country,
    CurrencyUnit base,
    ZoneId zone,
    Set<CurrencyUnit> others,
    Tier tier) {
  public Profile {
    others = Set.copyOf(others);
    if (!List.of("US", "GB", "AU").contains(country)) {
      throw new IllegalArgumentException(
          "country '%s' has no tax rates here; use US, GB or AU".formatted(country));
    }
  }

  /// The app's plan, which decides the calls an organisation takes in a day.
  public enum Tier {
    STARTER(1000),
    CORE(5000),
    PLUS(5000),
    ADVANCED(5000);

    private final int callsADay;

    Tier(int callsADay) {
      this.callsADay = callsADay;
    }

    public int callsADay() {
      return callsADay;
    }
  }

  /// In US dollars, New York time.
  public static Profile us(String name) {
    return us(name, CurrencyUnit.USD);
  }

  /// A US organisation that keeps its books in the given currency.
  public static Profile us(String name, CurrencyUnit base) {
    return new Profile(
        name,
        "US",
        base,
        ZoneId.of("America/New_York"),
        Set.of(CurrencyUnit.USD, CurrencyUnit.EUR, CurrencyUnit.GBP),
        Tier.CORE);
  }

  /// In pounds, London time.
  public static Profile uk(String name) {
    return new Profile(
        name,
        "GB",
        CurrencyUnit.GBP,
        ZoneId.of("Europe/London"),
        Set.of(CurrencyUnit.EUR, CurrencyUnit.USD),
        Tier.CORE);
  }

  /// In Australian dollars, Sydney time.
  public static Profile au(String name) {
    return new Profile(
        name,
        "AU",
        CurrencyUnit.AUD,
        ZoneId.of("Australia/Sydney"),
        Set.of(CurrencyUnit.of("NZD"), CurrencyUnit.USD),
        Tier.CORE);
  }

  public Profile on(Tier newTier) {
    return new Profile(name, country, base, zone, others, newTier);
  }
}
