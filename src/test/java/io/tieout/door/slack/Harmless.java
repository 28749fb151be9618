package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.slack.BlockRules;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What Slack would make of a text, as far as an attacker could want it: the rule the tests judge
/// by, written without looking at how the text was made safe.
final class Harmless {
  private static final String SPACE = "\u200b";
  private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt);");
  private static final Pattern FORMATTED =
      Pattern.compile("(?<![A-Za-z0-9])([*_~])(?=\\S)[^\n]*?(?<=\\S)\\1(?![A-Za-z0-9])");
  private static final Pattern EMOJI = Pattern.compile(":[^\\s:\u200b]+:");
  private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}._%+-])[@#][\\p{L}_]");
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029\u3164\u2800&&[^\n\u200b\u200c\u200d]]");
  private static final Pattern OUR_TAGS =
      Pattern.compile(
          "<!date\\^\\d+\\^\\{date_short_pretty\\} \\{time\\}\\|[-0-9: ]+UTC>"
              + "|<@[UW][A-Z0-9]+>|<https?://[^<>|\\s]+\\|[^<>]*>");
  private static final Set<String> OUR_EMOJI =
      Set.of(
          ":warning:",
          ":white_check_mark:",
          ":x:",
          ":grey_question:",
          ":heavy_minus_sign:",
          ":hourglass_flowing_sand:",
          ":twisted_rightwards_arrows:",
          ":mag:");
  private static final int IN_ALL = 13_200;

  private Harmless() {}

  /// Nothing in it mentions, links, formats, quotes, turns or hides.
  static void check(String mrkdwn) {
    assertThat(mrkdwn).doesNotContain("<", ">", "`", "://");
    assertThat(ENTITY.matcher(mrkdwn).replaceAll("")).as(mrkdwn).doesNotContain("&");
    assertThat(FORMATTED.matcher(mrkdwn).find()).as("formatted: %s", mrkdwn).isFalse();
    assertThat(EMOJI.matcher(mrkdwn).find()).as("emoji: %s", mrkdwn).isFalse();
    assertThat(MENTION.matcher(mrkdwn).find()).as("mention: %s", mrkdwn).isFalse();
    assertThat(HIDDEN.matcher(mrkdwn).find()).as("hidden: %s", mrkdwn).isFalse();
    assertThat(mrkdwn.lines().map(String::strip)).noneMatch(l -> l.startsWith("&gt;"));
  }

  /// The text as people read it.
  static String read(String mrkdwn) {
    return flat(mrkdwn).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /// Without zero-width spaces, and with the characters for which we use look-alikes.
  static String flat(String text) {
    return text.replace(SPACE, "")
        .replace('∗', '*')
        .replace('＿', '_')
        .replace('∼', '~')
        .replace('ˋ', '`')
        .replace('›', '>');
  }

  /// The blocks keep every limit of a message, and only our own mark-up has power in them.
  static void message(List<Json.Obj> blocks) {
    assertThat(BlockRules.check(new Json.Arr(List.copyOf(blocks)), BlockRules.Surface.MESSAGE))
        .isEmpty();
    assertThat(texts(Json.array(blocks)).stream().mapToInt(String::length).sum())
        .isLessThanOrEqualTo(IN_ALL);
    blocks.forEach(Harmless::ours);
  }

  /// Every piece of marked-up text is not parsed by Slack and holds tags of ours alone.
  static void ours(Json json) {
    switch (json) {
      case Json.Obj obj when obj.optText("type").filter("mrkdwn"::equals).isPresent() -> {
        assertThat(obj.flag("verbatim")).as("verbatim").isTrue();
        String text = obj.text("text");
        String rest = OUR_TAGS.matcher(text).replaceAll("");
        assertThat(rest).as(text).doesNotContain("<", ">");
        // In a code block no emoji is drawn.
        String drawn = text.startsWith("```") ? "" : text.replaceAll("<[^>]*>", "");
        assertThat(EMOJI.matcher(drawn).results().map(r -> r.group())).isSubsetOf(OUR_EMOJI);
        assertThat(HIDDEN.matcher(text).find()).isFalse();
      }
      case Json.Obj obj -> obj.fields().values().forEach(Harmless::ours);
      case Json.Arr(List<Json> items) -> items.forEach(Harmless::ours);
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> {}
    }
  }

  /// All texts of blocks or a view, in order.
  static List<String> texts(Json json) {
    List<String> texts = new ArrayList<>();
    collect(json, texts);
    return texts;
  }

  static String textOf(List<Json.Obj> blocks) {
    return read(String.join("\n", texts(Json.array(blocks))));
  }

  private static void collect(Json json, List<String> texts) {
    switch (json) {
      case Json.Obj obj ->
          obj.fields()
              .forEach((name, value) -> {
                if (name.equals("text") && value instanceof Json.Text(String text)) {
                  texts.add(text);
                } else {
                  collect(value, texts);
                }
              });
      case Json.Arr(List<Json> items) -> items.forEach(item -> collect(item, texts));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Nothing() -> {}
    }
  }
}
