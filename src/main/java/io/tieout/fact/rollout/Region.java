package io.tieout.fact.rollout;

import io.tieout.fact.party.Countries;
import java.util.Locale;
import java.util.Optional;

/// A country, or a state of it, of the billing address.
///
/// @param country ISO 3166 alpha-2
/// @param state as the CRM writes it; letter case does not count
public record Region(String country, Optional<String> state) {
  public Region {
    state = state.map(String::strip);
  }

  /// Reads `US`, `US/CA`, `Germany`.
  public static Region parse(String text) {
    String[] parts = text.strip().split("/", 2);
    String country =
        Countries.code(Optional.of(parts[0]))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "'%s' is no country; write for example US, or US/CA for a state of it"
                        .formatted(parts[0])));
    return new Region(
        country,
        parts.length == 2 ? Optional.of(parts[1]).filter(s -> !s.isBlank()) : Optional.empty());
  }

  public String word() {
    return country + state.map(s -> "/" + s).orElse("");
  }

  boolean covers(Optional<String> itsCountry, Optional<String> itsState) {
    return itsCountry.filter(country::equals).isPresent()
        && (state.isEmpty() || key(state).equals(key(itsState)));
  }

  boolean overlaps(Region other) {
    return country.equals(other.country)
        && (state.isEmpty() || other.state.isEmpty() || key(state).equals(key(other.state)));
  }

  int specificity() {
    return state.isPresent() ? 2 : 1;
  }

  private static Optional<String> key(Optional<String> state) {
    return state.map(s -> s.strip().toLowerCase(Locale.ROOT));
  }
}
