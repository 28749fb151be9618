package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MrkdwnTest {
  private static final List<String> PIECES =
      List.of(
          "<", ">", "&", "!", "channel", "@", "#", "*", "_", "~", "`", ":", "x", " ", "\n", "|",
          "http", "://", "\u200b", "\u202e", "&lt;", "a", "1", ".", "\u200d", "ü", "請", "😀", ";");

  @Test
  void there_are_enough_nasty_strings() {
    assertThat(Nasty.STRINGS).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void nothing_from_outside_has_power_and_all_of_it_stays_readable(String text) {
    String escaped = Mrkdwn.escaped(text);
    Harmless.check(escaped);
    assertThat(escaped).doesNotContain("\n");
    assertThat(Harmless.read(escaped)).isEqualTo(Harmless.flat(Mrkdwn.line(text)));
    Harmless.check(Mrkdwn.escaped(text, 120));
    assertThat(Mrkdwn.escaped(text, 120)).hasSizeLessThanOrEqualTo(120);
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void within_bold_links_and_sentences_it_has_no_power_either(String text) {
    String bold = Mrkdwn.bold(text);
    if (!bold.isEmpty()) {
      assertThat(bold).startsWith("*").endsWith("*");
      assertThat(bold.charAt(1)).isNotEqualTo(' ');
      Harmless.check(bold.substring(1, bold.length() - 1));
    }
    String link = Mrkdwn.link("https://books.example/1", text);
    assertThat(link).startsWith("<https://books.example/1|").endsWith(">");
    String label = link.substring("<https://books.example/1|".length(), link.length() - 1);
    assertThat(label).isNotEmpty();
    Harmless.check(label);
    String sentence = Mrkdwn.sentence("Deal “" + text.replace("**", "") + "” is **won**.");
    assertThat(sentence).endsWith("*won*.").doesNotContain("\n", "<", ">");
  }

  @RepeatedTest(5)
  void no_mixture_of_pieces_finds_a_way() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
              .reduce("", String::concat);
      String escaped = Mrkdwn.escaped(text);
      assertThat(Harmless.read(escaped))
          .as("seed %d: %s", seed, text)
          .isEqualTo(Harmless.flat(Mrkdwn.line(text)));
      Harmless.check(escaped);
      Harmless.check(Mrkdwn.paragraph(text.replace("**", "")));
      String cut = Mrkdwn.cutMarked(Mrkdwn.link("https://a.example", text) + escaped, 20);
      assertThat(cut).as("seed %d: %s", seed, text).hasSizeLessThanOrEqualTo(20);
      assertThat(cut.chars().filter(c -> c == '<').count())
          .isEqualTo(cut.chars().filter(c -> c == '>').count());
      assertThat(cut.replaceAll("&(?:amp|lt|gt);", "")).doesNotContain("&");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Acme – Platform renewal 2027",
        "pay@acme.example",
        "Q-1_final.pdf",
        "USD 12,345.60",
        "deal “Globex expansion”: close date was 2026-11-20, is 2026-11-27",
        "C++ & C# consulting (3 × USD 100.00)",
        "नमस्ते क्षि ज्ञ",
        "می‌خواهم",
        "👩‍💻 services",
        "Größe 請求書 Ελλάδα"
      })
  void ordinary_names_are_left_as_they_are(String name) {
    assertThat(Mrkdwn.escaped(name).replace("&amp;", "&")).isEqualTo(name);
  }

  @Test
  void invisible_and_turning_characters_are_gone() {
    assertThat(Mrkdwn.line("Ac\u200bme\u202e gnp\u2066.exe\u2069\ufeff")).isEqualTo("Acme gnp.exe");
    assertThat(Mrkdwn.line("a\r\nb\u2028c\td")).isEqualTo("a b c d");
    assertThat(Mrkdwn.line("Ac\u200dme")).isEqualTo("Acme");
  }

  @Test
  void sentences_are_bold_where_we_say_so_and_paragraphs_keep_their_lines() {
    assertThat(Mrkdwn.sentence("Invoice **1042** to **A*B** is\nunpaid"))
        .isEqualTo("Invoice *1042* to *A*B* is unpaid");
    assertThat(Mrkdwn.paragraph("one\ntwo\n\n\n\nthree  **four**"))
        .isEqualTo("one\ntwo\n\nthree *four*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "ftp://x", "//evil", "", "data:text/html,x", "/relative"})
  void only_web_addresses_become_links(String url) {
    assertThat(Mrkdwn.link(url, "Open")).isEqualTo("Open");
  }

  @Test
  void an_address_cannot_end_its_link_early() {
    assertThat(Mrkdwn.link("https://x.example/a|b>c<d e\n?f&g", "Open"))
        .isEqualTo("<https://x.example/a%7Cb%3Ec%3Cd%20e%20?f&amp;g|Open>");
  }

  @Test
  void what_is_cut_is_cut_between_words_tags_and_characters() {
    assertThat(Mrkdwn.cutMarked("one two three", 10)).isEqualTo("one two…");
    assertThat(Mrkdwn.cutMarked("see <https://a.example/long|the label> now", 20))
        .isEqualTo("see…");
    assertThat(Mrkdwn.cutMarked("aaaaaaa&amp;b", 10)).isEqualTo("aaaaaaa…");
    assertThat(Mrkdwn.cut("😀😀😀", 4)).isEqualTo("😀…");
    assertThat(Mrkdwn.cut("short", 5)).isEqualTo("short");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "<@U0TIEOUT> where does Johnson &amp; Sons stand?¦where does Johnson & Sons stand?",
        "what of <https://crm.example/1|Acme renewal>?¦what of Acme renewal?",
        "see <#C0FIN|finance>¦see finance",
        "<!here> a &lt; b¦a < b",
        "&amp;lt;¦&lt;",
        "plain¦plain"
      })
  void what_a_person_said_is_heard_as_they_see_it(String sent, String heard) {
    assertThat(Mrkdwn.heard(sent)).isEqualTo(heard);
  }
}
