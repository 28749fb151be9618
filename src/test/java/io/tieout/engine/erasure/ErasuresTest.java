package io.tieout.engine.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.Told;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.ProofCheck;
import io.tieout.engine.proof.Witnesses;
import io.tieout.fact.change.Proposal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is held about a person, what goes, what stays, and that chain and proofs hold all the same.
class ErasuresTest extends ErasureCase {
  @Test
  void what_is_held_is_shown_by_kind_and_nothing_is_changed() {
    said("Who is Pia Moreno?");
    said("PAY@ACME.EXAMPLE wrote");
    rejected("P-1", "d1");
    chained();

    Report report = erasures.show("pia moreno");

    assertThat(found(report, "copies of the contact")).isEqualTo(1);
    assertThat(found(report, "lines of transcripts")).isEqualTo(2);
    assertThat(found(report, "proposals")).isEqualTo(1);
    assertThat(report.copies()).containsExactly("salesforce/contact/003A");
    assertThat(texts("select words as t from slack_said order by id"))
        .containsExactly("Who is Pia Moreno?", "PAY@ACME.EXAMPLE wrote");
    assertThat(texts("select pseudonym as t from erasure")).isEmpty();
    assertThat(chain.unchained()).isZero();
  }

  @Test
  void working_data_is_freed_of_the_person_and_what_is_worked_with_is_left_for_now() {
    said("Pia Moreno's number is +1 415 555 0132, not Pia Morenos");
    signal("done", "done");
    signal("waiting", "waiting");
    finding("F-1", true);
    finding("F-2", false);
    copy("deal", "006A", "Renewal for Pia Moreno");

    Report report = erasures.erase(WISH);

    String name = report.pseudonym();
    assertThat(name).startsWith("erased-").doesNotContain("pia");
    assertThat(texts("select words as t from slack_said"))
        .containsExactly(name + "'s number is " + name + ", not Pia Morenos");
    assertThat(texts("select body ->> 'mail' as t from signal order by id"))
        .containsExactly(name + "@erased.invalid", MAIL);
    assertThat(texts("select title as t from finding order by id"))
        .containsExactly("No e-mail of " + name, "No e-mail of Pia Moreno");
    assertThat(texts("select kind || ': ' || name as t from mirror_record"))
        .containsExactly("deal: Renewal for " + name);
    assertThat(report.unfinished()).isTrue();
    assertThat(line(report, "signals").busy()).isEqualTo(1);
    assertThat(line(report, "findings").busy()).isEqualTo(1);
  }

  @Test
  void audit_entries_are_freed_and_the_chain_stays_verifiable() {
    record("deal/1", List.of(), "Contact Pia Moreno has no e-mail");
    record("deal/2", List.of(), "nobody");
    chained();
    Verification.Intact before = intact();

    erasures.erase(WISH);

    assertThat(intact().erased()).isEqualTo(1);
    assertThat(intact().head()).isEqualTo(before.head());
    chained();
    assertThat(intact().entries()).isEqualTo(before.entries() + 1);
    assertThat(intact().erased()).isEqualTo(1);
    assertThat(everything()).doesNotContain("Moreno").doesNotContain("acme.example");
  }

  @Test
  void the_erasure_is_told_with_a_pseudonym_and_what_it_replaced() {
    record("deal/1", List.of(), "Contact Pia Moreno has no e-mail");
    chained();

    Report report = erasures.erase(WISH);
    chained();

    Told told = chain.story("person/" + report.pseudonym()).getFirst();
    assertThat(told.entry().actor()).isEqualTo("shell:ops");
    assertThat(told.entry().action()).isEqualTo("person erased");
    assertThat(told.entry().details().text("because"))
        .isEqualTo(report.pseudonym() + " asked for it");
    assertThat(told.entry().details().objects("entries")).hasSize(1);
  }

  @Test
  void a_second_erasure_of_the_same_entry_holds_too() {
    record("deal/1", List.of(), "Pia Moreno called Caro Winter");
    chained();

    erasures.erase(WISH);
    chained();
    Report second = erasures.erase(new Erasures.Wish("U0CARO", "left the company", "shell:ops"));
    chained();

    assertThat(intact().erased()).isEqualTo(1);
    assertThat(chain.story("deal/1").getFirst().entry().details().text("note"))
        .endsWith("called " + second.pseudonym());
  }

