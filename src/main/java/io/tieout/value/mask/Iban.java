package io.tieout.value.mask;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Account numbers by ISO 13616: a country, two check digits, and a length that the country fixes.
final class Iban {
  private static final int CHECKED_AT = 4;
  private static final int MODULUS = 97;

  /// Of the IBAN registry; a country that is not here is not recognised.
  private static final Map<String, Integer> LENGTHS =
      Arrays.stream(
              ("AD24 AE23 AT20 BE16 BG22 BR29 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FO18 FR27 GB22"
                      + " GE22 GI23 GL18 GR27 HR21 HU28 IE22 IL23 IS26 IT27 LI21 LT20 LU20 LV21 MC27"
                      + " MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SA24 SE24 SI19 SK24 SM27"
                      + " TR26 UA29 VA22 XK20")
                  .split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

  private Iban() {}

  /// Where the number that begins here ends, or -1 when none does. Groups may be set apart by one
  /// space.
  static int end(String text, int start) {
    if (start + CHECKED_AT > text.length()) {
      return -1;
    }
    int length = LENGTHS.getOrDefault(text.substring(start, start + 2), 0);
    StringBuilder number = new StringBuilder();
    int at = start;
    while (at < text.length() && number.length() < length) {
      char c = text.charAt(at);
      boolean part = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      if (part) {
        number.append(c);
      } else if (c != ' ' || text.charAt(at - 1) == ' ') {
        return -1;
      }
      at++;
    }
    boolean whole = length > 0 && number.length() == length;
    boolean alone = at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    return whole && alone && checks(number.toString()) ? at : -1;
  }

  /// ISO 7064: with the first four at the end and letters as 10 to 35, the remainder is 1.
  private static boolean checks(String number) {
    String turned = number.substring(CHECKED_AT) + number.substring(0, CHECKED_AT);
    int rest = 0;
    for (int i = 0; i < turned.length(); i++) {
      int value = Character.digit(turned.charAt(i), Character.MAX_RADIX);
      rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % MODULUS;
    }
    return rest == 1;
  }
}
