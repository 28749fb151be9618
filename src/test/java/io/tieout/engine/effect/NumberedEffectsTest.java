package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.json.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Invoices that bear numbers of ours: one each, none twice, none left out.
class NumberedEffectsTest {
  private final Bench bench = new Bench();

  @BeforeEach
  void numbered() {
    bench.numbers = Map.of("us", new NumberPattern("US-{number:4}", 1, 21));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void every_invoice_gets_the_next_number_and_the_audit_tells() {
    sold("P-1");
    sold("P-2");
    assertThat(borne()).containsExactly("US-0001", "US-0002");
    assertThat(bench.story("US-0002"))
        .containsSubsequence("invoice numbered", "effect confirmed", "proposal done");
    assertThat(
            bench.rows(
                "select count(*) as n from effect_observation where field = 'number' and agrees"))
        .isEqualTo(2);
  }

  @Test
  void the_number_is_no_part_of_what_is_approved() {
    Proposal proposal = invoice("P-1");
    String digest = proposal.digest().hex();
    bench.approved(proposal);
    bench.settle(runner());
    assertThat(bench.query(sql -> bench.proposals.find(sql, "P-1").orElseThrow()).proposal())
        .extracting(p -> p.digest().hex())
        .isEqualTo(digest);
    assertThat(proposal.toString()).doesNotContain("US-0001");
  }

  @ParameterizedTest
  @EnumSource(Mark.class)
  void a_process_may_die_anywhere_and_its_heir_sends_the_same_number(Mark where) {
    bench.approved(invoice("P-1"));
    bench.die(Bench.deathAt(where, "create-invoice"));
    sold("P-2", "d2");
    bench.settle(runner());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(borne()).containsExactlyInAnyOrder("US-0001", "US-0002");
    assertThat(numbers("USED")).containsExactly("US-0001", "US-0002");
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "LOSE_REQUEST", "THROTTLE", "TRANSIENT", "BREAK"})
  void whatever_goes_wrong_on_the_way_the_number_stays(Trouble.Kind kind) {
    bench.books.trouble.on("create-invoice", kind, kind);
    sold("P-1");
    sold("P-2");
    assertThat(borne()).containsExactly("US-0001", "US-0002");
  }

