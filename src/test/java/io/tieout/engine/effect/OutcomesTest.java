package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.money.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of a proposal when the outside does not do as it was asked.
class OutcomesTest {
  private final Bench bench = new Bench();
  private final EffectRunner runner = bench.runner("a", Marks.NONE);

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<Arguments> movedCases() {
    Freshness.Finding done = new Freshness.Finding.AlreadyDone("invoice 9 by Kim, 2 November");
    return Stream.of(
        Arguments.of(Bench.MOVED, "create-customer", 0, "amount was 1200, is 1300", 1L),
        Arguments.of(Bench.MOVED, "create-invoice", 1, "amount was 1200, is 1300", 1L),
        Arguments.of(done, "create-customer", 0, "invoice 9 by Kim", 0L),
        Arguments.of(done, "create-invoice", 1, "invoice 9 by Kim", 0L));
  }

  @ParameterizedTest
  @MethodSource("movedCases")
  void what_moved_before_the_bytes_left_voids_the_proposal(
      Freshness.Finding finding, String beforeStep, int customers, String why, long signals) {
    Proposal proposal = Samples.invoice("P-1", "d1");
    String request = bench.approved(proposal);
    EffectRunner watched =
        bench.runner(
            "a",
            (mark, step) -> {
              if (beforeStep.equals("create-invoice") && mark == Mark.AFTER_CONFIRM) {
                bench.fresh = finding;
              }
            });
    if (beforeStep.equals("create-customer")) {
      bench.fresh = finding;
    }
    watched.runOnce();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
    assertThat(bench.books.invoices).isEmpty();
    assertThat(bench.books.customers).hasSize(customers);
    assertThat(bench.approvals.view(request).settledWhy())
        .hasValueSatisfying(text -> assertThat(text).contains("approved by Ana", why));
    assertThat(
            bench.rows(
                "select count(*) as n from signal where kind = 'deal to be looked at again'"))
        .isEqualTo(signals);
    bench.fresh = new Freshness.Finding.Unchanged();
    bench.settle(runner);
    assertThat(bench.books.invoices).isEmpty();
    assertThat(bench.asked(Samples.invoice("P-2", "d1"), 1)).startsWith("R-");
  }

  @Test
  void sources_that_cannot_be_read_put_it_off_and_send_nothing() {
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.fresh = new Freshness.Finding.Unreadable("the CRM is down");
    runner.runOnce();
    assertThat(bench.books.keys).isEmpty();
    bench.fresh = new Freshness.Finding.Unchanged();
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void an_invoice_that_is_not_as_approved_waits_for_a_person_who_may_keep_it() {
    bench.books.bend = invoice -> over(invoice, "1300.00");
    String request = bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    assertThat(bench.crm.finance).isEmpty();
    Finding finding = onlyFinding();
    assertThat(finding.draft().text()).contains("net should be USD 1,200.00 but is USD 1,300.00");
    assertThat(bench.approvals.view(request).progress().get(1).state()).isEqualTo("FAILED");
    assertThat(
            bench.rows(
                "select count(*) as n from effect_observation where field = 'net' and not agrees"))
        .isEqualTo(1);
    bench.answer(finding, "accept");
    bench.settle(runner);
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    Map<String, String> kept = bench.query(sql -> bench.effects.kept(sql, "P-1"));
    assertThat(kept).containsEntry("net", "USD 1,300.00");
    assertThat(bench.crm.finance.getOrDefault("d1", DealFinance.NONE).invoiceAmount())
        .contains(Amounts.exact("USD", "1360.00"));
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void a_person_may_stop_after_putting_the_books_right() {
    bench.books.bend = invoice -> over(invoice, "1300.00");
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runner);
    bench.answer(onlyFinding(), "stop");
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.FAILED);
    assertThat(bench.crm.finance).isEmpty();
  }

