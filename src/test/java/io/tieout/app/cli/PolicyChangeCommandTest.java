package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.config.ShippedPolicy;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Comparing a draft with what was decided, and proposing it, at a command line.
class PolicyChangeCommandTest {
  private static final String LENIENT =
      """
      version: lenient-1
      ladder: [ar_clerk, controller, cfo]
      rules:
        - {id: small, when: {change: create_invoice, amount_below: USD 2000}, then: {proceed: true}, because: small ones}
        - {id: large, when: {change: create_invoice, amount_at_least: USD 2000}, then: {any_of: [controller, cfo]}, because: the others}
        - {id: dead, when: {amount_at_least: USD 5, amount_below: USD 1}, then: {refuse: true}, because: never}
      """;

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
  void a_draft_is_compared_with_what_was_decided_the_worst_first() throws IOException {
    Policy shipped = ShippedPolicy.read();
    Proposal approved = Samples.invoice("P-1", "006A");
    folder.file(approved, shipped.rule(approved), ProposalState.WAITING, ProposalState.APPROVED);
    Proposal rejected = Samples.invoice("P-2", "006B");
    folder.file(rejected, shipped.rule(rejected), ProposalState.WAITING, ProposalState.REJECTED);
    folder.file(Samples.invoice("P-3", "006C"), Samples.refuse(), ProposalState.REFUSED);
    folder.file(Samples.invoice("P-4", "006D"), Samples.proceed(), ProposalState.APPROVED);
    Path draft = folder.draft(LENIENT);
    Path csv = data.resolve("all.csv");

    Ran ran =
        folder.ran(
            "policy", "diff", draft.toString(), "--since", "2026-01-01", "--out", csv.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsSubsequence(
            "Policy lenient-1 on what was proposed since 2026-01-01:",
            "3 of 4 decisions would be different.",
            "1 (USD 1,200.00): people rejected it, and the draft would do it without asking",
            "  P-2 USD 1,200.00, “Acme renewal” (create_invoice), rejected: was asked of controller; would be done without asking",
            "1 (USD 1,200.00): people were asked, and the draft would do it without asking",
            "  P-1 ",
            "1 (USD 1,200.00): it was refused, and the draft would not refuse it",
            "  P-3 ");
    assertThat(Files.readAllLines(csv))
        .hasSize(4)
        .startsWith("effect,proposal,proposed,change,about,currency,amount,was,would_be,state")
        .contains(
            "REJECTED,P-2,2026-11-02T09:00:00Z,create_invoice,Acme renewal,USD,1200.00,asked of controller,done without asking,rejected");
    assertThat(folder.ran("policy", "diff", draft.toString(), "--since", "2027-01-01").out())
        .contains("0 of 0 decisions");
  }

  @Test
  void the_policy_in_force_changes_nothing_of_what_it_decided() {
    Policy shipped = ShippedPolicy.read();
    Proposal one = Samples.invoice("P-1", "006A");
    folder.file(one, shipped.rule(one), ProposalState.WAITING);
    Path same = folder.draft(shipped.text());
    assertThat(folder.ran("policy", "diff", same.toString(), "--since", "2026-01-01").out())
        .contains("0 of 1 decisions would be different.");
  }

  @Test
  void a_draft_is_proposed_in_a_persons_name_with_remarks_and_reason() {
    Path draft =
        folder.draft(
            LENIENT
                + "  - {id: rules, when: {change: change_policy}, then: {ask: cfo}, because: so}\n");
    Ran ran =
        folder.ran(
            "policy",
            "propose",
            draft.toString(),
            "--because",
            "too many small ones",
            "--as",
            "caro@x.example");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Proposed as P-", "with: version: lenient-1");
    assertThat(folder.proposals())
        .singleElement()
        .satisfies(proposal -> {
          assertThat(proposal.requestedBy().reference()).isEqualTo("person:U0CARO");
          assertThat(proposal.remarks())
              .singleElement()
              .asString()
              .isEqualTo(
                  "Rule 'dead' never applies: no amount is from USD 5.00 and below USD 1.00. Correct its conditions or take it out.");
          assertThat(((Change.Govern) proposal.change()).because())
              .startsWith("too many small ones (at the command line: shell:");
        });
    Ran again =
        folder.ran(
            "policy",
            "propose",
            folder.draft(ShippedPolicy.read().text()).toString(),
            "--because",
            "x",
            "--as",
            "U0FINN");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.out()).contains("Not proposed:", "names a policy that was in force before");
    Ran stranger =
        folder.ran(
            "policy", "propose", draft.toString(), "--because", "x", "--as", "eve@x.example");
    assertThat(stranger.code()).isEqualTo(3);
    assertThat(stranger.err()).contains("nobody with a role is known so");
  }

  @Test
  void versions_are_listed_with_who_and_why() {
    assertThat(folder.ran("policy", "history").out())
        .contains(
            "version 1 default-4, since 2026-11-03T09:15, by system:configuration",
            "  as the configuration has it");
    assertThat(folder.ran("people", "history").out()).contains("version 1, since 2026-11-03");
  }

  @Test
  void people_are_shown_as_they_can_be_proposed() {
    assertThat(folder.ran("people", "show").out())
        .contains("Caro Lindgren (U0CARO, caro@x.example): controller");
    String yaml = folder.ran("people", "show", "--yaml").out();
    Ran same = proposed(yaml);
    assertThat(same.code()).isEqualTo(1);
    assertThat(same.out()).contains("it says the same as version 1 in force");

    Ran changed = proposed(yaml.replace("USD 5,000.00", "USD 7,500.00"));
    assertThat(changed.code()).isZero();
    assertThat(changed.out())
        .contains("Cody Nguyen: limits: was USD 5,000.00, becomes USD 7,500.00");
    Ran broken = proposed("people: [{name: Nobody}]");
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.err()).contains("people[1].slack_user is missing");
  }

  private Ran proposed(String yaml) {
    return folder.ran(
        "people",
        "propose",
        folder.draft(yaml).toString(),
        "--because",
        "more for Cody",
        "--as",
        "finn@x.example");
  }

  @Test
  void help_tells_what_each_does() {
    assertThat(Ran.of("policy", "diff", "--help").out())
        .contains("Usage: tieout policy diff", "--since", "--out", "three months ago");
    assertThat(Ran.of("policy", "propose", "--help").out())
        .contains("Usage: tieout policy propose", "--because", "--as", "Two people");
    assertThat(Ran.of("people", "propose", "--help").out())
        .contains("Usage: tieout people propose", "--data");
    assertThat(Ran.of("people", "--help").out()).contains("show", "propose", "history");
    assertThat(Ran.of("policy", "history", "--help").code()).isZero();
  }
}
