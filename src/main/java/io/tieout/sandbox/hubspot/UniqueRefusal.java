package io.tieout.sandbox.hubspot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a value that must be unique and is not is refused. Both have been seen of the vendor: 409
/// for a contact's email, 400 for values of a portal's own property.
public enum UniqueRefusal {
  CONFLICT {
    @Override
    Refusal refusal(Row row, String property, long holder) {
      String type = row.type().singular().replace('_', ' ');
      return new Refusal(
          409,
          "CONFLICT",
          "%s already exists. Existing ID: %d"
              .formatted(
                  type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1),
                  holder),
          List.of());
    }
  },
  VALIDATION {
    @Override
    Refusal refusal(Row row, String property, long holder) {
      String message = "%s already has that value for property %s".formatted(holder, property);
      return new Refusal(
          400,
          "VALIDATION_ERROR",
          "Property values were not valid: " + message,
          List.of(
              new Refusal.Detail(
                  message,
                  Optional.of("CONFLICTING_UNIQUE_VALUE"),
                  Map.of("propertyName", List.of(property)))));
    }
  };

  abstract Refusal refusal(Row row, String property, long holder);
}
