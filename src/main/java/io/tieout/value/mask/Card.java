package io.tieout.value.mask;

import java.util.regex.Pattern;

/// Numbers of payment cards: an issuer's prefix, the length that goes with it, and Luhn's digit.
final class Card {
  /// Visa, Mastercard, American Express, Discover, JCB, Diners Club.
  private static final Pattern ISSUED =
      Pattern.compile(
          "4\\d{12}(?:\\d{3}){0,2}|5[1-5]\\d{14}|2[2-7]\\d{14}|3[47]\\d{13}|6(?:011|4[4-9]\\d|5\\d\\d)\\d{12}"
              + "|35\\d{14}|3[068]\\d{12}");

  private Card() {}

  /// @param candidate digits, with or without spaces or hyphens between
  static boolean is(String candidate) {
    String digits = candidate.replaceAll("[ -]", "");
    return ISSUED.matcher(digits).matches() && checks(digits);
  }

  private static boolean checks(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }
}