  @Test
  void a_refused_invoice_gives_its_number_to_the_next() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.REFUSE);
    bench.approved(invoice("P-1"));
    bench.settle(runner());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.FAILED);
    assertThat(numbers("FREE")).containsExactly("US-0001");
    assertThat(bench.story("P-1")).contains("invoice number given back");
    sold("P-2");
    assertThat(borne()).containsExactly("US-0001");
  }

  @Test
  void an_invoice_that_is_voided_by_a_change_gives_its_number_back() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.TRANSIENT);
    bench.approved(invoice("P-1"));
    runner().runOnce();
    assertThat(numbers("BOUND")).containsExactly("US-0001");
    bench.fresh =
        new Freshness.Finding.Moved(
            List.of(new Source.Difference("deal", "Acme renewal", "amount", "1", "2")));
    bench.settle(runner());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
    assertThat(numbers("FREE")).containsExactly("US-0001");
  }

  @Test
  void a_number_that_an_invoice_has_already_is_passed_over() {
    bench.numbers = Map.of();
    sold("P-0", "d0");
    Invoice foreign = bench.books.invoices.getFirst();
    bench.books.invoices.set(
        0, Records.read(Records.write(foreign).with("number", "US-0001"), Invoice.class));
    numbered();
    sold("P-1");
    assertThat(borne()).containsExactly("US-0001", "US-0002");
    assertThat(numbers("TAKEN")).containsExactly("US-0001");
    assertThat(bench.story("P-1")).contains("invoice number taken");
    assertThat(bench.books.keys).doesNotHaveDuplicates();
  }

  @Test
  void a_number_that_only_the_book_knows_is_passed_over() {
    bench.books.hidden.addAll(List.of("US-0001", "US-0002", "US-0004"));
    sold("P-1");
    sold("P-2");
    assertThat(borne()).containsExactly("US-0003", "US-0005");
    assertThat(bench.story("P-1").stream().filter("invoice number taken"::equals)).hasSize(2);
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void after_twenty_taken_numbers_a_person_is_told() {
    for (int i = 1; i <= 20; i++) {
      bench.books.hidden.add("US-%04d".formatted(i));
    }
    bench.approved(invoice("P-1"));
    bench.settle(runner());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.FAILED);
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(f ->
            assertThat(f.draft().text())
                .contains("20 numbers up to US-0020 are taken", "invoice_numbers_from"));
    sold("P-2");
    assertThat(borne()).containsExactly("US-0021");
  }

  @Test
  void a_number_that_our_own_first_sending_may_have_is_not_passed_over() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_ANSWER);
    bench.books.searchesLag = true;
    bench.books.numbersLag = true;
    bench.approved(invoice("P-1"));
    runner().runOnce();
    bench.clock.advance(Bench.PATIENCE);
    runner().runOnce();
    assertThat(numbers("TAKEN")).isEmpty();
    assertThat(bench.books.invoices).hasSize(1);
    bench.books.searchesLag = false;
    bench.books.numbersLag = false;
    bench.settle(runner());
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(borne()).containsExactly("US-0001");
  }

  @Test
  void an_invoice_that_comes_back_under_another_number_is_shown_to_a_person() {
    bench.books.bend =
        made -> Records.read(Records.write(made).with("number", "1044"), Invoice.class);
    bench.approved(invoice("P-1"));
    bench.settle(runner());
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.draft().text()).contains("number should be US-0001 but is 1044"));
    assertThat(numbers("USED")).containsExactly("US-0001");
  }

  @Test
  void a_sequence_that_has_grown_too_long_waits_for_a_person() {
    bench.numbers = Map.of("us", new NumberPattern("US-{number}", 9, 4));
    sold("P-1");
    bench.approved(invoice("P-2"));
    runner().runOnce();
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("longer than the 4 characters"));
    bench.numbers = Map.of("us", new NumberPattern("US-{number}", 9, 21));
    bench.settle(bench.runner("b", Marks.NONE));
    assertThat(borne()).containsExactly("US-9", "US-10");
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void a_draft_has_its_number_from_the_beginning_and_keeps_it() {
    filed(Samples.proposal("P-1", new Change.DraftInvoice(plain("P-1"))));
    assertThat(borne()).containsExactly("US-0001");
    sold("P-2", "d2");
    filed(Samples.proposal("P-3", plain("P-1").from("1")));
    assertThat(bench.books.invoice("1").orElseThrow())
        .satisfies(i -> assertThat(i.posted()).isTrue())
        .satisfies(i -> assertThat(i.number()).contains("US-0001"));
    assertThat(numbers("USED")).containsExactly("US-0001", "US-0002");
  }

  @Test
  void a_draft_whose_number_somebody_changed_is_not_posted() {
    filed(Samples.proposal("P-1", new Change.DraftInvoice(plain("P-1"))));
    bench.books.invoices.replaceAll(
        i -> Records.read(Records.write(i).with("number", "mine"), Invoice.class));
    filed(Samples.proposal("P-3", plain("P-1").from("1")));
    assertThat(bench.books.invoice("1").orElseThrow().draft()).isTrue();
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("number should be US-0001"));
  }

  @Test
  void a_discarded_draft_keeps_its_number_in_the_book() {
    filed(Samples.proposal("P-1", new Change.DraftInvoice(plain("P-1"))));
    CreateInvoice of = plain("P-1");
    filed(
        Samples.proposal(
            "P-3",
            new Change.DiscardDraft(
                of.crm(), of.dealId(), of.dealName(), of.ledger(), of.book(), "1", "not wanted")));
    assertThat(numbers("USED")).containsExactly("US-0001");
    sold("P-2", "d2");
    assertThat(borne()).containsExactly("US-0001", "US-0002");
  }

  /// With the numbers as they are configured just now.
  private EffectRunner runner() {
    return bench.runner("a", Marks.NONE);
  }

  private void sold(String id) {
    sold(id, "d-" + id);
  }

  private void sold(String id, String deal) {
    bench.approved(Samples.invoice(id, deal, ExactlyOnceTest.known()));
    bench.settle(runner());
    assertThat(bench.state(id)).isEqualTo(ProposalState.DONE);
  }

  private void filed(Proposal proposal) {
    bench.proceeds(proposal);
    bench.settle(runner());
  }

  private static Proposal invoice(String id) {
    return Samples.invoice(id, "d-" + id, ExactlyOnceTest.known());
  }

  private static CreateInvoice plain(String mark) {
    return Bench.plain(mark, "d-" + mark);
  }

  private List<String> borne() {
    return bench.books.invoices.stream().map(i -> i.number().orElse("")).toList();
  }

  private List<String> numbers(String state) {
    return bench.query(sql ->
        sql.ask("select filled from given_number where state = :state order by number")
            .set("state", state)
            .list(row -> row.text("filled")));
  }
}
