package io.tieout.fact.ledger;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How we number the invoices of a book, such as `DE-{year}-{number:5}`. With the year in it, each
/// year has a sequence of its own.
///
/// @param text literal text, `{year}` of the invoice's date, and `{number}`, with zeros before it
///   up to a width
/// @param from the first number of the sequence that is begun first
/// @param most characters that the book takes
public record NumberPattern(String text, long from, int most) {
  private static final Pattern NUMBER = Pattern.compile("\\{number(?::([1-9]|1[0-2]))?}");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9 ./_#-]*");
  private static final String YEAR = "{year}";

  /// Four digits, for lengths and examples.
  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);

  public NumberPattern {
    Matcher number = NUMBER.matcher(text);
    if (!number.find() || number.find()) {
      throw new IllegalArgumentException(
          "'%s' must hold {number} once; write for example INV-{year}-{number:5}".formatted(text));
    }
    String literal = NUMBER.matcher(text.replace(YEAR, "")).replaceAll("");
    if (!LITERAL.matcher(literal).matches() || !text.equals(text.strip())) {
      throw new IllegalArgumentException(
          "'%s' holds more than letters, digits, spaces between them, . / _ # -, {year}, {number} and {number:WIDTH} (1 to 12); leave it out"
              .formatted(text));
    }
    if (from < 1) {
      throw new IllegalArgumentException("the first number %d is not 1 or more".formatted(from));
    }
    String first = filled(text, SOME_DAY, from);
    if (first.length() > most) {
      throw new IllegalArgumentException(
          "'%s' fills %d characters, the book takes %d; shorten it"
              .formatted(text, first.length(), most));
    }
  }

  /// The sequence an invoice of the day belongs to: the number itself is left open.
  public String series(LocalDate issued) {
    return family().replace(YEAR, String.valueOf(issued.getYear()));
  }

  /// Under one name for all years, whatever the width: another width goes on counting.
  public String family() {
    return NUMBER.matcher(text).replaceAll("{number}");
  }

  /// The number on an invoice of the day; empty when it has grown longer than the book takes.
  public Optional<String> fill(LocalDate issued, long number) {
    return Optional.of(filled(text, issued, number)).filter(f -> f.length() <= most);
  }

  /// For people, before the number is given: `DE-2026-…`.
  public String outline(LocalDate issued) {
    return series(issued).replace("{number}", "…");
  }

  private static String filled(String text, LocalDate issued, long number) {
    Matcher hole = NUMBER.matcher(text.replace(YEAR, String.valueOf(issued.getYear())));
    return hole.replaceFirst(match -> {
      String digits = String.valueOf(number);
      int width = Optional.ofNullable(match.group(1)).map(Integer::parseInt).orElse(1);
      return "0".repeat(Math.max(0, width - digits.length())) + digits;
    });
  }
}
