package io.tieout.door.slack;

import java.util.regex.Pattern;

/// Text for Slack: everything from outside is escaped, so that no name can mention a channel, make
/// a link or break out of its formatting.
final class Mrkdwn {
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]");

  private Mrkdwn() {}

  /// Plain text from anywhere, shown as it is: no mark-up, no mention, no link in it works.
  static String escaped(String text) {
    String safe =
        CONTROL
            .matcher(text)
            .replaceAll(" ")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    // A zero-width space takes the power from characters that mark up or mention.
    return safe.replaceAll("([*_~`])", "$1\u200b").replaceAll("@(?=\\p{L})", "@\u200b");
  }

  /// Our own sentences, where `**` marks what is bold and everything between is data.
  static String sentence(String text) {
    StringBuilder out = new StringBuilder();
    var matcher = BOLD.matcher(text);
    int from = 0;
    while (matcher.find()) {
      out.append(escaped(text.substring(from, matcher.start())));
      out.append('*').append(escaped(matcher.group(1))).append('*');
      from = matcher.end();
    }
    return out.append(escaped(text.substring(from))).toString();
  }

  static String bold(String text) {
    return text.isBlank() ? "" : "*" + escaped(text) + "*";
  }

  /// A link to one of our systems; the label is escaped, a bar or bracket in the address encoded.
  static String link(String url, String label) {
    String safe = url.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C");
    return safe.startsWith("https://") || safe.startsWith("http://")
        ? "<" + safe + "|" + escaped(label) + ">"
        : escaped(label);
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
