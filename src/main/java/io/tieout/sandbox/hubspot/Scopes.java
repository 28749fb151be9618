package io.tieout.sandbox.hubspot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What may be done: each operation is opened by one of a few scopes.
final class Scopes {
  static final String OWNERS = "crm.objects.owners.read";
  static final String CURRENCIES = "settings.currencies.read";
  static final String OAUTH = "oauth";

  private Scopes() {}

  /// All that the portal knows.
  static Set<String> all() {
    Set<String> all = new TreeSet<>(List.of(OWNERS, CURRENCIES, OAUTH, "e-commerce"));
    for (ObjectType type : ObjectType.values()) {
      for (String how : List.of("read", "write")) {
        all.add(object(type, how));
        all.add(schema(type, how));
      }
    }
    return all;
  }

  static List<String> reading(ObjectType type) {
    return List.of(object(type, "read"));
  }

  static List<String> writing(ObjectType type) {
    return List.of(object(type, "write"));
  }

  /// Definitions can be read with the scope of the records as well.
  static List<String> readingSchema(ObjectType type) {
    return List.of(schema(type, "read"), object(type, "read"));
  }

  static List<String> writingSchema(ObjectType type) {
    return List.of(schema(type, "write"));
  }

  /// Refuses unless one of the scopes is there.
  static void need(Set<String> granted, List<String> anyOf) {
    if (anyOf.stream().noneMatch(granted::contains)) {
      throw new Refusal(
          403,
          "MISSING_SCOPES",
          "This app hasn't been granted all required scopes to make this call. Read more about"
              + " required scopes here: https://developers.hubspot.com/scopes.",
          List.of(
              new Refusal.Detail(
                  anyOf.size() == 1
                      ? "All of the following scopes are required."
                      : "One or more of the following scopes are required.",
                  java.util.Optional.empty(),
                  Map.of("requiredGranularScopes", anyOf))));
    }
  }

  /// The scopes of an authorize address, by spaces.
  static Set<String> parse(String text) {
    Set<String> scopes = new TreeSet<>(new ArrayList<>(Arrays.asList(text.split("[ +]", -1))));
    scopes.remove("");
    return scopes;
  }

  private static String object(ObjectType type, String how) {
    return "crm.objects.%s.%s".formatted(type.scope(), how);
  }

  private static String schema(ObjectType type, String how) {
    return "crm.schemas.%s.%s".formatted(type.scope(), how);
  }
}
