package io.tieout.fact.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Address;
import io.tieout.value.money.Amounts;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PolicyTest {
  @Test
  void the_shipped_policy_asks_the_controller_for_an_ordinary_invoice() throws IOException {
    Ruling ruling = shipped().rule(invoice(usual("12000.00")));
    assertThat(ruling)
        .isInstanceOfSatisfying(
            Ruling.Ask.class,
            ask -> {
              assertThat(asked(ask)).containsExactly("controller");
              assertThat(ask.deadline()).isEqualTo(new Allowance.Working(Duration.ofHours(24)));
              assertThat(ask.because())
                  .extracting(Ruling.RuleHit::ruleId)
                  .containsExactly("every-invoice");
            });
  }

  @Test
  void the_shipped_policy_never_lets_an_invoice_proceed() throws IOException {
    for (String amount : List.of("0.01", "99999.99", "100000.00", "5000000.00")) {
      for (boolean odd : List.of(true, false)) {
        Circumstances circumstances =
            new Circumstances(
                usd(amount), odd, !odd, new BigDecimal(odd ? "45" : "0"), odd ? 2 : 0);
        assertThat(shipped().rule(invoice(circumstances))).isInstanceOf(Ruling.Ask.class);
      }
    }
  }

  @Test
  void a_large_invoice_climbs_the_ladder_and_says_with_which_values() throws IOException {
    Ruling ruling = shipped().rule(invoice(usual("100000.00")));
    assertThat(asked(ruling)).containsExactly("cfo");
    assertThat(ruling.because())
        .extracting(Ruling.RuleHit::sentence)
        .contains(
            "large invoices are approved by the CFO (amount USD 100,000.00, from USD 100,000.00)");
  }

  @Test
  void our_own_fields_on_a_deal_may_follow_the_books() throws IOException {
    Proposal update =
        proposal(
            new Change.UpdateDealFinance("salesforce", "006", "Acme", DealFinance.NONE, "paid"),
            usual("0.00"));
    assertThat(shipped().rule(update)).isInstanceOf(Ruling.Proceed.class);
  }

  @Test
  void an_undo_is_asked_about_of_no_less_than_what_it_takes_back() throws IOException {
    Policy shipped = shipped();
    assertThat(asked(shipped.ruleUndo(undo("12000.00"), invoice(usual("12000.00")))))
        .containsExactly("controller");
    assertThat(asked(shipped.ruleUndo(undo("100000.00"), invoice(usual("100000.00")))))
        .containsExactly("cfo");
    Policy lax =
        Policy.parse(
            """
            version: "t"
            ladder: [ar_clerk, controller, cfo]
            rules:
              - {id: a, when: {change: create_invoice}, then: {ask: controller, approvals: 2, deadline: PT3H}, because: two}
              - {id: b, when: {change: undo_invoice}, then: {proceed: true}, because: trust}
              - {id: c, when: {change: undo_update}, then: {ask: ar_clerk}, because: little}
              - {id: d, when: {change: update_deal_finance}, then: {proceed: true}, because: follows}
            """);
    Ruling.Ask asked = (Ruling.Ask) lax.ruleUndo(undo("5.00"), invoice(usual("5.00")));
    assertThat(asked(asked)).containsExactly("2 of controller");
    assertThat(asked.deadline()).isEqualTo(new Allowance.Clock(Duration.ofHours(3)));
    assertThat(asked.because()).extracting(Ruling.RuleHit::ruleId).containsExactly("b", "a");
    Proposal told =
        proposal(
            new Change.UpdateDealFinance("salesforce", "006", "Acme", DealFinance.NONE, "paid"),
            usual("5.00"));
    Proposal untold =
        proposal(
            new Change.UndoUpdate(
                "salesforce", "006", "Acme", DealFinance.NONE, DealFinance.NONE, "P-1", "wrong"),
            usual("5.00"));
    assertThat(asked(lax.ruleUndo(untold, told))).containsExactly("cfo");
  }

  @Test
  void a_policy_may_refuse_every_undo() {
    Policy never =
        Policy.parse(
            """
            version: "t"
            ladder: [controller]
            rules:
              - {id: a, when: {change: undo_invoice}, then: {refuse: true}, because: never}
            """);
    assertThat(never.ruleUndo(undo("5.00"), invoice(usual("5.00"))))
        .isInstanceOf(Ruling.Refuse.class);
  }

  private static Proposal undo(String amount) {
    return proposal(
        new Change.UndoInvoice(
            "salesforce",
            "006",
            "Acme",
            "quickbooks",
            "main",
            new Change.Posted("1", "1001", "Acme", usd(amount), "0"),
            DealFinance.NONE,
            "P-1",
            "wrong"),
        usual(amount));
  }

  @Test
  void refuse_beats_ask_and_ask_beats_proceed() {
    Policy policy =
        Policy.parse(
            """
            version: "t"
            ladder: [controller]
            rules:
              - {id: a, when: {amount_below: USD 100}, then: {proceed: true}, because: small}
              - {id: b, when: {new_customer: true}, then: {ask: controller}, because: new}
              - {id: c, when: {discount_above: 50}, then: {refuse: true}, because: giveaway}
            """);
    assertThat(policy.rule(invoice(with("99.99", false, "0")))).isInstanceOf(Ruling.Proceed.class);
    assertThat(policy.rule(invoice(with("99.99", true, "0")))).isInstanceOf(Ruling.Ask.class);
    assertThat(policy.rule(invoice(with("99.99", true, "50.01"))))
        .isInstanceOf(Ruling.Refuse.class);
  }

  @Test
  void several_asks_are_all_satisfied_within_the_shortest_time() {
    Policy policy =
        Policy.parse(
            """
            version: "t"
            ladder: [ar_clerk, controller, cfo]
            rules:
              - {id: a, then: {ask: controller, approvals: 2}, because: two eyes}
              - {id: b, when: {new_customer: true}, then: {ask: cfo, deadline: PT2H}, because: new}
            """);
    Ruling.Ask ask = (Ruling.Ask) policy.rule(invoice(with("1.00", true, "0")));
    assertThat(asked(ask)).containsExactly("2 of controller", "cfo");
    assertThat(ask.deadline()).isEqualTo(new Allowance.Clock(Duration.ofHours(2)));
  }

  @Test
  void where_no_rule_speaks_the_most_senior_role_is_asked() {
    Policy policy =
        Policy.parse(
            """
            version: "t"
            ladder: [controller, cfo]
            rules:
              - {id: a, when: {amount_below: USD 10}, then: {proceed: true}, because: small}
            """);
    assertThat(asked(policy.rule(invoice(usual("10.00"))))).containsExactly("cfo");
  }

  @Test
  void an_amount_in_another_currency_counts_as_large_and_never_as_small() {
    Policy policy =
        Policy.parse(
            """
            version: "t"
            ladder: [controller, cfo]
            rules:
              - {id: a, when: {amount_below: USD 100}, then: {proceed: true}, because: small}
              - {id: b, when: {amount_at_least: USD 100}, then: {ask: cfo}, because: large}
            """);
    Circumstances yen = new Circumstances(Money.parse("JPY 5"), false, true, BigDecimal.ZERO, 0);
    assertThat(policy.rule(invoice(yen))).isInstanceOf(Ruling.Ask.class);
  }

  @Test
  void every_problem_of_a_policy_is_told_at_once_with_its_place() {
    assertThatThrownBy(() ->
            Policy.parse(
                """
                ladder: [controller, "C F O"]
                deadline: tomorrow
                surprise: 1
                rules:
                  - {id: a, when: {amount_at_least: lots}, then: {ask: cfo}, because: x}
                  - {id: a, when: {weather: sunny}, then: {ask: controller, approvals: 0}}
                  - {id: c, then: {}, because: y}
                """))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e ->
                assertThat(String.join("\n", e.problems()))
                    .contains("version: missing")
                    .contains("role 'C F O'")
                    .contains("deadline: 'tomorrow' is no time to decide")
                    .contains("'surprise' is not known here")
                    .contains("rule 'a': when.amount_at_least: 'lots' is no amount")
                    .contains("role 'cfo' is not on the ladder")
                    .contains("used twice")
                    .contains("when.weather is no condition")
                    .contains("approvals 0")
                    .contains("because is missing")
                    .contains("neither proceed"));
  }

  private static List<String> asked(Ruling ruling) {
    return ((Ruling.Ask) ruling).layers().stream().map(Layer::spoken).toList();
  }

  private static Policy shipped() throws IOException {
    try (InputStream in = Policy.class.getResourceAsStream("/policy/default.yaml")) {
      assertThat(in).isNotNull();
      return Policy.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Circumstances usual(String amount) {
    return with(amount, false, "0");
  }

  private static Circumstances with(String amount, boolean newCustomer, String discount) {
    return new Circumstances(usd(amount), newCustomer, true, new BigDecimal(discount), 0);
  }

  private static Money usd(String amount) {
    return Amounts.exact("USD", amount);
  }

  private static Proposal invoice(Circumstances circumstances) {
    LocalDate day = LocalDate.of(2026, 11, 2);
    InvoiceDraft draft =
        new InvoiceDraft(
            day,
            day.plusDays(30),
            Optional.empty(),
            circumstances.amount().getCurrencyUnit(),
            InvoiceDraft.Pricing.BEFORE_TAX,
            List.of(),
            circumstances.amount(),
            Optional.empty(),
            Optional.empty(),
            Address.NONE,
            Address.NONE,
            Optional.empty(),
            Optional.empty(),
            "tieout:P-1");
    return proposal(
        new Change.CreateInvoice(
            "salesforce",
            "006",
            "Acme",
            "quickbooks",
            "main",
            new Change.Billed.Known("1", "Acme"),
            draft,
            Optional.empty(),
            Optional.empty()),
        circumstances);
  }

  private static Proposal proposal(Change change, Circumstances circumstances) {
    return new Proposal(
        "P-1",
        change,
        new Actor.Workflow("test"),
        Instant.EPOCH,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        circumstances);
  }
}
