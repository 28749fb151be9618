package io.tieout.fact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.policy.PolicyReview.Remark;
import io.tieout.fact.policy.PolicyReview.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of rules that do not do what they seem to, and that nothing is said of the others.
class PolicyReviewTest {
  private static final String REST =
      """
        - {id: rest, when: {change: draft_invoice}, then: {proceed: true}, because: rest}
        - {id: rest2, when: {change: discard_draft}, then: {proceed: true}, because: rest}
        - {id: rest3, when: {change: update_deal_finance}, then: {proceed: true}, because: rest}
        - {id: rest4, when: {change: undo_invoice}, then: {ask: cfo}, because: rest}
        - {id: rest5, when: {change: undo_update}, then: {ask: cfo}, because: rest}
      """;

  /// Rules given as `when -> then`, called a, b, c.
  private static List<Remark> of(String... rules) {
    StringBuilder yaml =
        new StringBuilder("version: v\nladder: [ar_clerk, controller, cfo]\nrules:\n");
    char id = 'a';
    for (String rule : rules) {
      String[] parts = rule.split("->", 2);
      yaml.append(
          "  - {id: %s, when: {%s}, then: {%s}, because: as we want it}\n"
              .formatted(id++, parts[0].strip(), parts[1].strip()));
    }
    return PolicyReview.of(Policy.parse(yaml + REST));
  }

  private static Remark only(String... rules) {
    List<Remark> remarks = of(rules);
    assertThat(remarks).hasSize(1);
    return remarks.getFirst();
  }

  @Test
  void the_shipped_policy_has_no_warning_and_explains_its_overlaps() throws IOException {
    Policy shipped =
        Policy.parse(Files.readString(Path.of("src/main/resources/policy/default.yaml")));
    assertThat(PolicyReview.warnings(shipped)).isEmpty();
    assertThat(PolicyReview.of(shipped))
        .extracting(remark -> remark.rules().getFirst())
        .containsExactly("new-customer", "other-terms", "suggested-mapping");
    assertThat(PolicyReview.of(shipped).getFirst().sentence())
        .isEqualTo(
            "Rule 'new-customer' explains, but changes nothing: 'every-invoice' asks controller whenever it applies. Approvers read its reason; it can stay.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "change: create_invoice, amount_below: USD 500 -> proceed: true",
        "change: create_invoice, amount_below: USD 1000 -> ask: controller",
        "amount_below: USD 100, change: create_invoice, new_customer: true -> ask: cfo"
      })
  void what_a_rule_as_wide_refuses_is_a_conflict(String narrow) {
    Remark remark = only(narrow, "change: create_invoice, amount_below: USD 1000 -> refuse: true");
    assertThat(remark.weight()).isEqualTo(Weight.WARNING);
    assertThat(remark.rules()).containsExactly("a", "b");
    assertThat(remark.sentence())
        .startsWith("Rules 'a' and 'b' conflict: 'a' ")
        .contains("'b' applies whenever it does and refuses", "Narrow 'b'");
  }

  @Test
  void a_rule_that_lets_small_ones_through_below_one_that_asks_always_is_told() {
    Remark remark =
        only(
            "change: create_invoice -> ask: controller",
            "change: create_invoice, amount_below: USD 100 -> proceed: true");
    assertThat(remark.weight()).isEqualTo(Weight.WARNING);
    assertThat(remark.rules()).containsExactly("b", "a");
    assertThat(remark.sentence())
        .isEqualTo(
            "Rule 'b' never lets anything through: 'a' applies whenever it does and asks controller, and asking wins. Narrow 'a' so that it leaves these out, or take 'b' out.");
  }

  @Test
  void a_junior_asked_where_a_senior_is_asked_anyway_changes_nothing() {
    Remark remark =
        only(
            "change: create_invoice -> ask: cfo",
            "change: create_invoice, amount_below: USD 100 -> ask: controller");
    assertThat(remark.weight()).isEqualTo(Weight.WARNING);
    assertThat(remark.sentence())
        .startsWith("Rule 'b' changes nothing: it asks controller, but 'a'")
        .contains("asks cfo, which covers that");
  }

