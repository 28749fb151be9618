package io.tieout.door.slack;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Reads a number as people write it in different countries: `1200.5`, `1,200.50`, `1 200,50`,
/// `1.200,50`. Exact, and never a guess: one mark with just three digits after it, as in `1,200` or
/// `1.375`, groups thousands for some and begins decimals for others, and is asked back.
final class EnteredNumber {
  /// More characters than any quantity or price needs.
  static final int LONGEST = 40;

  private static final Pattern PLAIN = Pattern.compile("-?\\d+(?:[.,]\\d+)?");
  private static final Pattern AMBIGUOUS = Pattern.compile("-?(?!0[.,])\\d{1,3}[.,]\\d{3}");
  private static final Pattern BY_COMMAS = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
  private static final Pattern BY_POINTS = Pattern.compile("-?\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?");
  // Spaces, also those that do not break a line, and apostrophes group digits in some countries.
  private static final String SPACES = "[ \u00a0\u2009\u202f'’]";
  private static final Pattern BY_SPACES =
      Pattern.compile("-?\\d{1,3}(?:" + SPACES + "\\d{3})+(?:[.,]\\d+)?");

  private EnteredNumber() {}

  /// What a text says.
  sealed interface Read {
    /// It can only mean this.
    record Exact(BigDecimal value) implements Read {}

    /// It may mean several numbers, or none; `why` tells what to write.
    record Unclear(String why) implements Read {}
  }

  /// @param currency may stand before or after the number, by its code
  static Read read(String text, String currency) {
    String bare = text.strip().replace('\u2212', '-');
    if (bare.startsWith(currency)) {
      bare = bare.substring(currency.length()).strip();
    } else if (bare.endsWith(currency)) {
      bare = bare.substring(0, bare.length() - currency.length()).strip();
    }
    if (bare.length() > LONGEST) {
      return new Read.Unclear("This is longer than any number here; write it like 1200.50.");
    }
    if (AMBIGUOUS.matcher(bare).matches()) {
      return new Read.Unclear(
          "“%s” can be read in two ways; write %s, or %s0."
              .formatted(bare, bare.replaceAll("[.,]", ""), bare.replace(',', '.')));
    }
    if (BY_SPACES.matcher(bare).matches()) {
      return exact(bare.replaceAll(SPACES, "").replace(',', '.'));
    }
    if (PLAIN.matcher(bare).matches()) {
      return exact(bare.replace(',', '.'));
    }
    if (BY_COMMAS.matcher(bare).matches()) {
      return exact(bare.replace(",", ""));
    }
    return BY_POINTS.matcher(bare).matches()
        ? exact(bare.replace(".", "").replace(',', '.'))
        : new Read.Unclear("“%s” is not a number; write it like 1200.50.".formatted(bare));
  }

  private static Read exact(String digits) {
    return new Read.Exact(new BigDecimal(digits));
  }
}
