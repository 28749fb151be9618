package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Evidence;
import io.tieout.sandbox.slack.ViewRules;
import io.tieout.value.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModalsTest {
  private static final String VALUE = "{\"request\":\"R-1\",\"digest\":\"d\"}";

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 51, 400, 600})
  void every_line_and_its_amount_can_be_reviewed(int count) {
    String hard = "Ünïcode & “seats” <b>".repeat(40);
    Json.Obj view =
        valid(Modals.reviewing(new Requests().lines(Requests.lines(count, hard)).view(), VALUE));
    String text = Harmless.read(String.join("\n", Harmless.texts(view)));
    assertThat(text.lines().filter(l -> l.startsWith("• "))).hasSize(count);
    IntStream.rangeClosed(1, Math.min(count, 99))
        .forEach(i -> assertThat(text).contains("= *USD 12,345,678.%02d*, not taxed".formatted(i)));
    assertThat(text).contains("*All %d lines*".formatted(count));
    assertThat(view.text("private_metadata")).isEqualTo(VALUE);
  }

  @Test
  void of_more_lines_than_a_window_holds_the_sum_of_the_rest_is_said() {
    Json.Obj view =
        valid(
            Modals.reviewing(
                new Requests().lines(Collections.nCopies(650, Requests.line("Seats", 100))).view(),
                VALUE));
    assertThat(String.join("\n", Harmless.texts(view)))
        .contains("… and 50 more lines, together *USD 50.00*");
  }

  @Test
  void all_remarks_and_all_evidence_are_in_the_window() {
    List<String> remarks = IntStream.range(0, 20).mapToObj(i -> "remark " + i + ".").toList();
    List<Evidence> evidence =
        IntStream.range(0, 20)
            .mapToObj(
                i -> new Evidence("Fact", "value " + i, Evidence.Origin.RULE, Optional.empty()))
            .toList();
    String text =
        String.join(
            "\n",
            Harmless.texts(
                valid(
                    Modals.reviewing(
                        new Requests().remarks(remarks).evidence(evidence).view(), VALUE))));
    remarks.forEach(r -> assertThat(text).contains(r));
    evidence.forEach(e -> assertThat(text).contains(e.value() + " (by rule)"));
  }

  @Test
  void an_update_is_reviewed_and_rejected_by_its_name() {
    Requests update = new Requests().change(CardBlocksTest.update());
    assertThat(String.join("\n", Harmless.texts(valid(Modals.reviewing(update.view(), VALUE)))))
        .contains("Update the deal *Acme renewal*");
    assertThat(Modals.rejecting(update.view(), VALUE).obj("title").text("text"))
        .isEqualTo("Reject the update");
    assertThat(Modals.rejecting(new Requests().view(), VALUE).obj("title").text("text"))
        .isEqualTo("Reject the invoice");
    valid(Modals.rejecting(update.view(), VALUE));
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void windows_keep_the_limits_whatever_stands_in_the_records(String text) {
    Requests request =
        new Requests()
            .billing(Requests.known(text), text)
            .lines(Requests.lines(400, text))
            .remarks(Collections.nCopies(10, text))
            .why(text)
            .state(ProposalState.REJECTED);
    valid(Modals.reviewing(request.view(), VALUE));
    valid(Modals.rejecting(request.view(), VALUE));
    assertThat(valid(Modals.settled(request.view())).has("submit")).isFalse();
  }

  private static Json.Obj valid(Json.Obj view) {
    assertThat(ViewRules.check(view)).isEmpty();
    Harmless.ours(view);
    return view;
  }
}
