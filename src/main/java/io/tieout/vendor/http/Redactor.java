package io.tieout.vendor.http;

import java.util.List;
import java.util.regex.Pattern;

/// Masks what must not stand in a log: credentials, e-mail addresses, long runs of digits (account
/// and card numbers, telephones). Rather too much than too little.
public final class Redactor {
  private static final String MASK = "***";
  private static final String SECRET_NAME =
      "[\\w.-]*(?:token|secret|password|passwd|assertion|authorization|signature|api_?key|"
          + "client_id|session_?id|private_?key)[\\w.-]*";
  private static final List<Rule> RULES =
      List.of(
          new Rule("-----BEGIN [A-Z ]+-----[\\s\\S]*?(?:-----END [A-Z ]+-----|$)", MASK),
          new Rule("(\"" + SECRET_NAME + "\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*", "$1" + MASK),
          new Rule("((?:^|[?&;\\s])(?:" + SECRET_NAME + "|code|sig)=)[^&\\s\"]+", "$1" + MASK),
          new Rule("(<(?:\\w+:)?" + SECRET_NAME + ">)[^<]+", "$1" + MASK),
          new Rule("\\b(Bearer|Basic)\\s+[\\w.~+/!=-]+", "$1 " + MASK),
          new Rule("\\beyJ[\\w-]+\\.[\\w-]+(?:\\.[\\w-]*)?", MASK),
          new Rule("\\b00D\\w{12,15}![\\w.]+", MASK),
          new Rule("[\\w.%+-]+(?:@|%40)[\\w-]+(?:\\.[\\w-]+)+", MASK + "@" + MASK),
          new Rule("\\d(?:[ -]?\\d){8,}", MASK));

  private Redactor() {}

  /// The text with everything masked that looks like a secret or a person's data.
  public static String redact(String text) {
    String safe = text;
    for (Rule rule : RULES) {
      safe = rule.pattern.matcher(safe).replaceAll(rule.replacement);
    }
    return safe;
  }

  private record Rule(Pattern pattern, String replacement) {
    Rule(String regex, String replacement) {
      this(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), replacement);
    }
  }
}
