package io.tieout.work.invoicing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares names of companies and products: any case, accents folded, punctuation and spaces
/// ignored, legal forms told apart. Scores are in thousandths; 1000 means equal.
final class Names {
  static final int EQUAL = 1000;

  private static final int PREFIX = 800;
  private static final int TYPO = 900;
  private static final int CONTRADICTION_PERCENT = 80;
  private static final int SHORTEST_PREFIX = 4;
  private static final int SHORTEST_TYPO = 5;
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "ab",
          "ag",
          "aps",
          "as",
          "bv",
          "co",
          "company",
          "corp",
          "corporation",
          "gmbh",
          "inc",
          "incorporated",
          "kft",
          "kg",
          "kk",
          "limited",
          "llc",
          "llp",
          "lp",
          "ltd",
          "nv",
          "oy",
          "oyj",
          "pbc",
          "plc",
          "pte",
          "pty",
          "sa",
          "sarl",
          "sas",
          "se",
          "spa",
          "srl",
          "sro",
          "ug");

  private Names() {}

  /// The letters and digits alone: equal keys mean the same name but for case, spaces, accents and
  /// punctuation.
  static String key(String name) {
    return String.join("", words(name));
  }

  /// The name's words, folded.
  static List<String> words(String name) {
    String folded =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("&", " and ")
            .replace(".", "")
            .replace("'", "")
            .replace("’", "");
    return Arrays.stream(folded.split("[^\\p{L}\\p{N}]+")).filter(w -> !w.isEmpty()).toList();
  }

  /// The words before the legal form: `acme` of `Acme Holding Ltd.` is `acme holding`.
  static List<String> withoutLegalForm(String name) {
    List<String> words = words(name);
    int end = words.size();
    while (end > 1 && LEGAL_FORMS.contains(words.get(end - 1))) {
      end--;
    }
    return words.subList(0, end);
  }

  /// The legal form, with long and short spellings made one; empty when the name has none.
  static String legalForm(String name) {
    List<String> words = words(name);
    List<String> form = words.subList(withoutLegalForm(name).size(), words.size());
    return String.join(" ", form.stream().map(Names::shortForm).toList());
  }

  private static String shortForm(String word) {
    return switch (word) {
      case "incorporated" -> "inc";
      case "corporation" -> "corp";
      case "limited" -> "ltd";
      case "company" -> "co";
      default -> word;
    };
  }

  /// How alike two lists of words are: twice the words in common over all words. Words that start
  /// alike or differ by one letter count for less, and when both sides have words of their own
  /// (`Gold` here, `Silver` there) the two contradict each other and the score is cut.
  static int alike(List<String> these, List<String> those) {
    if (these.isEmpty() || those.isEmpty()) {
      return 0;
    }
    List<String> left = new ArrayList<>(those);
    int common = 0;
    int unmatched = 0;
    for (String word : these) {
      int best = bestIndex(word, left);
      if (best < 0) {
        unmatched++;
      } else {
        common += alike(word, left.remove(best));
      }
    }
    int score = 2 * common / (these.size() + those.size());
    return unmatched > 0 && !left.isEmpty() ? score * CONTRADICTION_PERCENT / 100 : score;
  }

  private static int bestIndex(String word, List<String> others) {
    int best = -1;
    int bestScore = 0;
    for (int i = 0; i < others.size(); i++) {
      int score = alike(word, others.get(i));
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private static int alike(String one, String other) {
    if (one.equals(other)) {
      return EQUAL;
    }
    if (isNumber(one) || isNumber(other)) {
      return 0;
    }
    int shorter = Math.min(one.length(), other.length());
    if (shorter >= SHORTEST_PREFIX && (one.startsWith(other) || other.startsWith(one))) {
      return PREFIX;
    }
    return shorter >= SHORTEST_TYPO && oneLetterApart(one, other) ? TYPO : 0;
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  private static boolean oneLetterApart(String one, String other) {
    String shorter = one.length() <= other.length() ? one : other;
    String longer = one.length() <= other.length() ? other : one;
    if (longer.length() - shorter.length() > 1) {
      return false;
    }
    int i = 0;
    while (i < shorter.length() && shorter.charAt(i) == longer.charAt(i)) {
      i++;
    }
    String rest = longer.substring(i + 1);
    return longer.length() == shorter.length()
        ? rest.equals(shorter.substring(i + 1))
        : rest.equals(shorter.substring(i));
  }
}
