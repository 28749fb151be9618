package io.tieout.vendor.hubspot;

/// How a portal's property differs from what `manifest/hubspot` says.
///
/// @param property its internal name, or the group's
/// @param expected what the manifest says
/// @param found what the portal has; empty text when there is nothing
public record Difference(String property, Kind kind, String expected, String found) {
  /// In what they differ.
  public enum Kind {
    GROUP_MISSING,
    MISSING,
    TYPE,
    FIELD_TYPE,
    UNIQUENESS,
    OPTIONS
  }

  /// For people: what is wrong and what an administrator does about it.
  public String spoken() {
    return switch (kind) {
      case GROUP_MISSING -> "the property group '%s' is not there; install it".formatted(property);
      case MISSING -> "the property '%s' is not there; install it".formatted(property);
      case TYPE, FIELD_TYPE, UNIQUENESS ->
          "the property '%s' has %s %s, not %s; delete it in HubSpot and install it anew"
              .formatted(property, word(), found, expected);
      case OPTIONS ->
          "the property '%s' lacks the options %s (it has %s); add them"
              .formatted(property, expected, found);
    };
  }

  private String word() {
    return switch (kind) {
      case TYPE -> "type";
      case FIELD_TYPE -> "field type";
      case UNIQUENESS -> "unique values:";
      case GROUP_MISSING, MISSING, OPTIONS -> "";
    };
  }
}
