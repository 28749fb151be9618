package io.tieout.work.invoicing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells a country by its code or its English name.
final class Countries {
  private static final Map<String, String> BY_NAME = byName();

  private Countries() {}

  /// The ISO 3166 alpha-2 code; empty when there is no country or nobody knows it by that name.
  static Optional<String> code(Optional<String> country) {
    return country.map(Names::key).map(BY_NAME::get);
  }

  private static Map<String, String> byName() {
    Map<String, String> map = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale locale = Locale.of("", code);
      map.put(Names.key(locale.getDisplayCountry(Locale.ENGLISH)), code);
      map.put(Names.key(locale.getISO3Country()), code);
    }
    for (String code : Locale.getISOCountries()) {
      map.put(Names.key(code), code);
    }
    for (String britain : List.of("UK", "Great Britain", "England", "Scotland", "Wales")) {
      map.put(Names.key(britain), "GB");
    }
    map.put(Names.key("United States of America"), "US");
    return Map.copyOf(map);
  }
}
