package io.tieout.value.seal;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What counts as personal data by the name of its field or by its looks, and how it is shown
/// without telling it.
final class Personal {
  static final String WITHHELD = "(withheld)";

  private static final Pattern FIELD =
      Pattern.compile(
          "(?i).*(mail|phone|mobile|fax|address|street|postal|postcode|zip|iban|birth).*");
  private static final String PART = "[^\\s@<>\"',;:()\\[\\]{}|/\\\\]";
  private static final Pattern EMAIL =
      Pattern.compile("(%s)%s*@(%s+\\.[\\p{L}\\p{N}-]+)".formatted(PART, PART, PART));

  private Personal() {}

  static boolean isField(String name) {
    return FIELD.matcher(name).matches();
  }

  static boolean holdsEmail(String text) {
    return EMAIL.matcher(text).find();
  }

  /// `p…@acme.example` for every e-mail address in the text; the rest of it stays.
  static String withoutEmails(String text) {
    Matcher matcher = EMAIL.matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(found.group(1) + "…@" + found.group(2)));
  }

  /// For a field that is personal by its name.
  static String mask(String field, String value) {
    if (holdsEmail(value)) {
      return EMAIL.matcher(value).matches() ? withoutEmails(value) : WITHHELD;
    }
    return isPostal(field) ? country(value) : WITHHELD;
  }

  /// `P… M…` for a person who is no party to the decision.
  static String initials(String name) {
    return Arrays.stream(name.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + "…")
        .collect(Collectors.joining(" "));
  }

  private static boolean isPostal(String field) {
    return field.endsWith("address");
  }

  /// The last part of an address in one line, where it can only be a country.
  private static String country(String address) {
    String last = address.substring(address.lastIndexOf(',') + 1).strip();
    boolean told = address.contains(",") && last.matches("[\\p{L} ]{2,40}");
    return told ? "…, " + last : WITHHELD;
  }
}