  @Test
  void somebody_named_in_the_reason_of_an_erasure_can_be_erased_as_well() {
    record("deal/1", List.of(), "Contact Pia Moreno has no e-mail");
    chained();
    erasures.erase(new Erasures.Wish(MAIL, "Caro Winter was asked", "shell:ops"));
    chained();

    erasures.erase(new Erasures.Wish("Caro Winter", "left the company", "shell:ops"));
    chained();

    assertThat(intact().erased()).isEqualTo(2);
    assertThat(everything()).doesNotContain("Moreno").doesNotContain("Winter");
  }

  @Test
  void an_entry_that_is_not_chained_yet_is_left_for_the_next_run() {
    record("deal/1", List.of(), "Contact Pia Moreno has no e-mail");

    assertThat(line(erasures.erase(WISH), "entries of the audit").busy()).isEqualTo(1);

    chained();
    assertThat(line(erasures.erase(WISH), "entries of the audit").erased()).isZero();
    assertThat(
            line(
                    erasures.erase(new Erasures.Wish("Pia Moreno", "again", "shell:ops")),
                    "entries of the audit")
                .erased())
        .isEqualTo(1);
  }

  @Test
  void a_proposal_that_led_to_nothing_is_freed_and_its_proof_still_holds() {
    Proposal proposal = rejected("P-1", "d1");
    chained();
    Proof before = proof("P-1");

    erasures.erase(WISH);
    chained();

    assertThat(texts("select cast(payload as text) as t from proposal").getFirst())
        .doesNotContain("acme.example");
    Proof after = proof("P-1");
    assertThat(after.proposals().getFirst().obj("filed"))
        .isEqualTo(before.proposals().getFirst().obj("filed"));
    Checked checked = ProofCheck.of(after, Witnesses.NONE);
    assertThat(checked.broken()).isEmpty();
    assertThat(database.inTransaction(sql -> proposals.find(sql, "P-1")).orElseThrow().digest())
        .isEqualTo(proposal.digest().hex());
  }

  @Test
  void the_salt_of_an_erased_proposal_is_gone() {
    rejected("P-1", "d1");
    List<String> before = texts("select salt as t from proposal");

    erasures.erase(WISH);

    assertThat(texts("select salt as t from proposal")).isNotEqualTo(before);
  }

  @Test
  void what_shows_how_an_invoice_came_about_is_kept_with_its_entries_and_the_day_is_told() {
    rejected("P-1", "d1");
    written("P-1");
    record("deal/1", List.of("P-1"), "told Pia Moreno");
    chained();

    Report report = erasures.erase(WISH);

    assertThat(line(report, "proposals").kept()).isEqualTo(1);
    assertThat(line(report, "proposals").until()).contains(LocalDate.of(2036, 12, 31));
    assertThat(line(report, "entries of the audit").kept()).isEqualTo(2);
    assertThat(texts("select cast(payload as text) as t from proposal").getFirst()).contains(MAIL);
    assertThat(intact().erased()).isZero();
  }

  @Test
  void an_open_proposal_is_left_for_now() {
    file("P-1", "d1");

    assertThat(line(erasures.erase(WISH), "proposals").busy()).isEqualTo(1);
  }

  @Test
  void votes_lose_the_name_and_keep_the_id() {
    rejected("P-1", "d1");
    vote("P-1", "Caro Winter");

    erasures.erase(new Erasures.Wish("Caro Winter", "left the company", "shell:ops"));

    assertThat(texts("select person_id || ': ' || name as t from approval_vote").getFirst())
        .startsWith("U0CARO: erased-");
  }

  @Test
  void two_contacts_of_one_name_are_not_confused() {
    contact("salesforce", "003B", "Pia Moreno", "other@globex.example");

    assertThatThrownBy(() -> erasures.show("Pia Moreno"))
        .hasMessageContaining("pay@acme.example", "other@globex.example");
  }

  @Test
  void a_rehearsal_tells_the_same_and_leaves_everything() {
    said("Pia Moreno");
    rejected("P-1", "d1");
    record("deal/1", List.of(), "Pia Moreno");
    chained();
    String before = everything();

    Report rehearsed = erasures.rehearsed(WISH);

    assertThat(everything()).isEqualTo(before);
    assertThat(rehearsed.lines()).isEqualTo(erasures.erase(WISH).lines());
  }
}