  @Test
  void what_was_found_after_a_lost_answer_is_compared_as_well() {
    bench.books.bend = invoice -> over(invoice, "1300.00");
    bench.books.trouble.on("create-invoice", Trouble.Kind.LOSE_ANSWER);
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runner);
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(onlyFinding().draft().text()).contains("net should be");
  }

  @Test
  void a_refused_invoice_ends_the_proposal_and_gives_the_place_back() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.REFUSE);
    String request = bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.FAILED);
    assertThat(onlyFinding().draft().text()).contains("not allowed by a rule", "6000");
    assertThat(bench.approvals.view(request).settledWhy().orElse("")).contains("refused");
    assertThat(bench.asked(Samples.invoice("P-2", "d1"), 1)).startsWith("R-");
  }

  @Test
  void a_refused_write_back_loses_no_invoice_and_is_tried_until_it_works() {
    bench.crm.trouble.on("write-back", Trouble.Kind.REFUSE, Trouble.Kind.REFUSE);
    bench.approved(Samples.invoice("P-1", "d1"));
    runner.runOnce();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    assertThat(onlyFinding().draft().text()).contains("finance fields", "tried again");
    assertThat(bench.crm.logged).as("the other steps go on").hasSize(1);
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.crm.finance).containsKey("d1");
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void a_quote_that_is_not_the_approved_one_is_not_attached_and_may_be_left_out() {
    bench.crm.quotePdf = new byte[] {1, 2, 3};
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runner);
    assertThat(bench.books.attached).isEmpty();
    assertThat(bench.crm.finance).containsKey("d1");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    bench.answer(onlyFinding(), "skip");
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void a_set_up_that_is_broken_is_told_and_the_work_is_not_lost() {
    bench.books.trouble.on("create-invoice", Trouble.Kind.BREAK);
    bench.approved(Samples.invoice("P-1", "d1"));
    runner.runOnce();
    assertThat(onlyFinding().draft().text()).contains("the grant was withdrawn");
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.books.invoices).hasSize(1);
  }

  @Test
  void an_invoice_that_cannot_be_read_back_at_once_is_confirmed_later() {
    bench.books.trouble.on("invoice", Trouble.Kind.TRANSIENT, Trouble.Kind.THROTTLE);
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(runner);
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void updates_of_one_deal_are_made_in_the_order_of_their_approval() {
    bench.crm.trouble.on("write-back", Trouble.Kind.THROTTLE);
    bench.approved(Samples.update("P-1", "d1", finance("first")));
    bench.clock.advance(Duration.ofSeconds(1));
    bench.approved(Samples.update("P-2", "d1", finance("second")));
    runner.runOnce();
    assertThat(runner.runOnce()).as("the second waits for the first").isFalse();
    bench.settle(runner);
    assertThat(bench.crm.finance.getOrDefault("d1", DealFinance.NONE).syncKey()).contains("second");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.DONE);
  }

  @Test
  void an_update_that_waited_until_the_books_moved_on_is_not_written() {
    bench.crm.trouble.on("write-back", Trouble.Kind.THROTTLE);
    bench.approved(Samples.update("P-1", "d1", finance("old")));
    runner.runOnce();
    bench.fresh = Bench.MOVED;
    bench.settle(runner);
    assertThat(bench.crm.finance).doesNotContainKey("d1");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
  }

  @Test
  void the_tables_refuse_an_effect_that_skips_a_state_or_is_rewritten() {
    bench.approved(Samples.invoice("P-1", "d1"));
    assertThatThrownBy(() ->
            bench.rows(
                """
                with made as (
                  insert into effect_event
                    (effect_id, seq, state, from_state, at, why, details, token)
                  values ('P-1/create-invoice/1', 2, 'CONFIRMED', 'PLANNED', now(), 'a lie', '{}', 0)
                  returning 1)
                select count(*) as n from made
                """))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("effect_event_legal");
    assertThatThrownBy(
            () -> bench.database.transact(sql -> sql.run("update effect set key = 'other'").rows()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("written once");
  }

  private Finding onlyFinding() {
    List<Finding> open = bench.openFindings();
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  /// A deal that shows nothing but the key of who wrote last.
  static DealFinance finance(String syncKey) {
    return new DealFinance(
        Optional.of(syncKey),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Invoice over(Invoice i, String net) {
    return new Invoice(
        i.id(),
        i.number(),
        i.customerId(),
        i.customerName(),
        i.issued(),
        i.due(),
        i.termId(),
        i.currency(),
        i.lines(),
        Amounts.exact("USD", net),
        i.tax(),
        Amounts.exact("USD", net).plus(i.tax()),
        Amounts.exact("USD", net).plus(i.tax()),
        Invoice.Status.POSTED,
        i.privateNote(),
        i.changedAt(),
        i.version(),
        i.url());
  }
}
