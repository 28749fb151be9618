package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingBlocksTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 250})
  void as_many_choices_as_slack_takes_are_offered_and_the_rest_is_said(int count) {
    List<Json.Obj> blocks = drawn(finding("Which customer?", "Two fit.", choices(count, "Acme ")));
    List<Json.Obj> options =
        blocks.stream()
            .flatMap(b -> b.objects("elements").stream())
            .flatMap(e -> e.objects("options").stream())
            .toList();
    assertThat(options).hasSize(Math.min(100, count));
    assertThat(CardBlocksTest.actions(blocks))
        .isEqualTo(count == 0 ? List.of() : List.of("answer_finding:F-1"));
    assertThat(Harmless.textOf(blocks).contains("The first 100 of " + count))
        .isEqualTo(count > 100);
  }

  @Test
  void long_labels_are_shortened_and_values_never_are() {
    List<Json.Obj> blocks =
        drawn(
            finding(
                "Title",
                "Text",
                List.of(
                    new Choice("1", "label ".repeat(50)),
                    new Choice("v".repeat(150), "\u200b"),
                    new Choice("w".repeat(151), "a value that Slack does not carry"))));
    List<Json.Obj> options = blocks.get(1).objects("elements").getFirst().objects("options");
    assertThat(options).extracting(o -> o.text("value")).containsExactly("1", "v".repeat(150));
    assertThat(options.getFirst().obj("text").text("text")).endsWith("…");
  }

  @Test
  void an_answered_or_resolved_one_asks_no_more() {
    Finding open = finding("Which customer?", "Two fit.", choices(2, "Acme "));
    Finding answered =
        new Finding(
            "F-1",
            open.draft(),
            open.raisedAt(),
            Optional.of(new Finding.Answered(open.raisedAt(), "U0CARO", "c1")),
            Optional.empty());
    assertThat(Harmless.textOf(drawn(answered))).contains("Answered: *Acme 1*");
    assertThat(CardBlocksTest.actions(drawn(answered))).isEmpty();
    Finding resolved =
        new Finding(
            "F-1",
            open.draft(),
            open.raisedAt(),
            Optional.empty(),
            Optional.of(new Finding.Resolved(open.raisedAt(), "the customer was merged")));
    assertThat(Harmless.textOf(drawn(resolved)))
        .startsWith(":white_check_mark: *Which customer?*")
        .contains("Resolved: the customer was merged");
    assertThat(CardBlocksTest.actions(drawn(resolved))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void nothing_nasty_gets_through(String text) {
    Finding finding =
        finding("(" + text, text, List.of(new Choice("1", "(" + text), new Choice("2", "ok")));
    drawn(finding);
    Harmless.check(FindingBlocks.fallback(finding));
  }

  private static List<Json.Obj> drawn(Finding finding) {
    List<Json.Obj> blocks = FindingBlocks.draw(finding);
    Harmless.message(blocks);
    return blocks;
  }

  private static List<Choice> choices(int count, String label) {
    return IntStream.range(0, count).mapToObj(i -> new Choice("c" + i, label + i)).toList();
  }

  private static Finding finding(String title, String text, List<Choice> choices) {
    return new Finding(
        "F-1",
        new FindingDraft("customer unclear", "salesforce/deal/1", "k", title, text, choices),
        Requests.ASKED,
        Optional.empty(),
        Optional.empty());
  }
}
