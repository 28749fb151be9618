package io.tieout.sandbox.salesforce;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Record ids: 15 case-sensitive characters and 3 more that make them safe where case is lost.
final class Ids {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final int SHORT = 15;
  private static final int BLOCK = 5;

  private final Map<String, Long> last = new HashMap<>();
  private final String pod;

  Ids(long seed) {
    this.pod = digits(Math.floorMod(seed * 7919 + 104_729, 238_328L), 3);
  }

  String next(String prefix) {
    long number = last.merge(prefix, 1L, Long::sum);
    return full(prefix + pod + digits(number, SHORT - prefix.length() - pod.length()));
  }

  /// The 18-character form of an id of either length; empty when it is none.
  static Optional<String> normal(String id) {
    if (!id.matches("[0-9A-Za-z]{15}([0-9A-Za-z]{3})?")) {
      return Optional.empty();
    }
    String full = full(id.substring(0, SHORT));
    return id.length() == SHORT || full.equals(id) ? Optional.of(full) : Optional.empty();
  }

  /// Each suffix character tells which of five characters are upper-case letters.
  private static String full(String shortId) {
    StringBuilder out = new StringBuilder(shortId);
    for (int block = 0; block < SHORT; block += BLOCK) {
      int bits = 0;
      for (int i = 0; i < BLOCK; i++) {
        char c = shortId.charAt(block + i);
        if (c >= 'A' && c <= 'Z') {
          bits |= 1 << i;
        }
      }
      out.append(SUFFIX.charAt(bits));
    }
    return out.toString();
  }

  private static String digits(long value, int count) {
    char[] out = new char[count];
    long rest = value;
    for (int i = count - 1; i >= 0; i--) {
      out[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(out);
  }
}
