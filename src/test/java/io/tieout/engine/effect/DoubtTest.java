package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was sent, was not answered and does not show yet, while the deal is changed: nothing takes
/// its place before it is sure that it did not arrive.
class DoubtTest {
  private static final String FIRST_LOOKS =
      """
      select count(*) as n from signal
       where source = 'ledger' and kind = 'invoice changed'
         and subject = 'quickbooks/us/invoice/' || (body ->> 'id') and body ->> 'book' = 'us'
      """;

  private final Bench bench = new Bench();
  private final EffectRunner runner = bench.runner("a", Marks.NONE);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void an_invoice_that_shows_an_hour_later_is_found_though_the_deal_was_changed() {
    bench.books.searchesLag = true;
    sentInVain(Trouble.Kind.LOSE_ANSWER);
    foundThoughMoved(Duration.ofHours(1));
  }

  /// The deal is changed, and the invoice shows only after a while.
  private void foundThoughMoved(Duration lag) {
    bench.fresh = Bench.MOVED;
    pass(lag);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    bench.books.searchesLag = false;
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.books.invoices).hasSize(1);
  }

  @Test
  void what_never_shows_is_given_up_when_no_doubt_is_left() {
    sentInVain(Trouble.Kind.LOSE_REQUEST);
    bench.fresh = Bench.MOVED;
    pass(Bench.PATIENCE.multipliedBy(59));
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    pass(Bench.PATIENCE.multipliedBy(5));
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
    assertThat(bench.books.invoices).isEmpty();
    assertThat(
            bench.rows(
                "select count(*) as n from effect_event where state = 'SKIPPED'"
                    + " and why like '%until no doubt was left)'"))
        .isPositive();
  }

  /// The second sending was refused a connection, which says nothing of the first.
  @Test
  void a_later_sending_that_certainly_failed_leaves_the_doubt_about_the_first() {
    bench.books.searchesLag = true;
    sentInVain(Trouble.Kind.LOSE_ANSWER);
    bench.books.trouble.on("create-invoice", Trouble.Kind.TRANSIENT);
    pass(Bench.PATIENCE.plusSeconds(5));
    assertThat(bench.rows("select count(*) as n from effect_event where state = 'SENT'"))
        .as("customer, invoice, invoice again")
        .isEqualTo(3);
    foundThoughMoved(Duration.ofMinutes(30));
  }

  @Test
  void what_certainly_failed_is_given_up_at_once() {
    sentInVain(Trouble.Kind.TRANSIENT);
    bench.fresh = Bench.MOVED;
    pass(Duration.ofMinutes(5));
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.VOIDED);
    assertThat(bench.books.invoices).isEmpty();
  }

  @Test
  void a_quote_that_shows_by_now_is_not_attached_again_when_a_person_has_it_tried_again() {
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.books.attachmentsLag = true;
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.EXECUTING);
    bench.books.attachmentsLag = false;
    bench.answer(bench.openFindings().getFirst(), "retry");
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.books.attached).hasSize(1);
  }

  /// A payment that came meanwhile concerned nobody: nobody knew whose invoice it settles.
  @Test
  void an_invoice_is_looked_at_once_it_is_ours() {
    bench.books.searchesLag = true;
    sentInVain(Trouble.Kind.LOSE_ANSWER);
    pass(Bench.PATIENCE.dividedBy(2));
    assertThat(bench.rows(FIRST_LOOKS)).isZero();
    bench.books.searchesLag = false;
    bench.settle(runner);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.rows(FIRST_LOOKS)).isEqualTo(1);
  }

  private void sentInVain(Trouble.Kind how) {
    bench.books.trouble.on("create-invoice", how);
    bench.approved(Samples.invoice("P-1", "d1"));
    while (runner.runOnce()) {
      bench.clock.advance(Duration.ofSeconds(1));
    }
  }

  private void pass(Duration time) {
    for (int i = 0; i < 20; i++) {
      bench.clock.advance(time.dividedBy(20));
      while (runner.runOnce()) {
        // Until nothing is due.
      }
    }
  }
}
