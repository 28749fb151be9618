package io.tieout.value.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds personal data in a text by its looks. Rather misses an unusual phone number than takes an
/// id, an amount or a date for one: texts that are masked wrongly are of no use.
public final class PersonalData {
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}_%+](?:[\\p{L}\\p{N}._%+'-]{0,62}[\\p{L}\\p{N}_%+-])?"
              + "@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
  private static final Pattern IBAN_START =
      Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?= ?[A-Z0-9])");
  private static final Pattern CARD =
      Pattern.compile("(?<![\\w.,+-])\\d(?:[ -]?\\d){12,18}(?![\\w-]|[.,]\\d)");

  /// In any country: a plus sign and 8 to 15 digits.
  private static final String INTERNATIONAL =
      "(?<![\\w+])\\+\\d(?:[ ./-]?(?:\\(\\d{1,4}\\)|\\d)){7,14}(?!\\w|[.,]\\d)";

  /// `0049 30 123456`: two zeros, and something between the groups.
  private static final String DIALLED =
      "(?<![\\w.,/#+-])00[1-9]\\d{0,2} \\d{2,}(?:[ /-]\\d{2,}){1,4}(?![\\w-]|[.,]\\d)";

  /// `(415) 555-0132`, `415-555-0132`, `415.555.0132`.
  private static final String AMERICAN =
      "(?<![\\w.,/#+-])(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}(?![\\w-]|[.,]\\d)";

  /// `030 1234567`, `(020) 7946 0958`, `089/123456`: a zero, and something between the groups.
  private static final String NATIONAL =
      "(?<![\\w.,/#+-])\\(?0[1-9]\\d{0,3}\\)?(?:[ /-]\\d{3,8}|[ /-]\\d{3,4}[ -]\\d{3,4}|(?: \\d{2}){4})"
          + "(?![\\w-]|[.,/ ]\\d)";

  /// After a word that says so, digits in any grouping.
  private static final String NAMED =
      "(?i)(?<=\\b(?:phone|tel|telephone|telefon|mobile|cell|fax)\\b[\"':=. ]{1,4})\\(?\\d[\\d ()./-]{5,18}\\d";

  private static final Pattern PHONE =
      Pattern.compile(
          String.join("|", INTERNATIONAL, DIALLED, AMERICAN, NATIONAL, "(?:" + NAMED + ")"));
  private static final int FEWEST_DIGITS = 7;

  private PersonalData() {}

  /// A place in a text.
  ///
  /// @param end behind its last character
  public record Found(Sort sort, int start, int end) {
    boolean touches(Found other) {
      return start < other.end && other.start < end;
    }
  }

  /// What is found, in order and without overlaps.
  public static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    EMAIL.matcher(text).results().forEach(m -> add(found, Sort.EMAIL, m));
    IBAN_START
        .matcher(text)
        .results()
        .map(m -> new Found(Sort.IBAN, m.start(), Iban.end(text, m.start())))
        .filter(iban -> iban.end() > 0)
        .forEach(iban -> add(found, iban));
    CARD.matcher(text)
        .results()
        .filter(m -> Card.is(m.group()))
        .forEach(m -> add(found, Sort.CARD, m));
    PHONE
        .matcher(text)
        .results()
        .filter(m -> m.group().chars().filter(Character::isDigit).count() >= FEWEST_DIGITS)
        .forEach(m -> add(found, Sort.PHONE, m));
    found.sort(Comparator.comparingInt(Found::start));
    return List.copyOf(found);
  }

  /// The text with something else in place of all that is found.
  public static String replaced(String text, Other other) {
    StringBuilder into = new StringBuilder();
    int done = 0;
    for (Found one : in(text)) {
      String value = text.substring(one.start(), one.end());
      into.append(text, done, one.start()).append(other.of(one.sort(), value));
      done = one.end();
    }
    return into.append(text, done, text.length()).toString();
  }

  /// What stands in place of something.
  @FunctionalInterface
  public interface Other {
    String of(Sort sort, String value);
  }

  /// `<email>`, `<phone>`, `<iban>` and `<card>` in place of what is found.
  public static String masked(String text) {
    return replaced(text, (sort, _) -> "<" + sort.word() + ">");
  }

  private static void add(List<Found> found, Sort sort, MatchResult match) {
    add(found, new Found(sort, match.start(), match.end()));
  }

  private static void add(List<Found> found, Found one) {
    if (found.stream().noneMatch(one::touches)) {
      found.add(one);
    }
  }
}
