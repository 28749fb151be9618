package io.tieout.door.assistant;

import io.tieout.value.json.Json;
import io.tieout.value.mask.PersonalData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Keeps personal data from a model, for one turn: `<email-1>` stands for an address in everything
/// that is sent, and the address again in what comes back. One value has one token, so the model
/// can still tell two people apart.
final class Masking {
  private static final Pattern TOKEN =
      Pattern.compile("(?:<|&lt;)(email|phone|iban|card|person|text)-(\\d{1,4})(?:>|&gt;)");
  private static final Pattern MENTION = Pattern.compile("<@[UW][A-Z0-9]{2,20}(?:\\|[^<>]*)?>");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}.'’-]*");

  /// Names of people are of so many words. One word alone would take ordinary words with it.
  private static final int FEWEST_WORDS = 2;

  private static final int MOST_WORDS = 4;

  private final boolean on;
  private final Names names;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private Masking(boolean on, Names names) {
    this.on = on;
    this.names = names;
  }

  /// Masks what goes out; a mask of its own for every turn.
  static Masking with(Names names) {
    return new Masking(true, names);
  }

  /// For a model that is no more than code in this process.
  static Masking off() {
    return new Masking(false, _ -> List.of());
  }

  /// Knows which phrases are people's names.
  @FunctionalInterface
  interface Names {
    /// Those of the phrases that are, in any case.
    List<String> among(List<String> phrases);
  }

  /// The text as a model may see it.
  String mask(String text) {
    if (!on) {
      return text;
    }
    // What looks like a token of ours already must not become somebody's data on the way back.
    String masked = replaced(text, TOKEN, found -> token("text", found.group()));
    masked = PersonalData.replaced(masked, (sort, value) -> token(sort.word(), value));
    masked = replaced(masked, MENTION, found -> token("person", found.group()));
    return withoutNames(masked);
  }

  /// The tree as a model may see it: its texts are masked, the names of its fields are ours.
  Json mask(Json tree) {
    return on ? each(tree, this::mask) : tree;
  }

  /// What a model said, with the data again. A token nobody was given stays as it is.
  String restore(String text) {
    return replaced(
        text,
        TOKEN,
        found ->
            values.getOrDefault(
                "<%s-%s>".formatted(found.group(1), found.group(2)), found.group()));
  }

  Json restore(Json tree) {
    return each(tree, this::restore);
  }

  /// In one pass, the longest name first: of two names that begin alike the whole one counts.
  private String withoutNames(String text) {
    String known =
        names.among(phrases(text)).stream()
            .sorted(Comparator.comparingInt((String name) -> -name.length()))
            .map(Masking::anySpaces)
            .distinct()
            .collect(Collectors.joining("|"));
    if (known.isEmpty()) {
      return text;
    }
    Pattern whole =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:" + known + ")(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return replaced(text, whole, found -> token("person", found.group()));
  }

  private static String anySpaces(String name) {
    return Arrays.stream(name.strip().split("\\s+"))
        .map(Pattern::quote)
        .collect(Collectors.joining("\\s+"));
  }

  /// All runs of words that may be a name, without what ends a sentence or a possessive.
  static List<String> phrases(String text) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    Set<String> phrases = new LinkedHashSet<>();
    for (int first = 0; first < words.size(); first++) {
      StringBuilder phrase = new StringBuilder(words.get(first).group());
      for (int next = first + 1;
          next < words.size() && next < first + MOST_WORDS && together(text, words, next);
          next++) {
        String word = words.get(next).group();
        if (next - first + 1 >= FEWEST_WORDS) {
          phrases.add(phrase + " " + bare(word));
          phrases.add(phrase + " " + word);
        }
        phrase.append(' ').append(word);
      }
    }
    return List.copyOf(phrases);
  }

  private static boolean together(String text, List<MatchResult> words, int next) {
    return text.substring(words.get(next - 1).end(), words.get(next).start()).isBlank();
  }

  private static String bare(String word) {
    return word.replaceAll("(?:['’]s)?[.'’-]*$", "");
  }

  private String token(String sort, String value) {
    String key = sort + " " + value.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return tokens.computeIfAbsent(
        key,
        _ -> {
          String token = "<%s-%d>".formatted(sort, counts.merge(sort, 1, Integer::sum));
          values.put(token, value);
          return token;
        });
  }

  private static String replaced(String text, Pattern what, Instead instead) {
    return what.matcher(text).replaceAll(found -> Matcher.quoteReplacement(instead.of(found)));
  }

  private interface Instead {
    String of(MatchResult found);
  }

  private interface Change {
    String of(String text);
  }

  private static Json each(Json tree, Change change) {
    return switch (tree) {
      case Json.Obj(Map<String, Json> fields) -> {
        Map<String, Json> changed = new LinkedHashMap<>();
        fields.forEach((name, value) -> changed.put(name, each(value, change)));
        yield new Json.Obj(changed);
      }
      case Json.Arr(List<Json> items) ->
          Json.array(items.stream().map(item -> each(item, change)).toList());
      case Json.Text(String text) -> Json.of(change.of(text));
      case Json.Num _, Json.Bool _, Json.Nothing() -> tree;
    };
  }
}
