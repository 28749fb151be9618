package io.tieout.engine.erasure;

import io.tieout.value.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts a pseudonym where a person is named, in texts and trees. Addresses stay addresses, so that
/// what reads them later does not stumble. Pure.
final class Scrub {
  /// Reserved by RFC 2606: no mail ever arrives there.
  private static final String NOWHERE = "@erased.invalid";

  private final Map<Pattern, String> instead = new LinkedHashMap<>();

  Scrub(List<String> values, String pseudonym) {
    for (String value : values) {
      Pattern pattern =
          Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      instead.put(pattern, value.contains("@") ? pseudonym + NOWHERE : pseudonym);
    }
  }

  String text(String text) {
    String scrubbed = text;
    for (Map.Entry<Pattern, String> one : instead.entrySet()) {
      scrubbed =
          one.getKey().matcher(scrubbed).replaceAll(Matcher.quoteReplacement(one.getValue()));
    }
    return scrubbed;
  }

  Json tree(Json tree) {
    return switch (tree) {
      case Json.Obj(Map<String, Json> fields) -> {
        Map<String, Json> scrubbed = new LinkedHashMap<>();
        fields.forEach((name, value) -> scrubbed.put(name, tree(value)));
        yield new Json.Obj(scrubbed);
      }
      case Json.Arr(List<Json> items) -> Json.array(items.stream().map(this::tree).toList());
      case Json.Text(String text) -> Json.of(text(text));
      case Json.Num _, Json.Bool _, Json.Nothing() -> tree;
    };
  }

  /// Whether the person is named anywhere in it.
  boolean touches(Json tree) {
    return !tree(tree).equals(tree);
  }
}
