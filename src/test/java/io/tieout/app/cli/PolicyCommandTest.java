package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.ShippedPolicy;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Policy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The policy at a command line, from the tables alone and without any.
class PolicyCommandTest {
  @TempDir private Path data;
  private GovernedFolder folder;

  @BeforeEach
  void use_the_folder() {
    folder = GovernedFolder.at(data);
  }

  @AfterEach
  void leave_the_folder() {
    folder.close();
  }

  @Test
  void a_case_is_tried_on_the_policy_and_the_people_in_force() {
    Ran ran =
        folder.ran("policy", "test", "--amount", "USD 12000", "--new-customer", "--discount", "25");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "create_invoice of USD 12,000.00, new customer, discount 25 %, by policy default-4, in force as version 1:",
            "People are asked first:",
            "  1. cfo: Finn Abara (cfo)",
            "Each layer has 24 working hours, and its backup as long again. Asked now, the first would have until ",
            "Approving takes a click; it is decided by itself.",
            "  every-invoice: every invoice is approved by a person",
            "  deep-discount: the discount is above the norm (discount 25 %, norm 20 %)",
            "  large-invoice would apply from USD 100,000.00; then it is asked of cfo, with a step-up",
            "  other-terms would apply with other terms than usual; then nothing changes");
  }

  @Test
  void who_may_not_approve_so_much_is_told_with_the_reason() {
    assertThat(folder.ran("policy", "test", "--amount", "USD 9000").out())
        .contains(
            "  1. controller: Caro Lindgren (controller); not Cody Nguyen: USD 9,000.00 is above their limit",
            "may be decided together with others",
            "Backups: cfo for controller.");
    assertThat(folder.ran("policy", "test", "--change", "draft_invoice", "--amount", "USD 9").out())
        .contains("It is done without asking anybody.");
  }

  @Test
  void a_draft_is_tried_with_remarks_about_its_rules() {
    Path draft =
        folder.draft(
            """
            version: draft-1
            ladder: [controller, cfo]
            rules:
              - {id: all, when: {change: create_invoice}, then: {chain: [controller, cfo]}, because: all}
              - {id: small, when: {change: create_invoice, amount_below: USD 100}, then: {proceed: true}, because: small}
            """);
    Ran ran = folder.ran("policy", "test", "--policy", draft.toString(), "--amount", "USD 50");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "by policy draft-1, the draft " + draft,
            "People are asked first, one layer after the other:",
            "  2. cfo: Finn Abara (cfo)",
            "  warning: Rule 'small' never lets anything through: 'all' applies",
            "  note: No rule is about draft_invoice");
  }

  @Test
  void without_a_database_the_shipped_policy_is_tried() {
    Ran ran =
        Ran.of(
            "policy",
            "test",
            "--data",
            data.resolve("elsewhere").toString(),
            "--amount",
            "USD 100000");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("policy default-4, shipped with Tieout", "  1. cfo", "typing the amount");
  }

  @Test
  void what_cannot_be_read_is_told_with_all_its_problems() {
    Path draft = folder.draft("version: x\nladder: [cfo]\nrules: [{id: a, then: {ask: pope}}]");
    Ran ran = folder.ran("policy", "test", "--policy", draft.toString(), "--amount", "USD 5");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("cannot be used", "because is missing", "not on the ladder");
    assertThat(folder.ran("policy", "test").err()).contains("amount: missing");
    assertThat(folder.ran("policy", "test", "--change", "cake", "--amount", "USD 5").code())
        .isEqualTo(3);
  }

  @Test
  void why_tells_the_stored_ruling_and_what_would_be_said_today() {
    Policy policy = ShippedPolicy.read();
    Proposal same = Samples.invoice("P-1", "006A");
    folder.file(same, policy.rule(same), ProposalState.WAITING);
    folder.file(Samples.invoice("P-2", "006B"), Samples.refuse(), ProposalState.REFUSED);

    Ran ran = folder.ran("policy", "why", "p-1");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "P-1 for “Acme renewal” (create_invoice of USD 1,200.00, new customer) of 2026-11-02 is waiting.",
            "Policy default-4 ruled: asked of controller, each layer within 24 working hours. Because of:",
            "  new-customer: the customer is not in the books yet and would be created",
            "This policy is in force today (version 1) and would say the same.");
    assertThat(folder.ran("policy", "why", "P-2").out())
        .contains(
            "Policy v7 ruled: refused. Because of:",
            "  closed: the period is closed",
            "The policy in force today, default-4 (version 1), would say otherwise: asked of controller.");
    Ran nothing = folder.ran("policy", "why", "4711");
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.out()).contains("Nothing is recorded about '4711'");
  }

  @Test
  void the_rules_in_force_are_shown_in_words_and_as_written() {
    assertThat(folder.ran("policy", "show").out())
        .contains(
            "Policy default-4, in force as version 1 since 2026-11-03.",
            "  large-invoice: to create_invoice, from USD 100,000.00: ask cfo, with a step-up",
            "  people: to change_people: ask 2 of controller or cfo");
    assertThat(folder.ran("policy", "show", "--yaml").out()).isEqualTo(ShippedPolicy.read().text());
  }

  @Test
  void help_tells_the_commands_and_their_exit_codes() {
    assertThat(Ran.of("policy", "--help").out()).contains("show", "test", "why");
    Ran help = Ran.of("policy", "test", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("--policy", "--change", "--amount", "--new-customer", "--discount", "--data");
    assertThat(Ran.of("policy").out()).contains("Usage: tieout policy");
    assertThat(Ran.of("policy", "why").code()).isEqualTo(2);
  }
}
