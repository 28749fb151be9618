package io.tieout.fact.party;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells a country by its code or its English name.
public final class Countries {
  private static final Map<String, String> BY_NAME = byName();

  private Countries() {}

  /// The ISO 3166 alpha-2 code; empty when there is no country or nobody knows it by that name.
  public static Optional<String> code(Optional<String> country) {
    return country.map(Countries::key).map(BY_NAME::get);
  }

  /// Letters and digits alone, without accents and in lower case.
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}\\p{Nd}]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> byName() {
    Map<String, String> map = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale locale = Locale.of("", code);
      map.put(key(locale.getDisplayCountry(Locale.ENGLISH)), code);
      map.put(key(locale.getISO3Country()), code);
    }
    for (String code : Locale.getISOCountries()) {
      map.put(key(code), code);
    }
    for (String britain : List.of("UK", "Great Britain", "England", "Scotland", "Wales")) {
      map.put(key(britain), "GB");
    }
    map.put(key("United States of America"), "US");
    return Map.copyOf(map);
  }
}
