package io.tieout.value.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of the secrets this process has seen last, so that one that slips into a text can be
/// taken out of it. They are in its memory anyway; nothing gives them out from here.
public final class KnownSecrets {
  /// Shorter ones would be found by chance, and hide ordinary words.
  private static final int SHORTEST = 8;

  /// Tokens rotate; the old ones are of no use to anybody.
  private static final int MOST = 500;

  private static final Map<String, Boolean> VALUES =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  private KnownSecrets() {}

  /// Remembers it; [Secret] does so by itself.
  public static void add(String value) {
    if (value.length() >= SHORTEST && !value.isBlank()) {
      synchronized (VALUES) {
        VALUES.put(value, true);
      }
    }
  }

  /// The text with stars in place of every secret in it.
  public static String without(String text) {
    List<String> values;
    synchronized (VALUES) {
      values = List.copyOf(VALUES.keySet());
    }
    String plain = text;
    for (String value : values) {
      plain = plain.replace(value, "********");
    }
    return plain;
  }
}
