package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.mirror.Links.CrmRecordId;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What was done is taken back once, whatever breaks; what it would take is stored when it is done.
class UndoEffectsTest {
  private static final List<String> STEPS = List.of("void-invoice", "write-back", "log-activity");

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<Arguments> everyMarkOfEveryStep() {
    return Bench.everyMarkOf(STEPS);
  }

  /// The deal has its invoice, by proposal P-1.
  private void invoiced() {
    bench.approved(Samples.invoice("P-1", "d1"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  private Invoice invoice() {
    return bench.books.invoices.getFirst();
  }

  private DealFinance shown() {
    return bench.crm.finance.getOrDefault("d1", DealFinance.NONE);
  }

  private Proposal undo(String id) {
    return Samples.proposal(
        id,
        new Change.UndoInvoice(
            "salesforce",
            "d1",
            "Acme renewal",
            "quickbooks",
            "us",
            new Change.Posted("1", "1001", "Acme Inc", invoice().total(), invoice().version()),
            shown(),
            "P-1",
            "billed twice"));
  }

  private void assertUndoneOnce() {
    assertThat(bench.books.voided).containsExactly("1");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.UNDONE);
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.DONE);
    assertThat(bench.crm.logged).hasSize(2);
    assertThat(bench.crm.finance.get("d1"))
        .isEqualTo(
            new DealFinance(
                Optional.of("P-1"),
                Optional.of(SyncStatus.NEEDS_ATTENTION),
                Optional.of("1001"),
                Optional.of("https://books.example/invoice/1"),
                Optional.of(Amounts.exact("USD", "1260.00")),
                Optional.of(PaymentStatus.VOIDED),
                Optional.of(Amounts.exact("USD", "0.00")),
                Optional.empty(),
                Optional.of("P-2")));
    assertThat(linked()).isFalse();
    assertThat(bench.openFindings()).isEmpty();
  }

  private boolean linked() {
    return bench.query(sql ->
        bench
            .links
            .inBook(sql, new CrmRecordId("salesforce", "deal", "d1"), "invoice", "us")
            .or(() -> bench.links.fromLedger(sql, "quickbooks", "us", "invoice", "1"))
            .isPresent());
  }

  @Test
  void an_approved_undo_voids_the_invoice_and_tells_everybody() {
    invoiced();
    bench.approved(undo("P-2"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertUndoneOnce();
    assertThat(bench.crm.logged.getLast().text())
        .contains("Invoice 1001 over USD 1,260.00", "billed twice", "Ana", "P-2");
    assertThat(bench.story("P-1")).contains("proposal undone");
    assertThat(bench.story("1001")).contains("proposal undone", "proposal done");
    assertThat(
            bench.rows(
                "select count(*) as n from effect_observation where effect_id like 'P-2%' and field = 'balance' and found = 'USD 0.00'"))
        .isPositive();
  }

  @Test
  void the_deal_may_be_invoiced_again_by_a_new_proposal() {
    invoiced();
    bench.approved(undo("P-2"));
    bench.settle(bench.runner("a", Marks.NONE));
    bench.approved(Samples.invoice("P-3", "d1", new Change.Billed.Known("1", "Acme Inc")));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.state("P-3")).isEqualTo(ProposalState.DONE);
    assertThat(bench.books.invoices)
        .extracting(Invoice::status)
        .containsExactly(Invoice.Status.VOIDED, Invoice.Status.POSTED);
    assertThat(linked()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("everyMarkOfEveryStep")
  void a_process_may_die_anywhere(Mark where, String step) {
    invoiced();
    bench.approved(undo("P-2"));
    bench.die(Bench.deathAt(where, step));
    bench.settle(bench.runner("b", Marks.NONE));
    assertUndoneOnce();
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.Kind.class,
      names = {"LOSE_ANSWER", "LOSE_REQUEST", "THROTTLE", "TRANSIENT", "BREAK"})
  void the_books_may_fail_in_any_way(Trouble.Kind kind) {
    invoiced();
    bench.approved(undo("P-2"));
    bench.books.trouble.on("void-invoice", kind);
    bench.settle(bench.runner("a", Marks.NONE));
    assertUndoneOnce();
  }

  /// It shows only once it was looked for in vain: then it is ours, and not somebody else's doing.
  @Test
  void a_void_of_ours_that_shows_late_is_not_taken_for_somebody_else_s() {
    invoiced();
    bench.approved(undo("P-2"));
    bench.books.trouble.on("void-invoice", Trouble.Kind.LOSE_REQUEST);
    EffectRunner runner =
        bench.runner(
            "a",
            (mark, step) -> {
              boolean voiding = step.equals("void-invoice");
              if (voiding && mark == Mark.BEFORE_SEND) {
                bench.fresh = new Freshness.Finding.AlreadyDone("invoice 1001 is voided already");
              } else if (voiding && mark == Mark.T3_PLANNED && !bench.books.keys.isEmpty()) {
                showLate();
              }
            });
    bench.books.keys.clear();
    bench.settle(runner);
    assertUndoneOnce();
  }

  private void showLate() {
    bench.books.change("1", UndoEffectsTest::voided);
    bench.books.voided.add("1");
  }

  private static Json.Obj voided(Json.Obj invoice) {
    return invoice
        .with("status", "VOIDED")
        .with("balance", invoice.obj("balance").with("amount", "0.00"));
  }

  @Test
  void what_is_paid_before_the_write_is_refused_and_stays() {
    invoiced();
    Proposal undo = undo("P-2");
    bench.approved(undo);
    bench.books.pay("1", Amounts.exact("USD", "60.00"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.books.voided).isEmpty();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.FAILED);
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(f -> assertThat(f.toString()).contains("remove the payment or credit first"));
    assertThat(linked()).isTrue();
  }

  @Test
  void a_void_that_did_not_happen_is_found_out_by_reading_back() {
    invoiced();
    bench.books.deaf = true;
    bench.approved(undo("P-2"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(f -> assertThat(f.toString()).contains("status should be VOIDED"));
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.EXECUTING);
    assertThat(linked()).isTrue();
  }

  @Test
  void what_somebody_voided_before_the_write_is_not_ours() {
    invoiced();
    bench.approved(undo("P-2"));
    bench.fresh = new Freshness.Finding.AlreadyDone("invoice 1001 is voided in the books already");
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.VOIDED);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.books.voided).isEmpty();
  }

  @Test
  void what_others_wrote_on_the_deal_stays() {
    invoiced();
    Proposal undo = undo("P-2");
    DealFinance ours = shown();
    bench.crm.finance.put(
        "d1",
        new DealFinance(
            ours.syncKey(),
            ours.syncStatus(),
            Optional.of("MY-7"),
            ours.invoiceLink(),
            ours.invoiceAmount(),
            ours.paymentStatus(),
            ours.balance(),
            ours.lastPaymentDate(),
            ours.auditReference()));
    bench.approved(undo);
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(shown().invoiceNumber()).contains("MY-7");
    assertThat(shown().paymentStatus()).contains(PaymentStatus.VOIDED);
  }

  @Test
  void every_confirmed_step_stores_what_would_take_it_back() {
    invoiced();
    assertThat(steps("P-1"))
        .extracting(s -> s.step() + " " + s.compensation().getClass().getSimpleName())
        .containsExactly(
            "create-customer Stays",
            "create-invoice VoidInvoice",
            "attach-quote Stays",
            "write-back RestoreFinance",
            "log-activity Stays");
    assertThat(steps("P-1").get(1).line())
        .isEqualTo("The invoice 1001: can be voided in the books");
    assertThat(bench.rows("select count(*) as n from effect_compensation")).isEqualTo(5);
    assertThatThrownBy(() ->
            bench.query(sql -> sql.run("update effect_compensation set kind = 'Stays'").rows()))
        .hasMessageContaining("written once");
  }

  /// A lost answer has it sent again, when the deal shows our own values already.
  @Test
  void a_deal_s_former_values_are_those_before_the_very_first_sending() {
    DealFinance before = OutcomesTest.finance("theirs");
    bench.crm.finance.put("d1", before);
    DealFinance paid =
        new DealFinance(
            Optional.of("theirs"),
            Optional.of(SyncStatus.INVOICED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(PaymentStatus.PAID),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    bench.crm.trouble.on("write-back", Trouble.Kind.LOSE_ANSWER, Trouble.Kind.TRANSIENT);
    bench.approved(Samples.update("P-1", "d1", paid));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.crm.finance.get("d1")).isEqualTo(paid);
    bench.approved(
        Samples.proposal(
            "P-2",
            new Change.UndoUpdate(
                "salesforce", "d1", "Acme renewal", formerOf("P-1"), paid, "P-1", "wrong")));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.crm.finance.get("d1")).isEqualTo(before);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.UNDONE);
  }

  private DealFinance formerOf(String proposalId) {
    return steps(proposalId).stream()
        .map(step -> (Compensation.RestoreFinance) step.compensation())
        .findFirst()
        .orElseThrow()
        .former();
  }

  private List<StepUndo> steps(String proposalId) {
    return bench.query(sql ->
        Effects.compensations(sql, bench.proposals.find(sql, proposalId).orElseThrow().proposal()));
  }
}
