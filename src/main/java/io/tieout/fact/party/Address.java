package io.tieout.fact.party;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A postal address as its system holds it; parts may be missing.
///
/// @param country an ISO 3166 alpha-2 code where the system has one, else the name it shows
public record Address(
    Optional<String> street,
    Optional<String> city,
    Optional<String> region,
    Optional<String> postalCode,
    Optional<String> country) {
  public static final Address NONE =
      new Address(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// The parts there are, in the order of an envelope.
  public List<String> parts() {
    return Stream.of(street, city, region, postalCode, country).flatMap(Optional::stream).toList();
  }

  public boolean isEmpty() {
    return parts().isEmpty();
  }
}
