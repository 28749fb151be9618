package io.tieout.vendor.salesforce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many of the organisation's calls of a rolling day are used, by all its programs together.
public record Usage(long used, long allowed) {
  private static final Pattern FORM = Pattern.compile("\\bapi-usage=(\\d{1,18})/(\\d{1,18})");

  /// Reads `Sforce-Limit-Info`, for example `api-usage=18/5000; per-app-api-usage=17/250(…)`.
  static Optional<Usage> parse(String header) {
    for (String part : header.split(";", -1)) {
      Matcher match = FORM.matcher(part);
      if (match.find() && part.strip().startsWith("api-usage")) {
        return Optional.of(
            new Usage(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))));
      }
    }
    return Optional.empty();
  }

  /// Whether more than this share is used; never for an organisation without a limit.
  public boolean beyond(int percent) {
    return allowed > 0 && used * 100 >= allowed * percent;
  }
}
