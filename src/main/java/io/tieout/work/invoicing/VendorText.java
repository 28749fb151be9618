package io.tieout.work.invoicing;

import java.util.Locale;

/// Text from the CRM on its way to the books: data, never an instruction. Control characters,
/// invisible marks and direction overrides are taken out and lengths are cut to what ledgers keep.
final class VendorText {
  /// What ledgers keep, in characters.
  static final int NAME = 100;

  static final int MEMO = 1000;
  static final int DESCRIPTION = 4000;

  private VendorText() {}

  /// One line: line breaks become spaces.
  static String line(String text, int most) {
    return cut(
        text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").replaceAll(" {2,}", " "), most);
  }

  /// Several lines: line breaks stay, every other control character goes.
  static String lines(String text, int most) {
    String unix = text.replace("\r\n", "\n").replace('\r', '\n');
    return cut(unix.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]+", " "), most);
  }

  /// A name as the books take it: one line, without the colon that separates parents from children.
  static String name(String text) {
    return line(text.replace(':', '-'), NAME);
  }

  /// Cuts at the end, never through a character that takes two units.
  private static String cut(String text, int most) {
    String trimmed = text.strip();
    if (trimmed.length() <= most) {
      return trimmed;
    }
    int end = most - 1;
    if (Character.isHighSurrogate(trimmed.charAt(end - 1))) {
      end--;
    }
    return trimmed.substring(0, end).strip() + "…";
  }

  /// A status as people say it: `approval not needed` for `APPROVAL_NOT_NEEDED`.
  static String words(String constant) {
    return line(constant.replace('_', ' ').toLowerCase(Locale.ROOT), NAME);
  }
}
