package io.tieout.sandbox.hubspot;

import java.util.List;
import java.util.Optional;

/// A validation rule of the portal's administrator: when a property has a value, others must be
/// filled. Enforced on every write by the API.
///
/// @param objectType such as `deals`
/// @param value empty: any value of the property
public record AdminRule(
    String objectType, String property, Optional<String> value, List<String> required) {
  public AdminRule {
    required = List.copyOf(required);
  }

  /// What the record lacks.
  List<String> missing(Row row) {
    boolean holds =
        row.value(property).filter(v -> value.isEmpty() || value.get().equals(v)).isPresent();
    return holds ? required.stream().filter(r -> row.value(r).isEmpty()).toList() : List.of();
  }
}
