package io.tieout.door.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text for Slack: everything from outside is made safe, so that no name can mention a channel,
/// make a link, break out of its formatting, or look like something else.
///
/// Three layers: invisible and direction-turning characters go ([#line]); `&`, `<` and `>` become
/// entities, which takes the power from mentions and links; what formats by itself is replaced by a
/// look-alike or broken by a zero-width space. Slack is told besides to parse nothing that is not
/// marked (`verbatim`, see [Blocks]).
final class Mrkdwn {
  private static final char BREAK = '\u200b';
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]");
  // Controls, formats (bidi overrides, zero-width, tags), lone surrogates and blank "letters".
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Cs}\u034f\u115f\u1160\u2800\u3164\uffa0&&[^\n\u200c\u200d]]");
  // Joiners stay where scripts and emoji need them, which is never after a Latin letter.
  private static final Pattern JOINERS =
      Pattern.compile("(^|[^\\p{L}\\p{M}\\p{So}]|\\p{IsLatin})[\u200c\u200d]+");
  private static final Pattern PILED_MARKS = Pattern.compile("(\\p{M}{3})\\p{M}+");
  private static final Pattern QUOTE = Pattern.compile("(?m)^[ >]*>");
  private static final Pattern FORMAT =
      Pattern.compile("(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`");
  // Any colon within words: what follows it may end with a colon of ours and name an emoji.
  private static final Pattern EMOJI = Pattern.compile(":(?=\\S)");
  private static final Pattern NAMED =
      Pattern.compile("(?<![\\p{L}\\p{N}._%+-])([@#])(?=[\\p{L}_])");
  private static final Pattern MARKED_UP = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

  private Mrkdwn() {}

  /// Plain text on one line, without what cannot be seen: for places where Slack formats nothing.
  static String line(String text) {
    return seen(text).replaceAll("\\s+", " ").strip();
  }

  /// Plain text from anywhere, shown on one line as it is: no mark-up, no mention, no link works.
  static String escaped(String text) {
    return powerless(line(text));
  }

  /// As [#escaped], in at most so many characters of the result.
  static String escaped(String text, int most) {
    String line = line(text);
    String result = powerless(line);
    int keep = line.length();
    while (result.length() > most && keep > 1) {
      keep -= Math.max(1, (result.length() - most) / 6);
      result = powerless(cut(line, keep));
    }
    return result;
  }

  /// Our own sentence on one line, where `**` marks what is bold and everything between is data.
  static String sentence(String text) {
    return bolded(line(text));
  }

  /// Our own sentences on several lines, `**` as in [#sentence].
  static String paragraph(String text) {
    return bolded(seen(text).replaceAll("[ \t]+", " ").replaceAll("\n{3,}", "\n\n").strip());
  }

  static String bold(String text) {
    return bold(text, Integer.MAX_VALUE);
  }

  static String bold(String text, int most) {
    String safe = escaped(text, most);
    return safe.isEmpty() ? "" : "*" + safe + "*";
  }

  /// A link to one of our systems; what could end the address or the label early is encoded.
  static String link(String url, String label) {
    String safe =
        line(url).replace("|", "%7C").replace(">", "%3E").replace("<", "%3C").replace(" ", "%20");
    String words = label.isBlank() ? "open" : label;
    return safe.startsWith("https://") || safe.startsWith("http://")
        ? "<" + safe.replace("&", "&amp;") + "|" + escaped(words) + ">"
        : escaped(words);
  }

  /// For a code block: nothing formats there, only entities and the fence matter.
  static String coded(String line) {
    return entities(line.replace('`', 'ˋ'));
  }

  /// Plain text, shortened visibly; never within a character.
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /// Finished mark-up, shortened at the end of a line or word and never within a link or entity.
  static String cutMarked(String mrkdwn, int most) {
    if (mrkdwn.length() <= most) {
      return mrkdwn;
    }
    int end = most - 1;
    int space = Math.max(mrkdwn.lastIndexOf('\n', end), mrkdwn.lastIndexOf(' ', end));
    if (space > end / 2) {
      end = space;
    }
    int tag = mrkdwn.lastIndexOf('<', end - 1);
    if (tag >= 0 && mrkdwn.indexOf('>', tag) >= end) {
      end = tag;
    }
    int entity = mrkdwn.lastIndexOf('&', end - 1);
    if (entity >= 0 && mrkdwn.indexOf(';', entity) >= end) {
      end = entity;
    }
    if (end > 0 && Character.isHighSurrogate(mrkdwn.charAt(end - 1))) {
      end--;
    }
    return mrkdwn.substring(0, end).stripTrailing() + "…";
  }

  /// What a person said, as they see it: mentions gone, labels for links, entities undone.
  static String heard(String text) {
    Matcher matcher = MARKED_UP.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String target = matcher.group(1);
      String label = matcher.group(2) == null ? "" : matcher.group(2);
      boolean addresses = target.startsWith("@") || target.startsWith("!");
      String shown = addresses ? " " : label.isEmpty() ? target : label;
      matcher.appendReplacement(out, Matcher.quoteReplacement(shown));
    }
    return matcher
        .appendTail(out)
        .toString()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  private static String bolded(String text) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = BOLD.matcher(text);
    int from = 0;
    while (matcher.find()) {
      out.append(powerless(text.substring(from, matcher.start())));
      out.append(bold(matcher.group(1)));
      from = matcher.end();
    }
    return out.append(powerless(text.substring(from))).toString();
  }

  private static String seen(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n").replace('\t', ' ');
    String visible = UNSEEN.matcher(lines).replaceAll("");
    return PILED_MARKS.matcher(JOINERS.matcher(visible).replaceAll("$1")).replaceAll("$1");
  }

  private static String powerless(String text) {
    String unquoted = QUOTE.matcher(text).replaceAll(m -> m.group().replace('>', '›'));
    String flat = FORMAT.matcher(unquoted).replaceAll(m -> lookAlike(m.group()));
    String broken = EMOJI.matcher(flat).replaceAll(":" + BREAK);
    return entities(NAMED.matcher(broken).replaceAll("$1" + BREAK));
  }

  /// What Slack itself does to typed text.
  static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String lookAlike(String mark) {
    return switch (mark) {
      case "*" -> "∗";
      case "_" -> "＿";
      case "~" -> "∼";
      default -> "ˋ";
    };
  }
}