  @Test
  void two_rules_for_the_same_that_ask_differently_should_be_one() {
    Remark remark =
        only(
            "change: create_invoice -> {ask: controller}".replace("{", "").replace("}", ""),
            "change: create_invoice -> ask: ana@example.com");
    assertThat(remark.weight()).isEqualTo(Weight.WARNING);
    assertThat(remark.sentence())
        .startsWith("Rules 'a' and 'b' apply to the same changes and ask differently")
        .contains("Both are satisfied, by asking ana@example.com, then controller");
  }

  @Test
  void of_two_that_say_the_same_the_later_one_is_named() {
    assertThat(
            only("change: create_invoice -> ask: cfo", "change: create_invoice -> ask: cfo")
                .rules())
        .containsExactly("b", "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "change: create_invoice, amount_at_least: USD 100, amount_below: USD 100",
        "change: update_deal_finance, new_customer: true",
        "change: undo_invoice, standard_terms: false",
        "change: discard_draft, discount_above: 0",
        "change: draft_invoice, new_customer: true",
        "change: undo_update, suggested_lines_at_least: 1",
        "change: change_people, amount_at_least: USD 1",
        "change: change_policy, amount_below: EUR 1"
      })
  void conditions_that_never_hold_together_are_told(String conditions) {
    List<Remark> remarks =
        of("change: create_invoice -> ask: controller", conditions + " -> ask: cfo");
    assertThat(remarks).hasSize(1);
    assertThat(remarks.getFirst().weight()).isEqualTo(Weight.WARNING);
    assertThat(remarks.getFirst().rules()).containsExactly("b");
    assertThat(remarks.getFirst().sentence()).startsWith("Rule 'b' never applies: ");
  }

  @Test
  void what_is_always_asked_cannot_be_let_through() {
    assertThat(
            of(
                "change: create_invoice -> ask: cfo",
                "change: change_policy -> proceed: true",
                "change: undo_invoice, amount_below: USD 5 -> proceed: true"))
        .extracting(Remark::sentence)
        .anyMatch(s -> s.contains("'b' never lets anything through: what governs"))
        .anyMatch(s -> s.contains("'c' never lets anything through: an undo is asked"));
  }

  /// Each of these makes a difference somewhere, or cannot be proven not to.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "change: create_invoice, amount_at_least: USD 100 -> ask: cfo",
        "change: create_invoice, amount_at_least: USD 100 -> ask: controller, step_up: true",
        "change: create_invoice, amount_at_least: USD 100 -> ask: controller, approvals: 2",
        "change: create_invoice, amount_at_least: USD 100 -> ask: controller, deadline: PT1H",
        "change: create_invoice, amount_at_least: USD 100 -> refuse: true",
        "amount_below: EUR 100 -> ask: controller",
        "change: create_invoice, discount_above: 10 -> ask: ana@example.com"
      })
  void a_rule_that_makes_a_difference_is_not_remarked_upon(String rule) {
    assertThat(of("change: create_invoice -> ask: controller", rule)).isEmpty();
  }

  @Test
  void what_is_below_one_currencys_amount_reaches_every_amount_of_another() {
    assertThat(
            only(
                    "change: create_invoice, amount_at_least: EUR 5 -> ask: cfo",
                    "change: create_invoice, amount_below: USD 10 -> proceed: true")
                .sentence())
        .contains("'b' never lets anything through: 'a'");
    assertThat(
            of(
                "change: create_invoice, amount_at_least: EUR 5 -> refuse: true",
                "change: create_invoice, amount_at_least: USD 10 -> proceed: true"))
        .isEmpty();
  }

  @Test
  void kinds_that_no_rule_is_about_are_information() {
    Policy policy =
        Policy.parse(
            """
            version: v
            ladder: [controller, cfo]
            rules:
              - {id: a, when: {change: create_invoice}, then: {ask: controller}, because: so}
            """);
    assertThat(PolicyReview.warnings(policy)).isEmpty();
    assertThat(PolicyReview.of(policy))
        .extracting(Remark::sentence)
        .hasSize(5)
        .contains(
            "No rule is about update_deal_finance: each is asked of the last role of the ladder, cfo. Write a rule if others are to decide.");
  }
}
