package io.tieout.engine.erasure;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Somebody, by all that they can be recognised by.
///
/// @param values names, addresses, phone numbers; the longest first, so that none is cut by a
///   shorter one inside it
/// @param ids in Slack. In records they stay: without the person's entry in Slack and in the
///   configuration they are pseudonyms, and votes are counted by them
/// @param copies the copies of records that are about this person alone
record Person(List<String> values, List<String> ids, List<Copy> copies) {
  /// Shorter ones would be found by chance in other people's data.
  private static final int SHORTEST = 5;

  Person {
    values =
        values.stream()
            .map(String::strip)
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt((String v) -> -v.length()).thenComparing(v -> v))
            .toList();
    ids = ids.stream().distinct().toList();
    copies = List.copyOf(copies);
    if (values.isEmpty() && ids.isEmpty()) {
      throw new IllegalArgumentException(
          "--person: there is nothing of at least %d characters to look for; give the e-mail address, the Slack id, or first and last name"
              .formatted(SHORTEST));
    }
  }

  /// A copy of a contact.
  record Copy(String system, String id) {
    /// `salesforce/contact/003…`.
    String place() {
      return system + "/contact/" + id;
    }
  }

  /// Everything, ids too.
  List<String> all() {
    return Stream.concat(values.stream(), ids.stream()).toList();
  }

  /// Found in lower case, since nobody writes an address as it is registered.
  List<String> lower() {
    return all().stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
  }
}
