package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.anchor.Anchor;
import io.tieout.engine.anchor.Received;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.fact.notice.Answer;
import io.tieout.value.json.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An anchor is the same after Slack has shown it as before.
class AnchorInSlackTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 60})
  void an_anchor_s_letters_pass_through_a_message_unchanged(int actions) {
    SignedAnchor anchor = anchor(actions);
    Answer answer =
        new Answer(
            List.of(
                new Answer.Part.Paragraph("**Audit chain**"),
                new Answer.Part.Paragraph(anchor.letters())),
            List.of(),
            Optional.empty());

    String shown =
        AnswerBlocks.draw(answer, AnswerBlocks.Tables.NATIVE).stream()
            .map(block -> block.obj("text").text("text"))
            .collect(Collectors.joining("\n"));

    assertThat(Received.read("Slack", shown.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(anchor);
  }

  @Test
  void json_would_not() {
    assertThat(Mrkdwn.paragraph(anchor(1).text())).isNotEqualTo(anchor(1).text());
  }

  private static SignedAnchor anchor(int actions) {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < actions; i++) {
      counts.put("approval asked again " + i, 1_000L + i);
    }
    return new SignedAnchor(
        new Anchor(
            "T-01JD3Q4W8ZK7M",
            7,
            Digest.of("before").hex(),
            LocalDate.of(2026, 11, 2),
            Instant.parse("2026-11-03T05:00:01.123456Z"),
            new Anchor.Head(120, Digest.of("head").hex()),
            120,
            counts,
            "MCowBQYDK2VwAyEA" + "b+/A".repeat(11),
            Optional.of(new Anchor.Since(100, Digest.of("root").hex()))),
        "c2ln".repeat(22));
  }
}
