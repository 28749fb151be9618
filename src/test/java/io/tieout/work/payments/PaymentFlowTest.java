package io.tieout.work.payments;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.Facts;
import io.tieout.work.invoicing.Workshop;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PaymentFlowTest extends InvoicedDeal {
  @Test
  void a_part_payment_is_told_to_the_deal_and_in_the_thread_once() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("300.00"));
    paid("77", "1200.00", "2026-12-03");
    signal("payment", "77");
    signal("invoice", "12");
    signal("payment", "77");
    assertThat(told()).hasSize(1);
    DealFinance finance = told().getFirst().finance();
    assertThat(finance.paymentStatus()).contains(PaymentStatus.PARTIALLY_PAID);
    assertThat(finance.balance()).contains(usd("300.00"));
    assertThat(finance.lastPaymentDate()).contains(LocalDate.parse("2026-12-03"));
    assertThat(finance.syncKey()).contains("key-1");
    assertThat(finance.auditReference()).contains("tieout audit show P");
    assertThat(news()).hasSize(1);
    assertThat(news().getFirst())
        .contains("Acme Inc paid USD 1,200.00 of invoice 1043; balance USD 300.00");
    assertThat(shop.mirrored("quickbooks/main", "payment", "77")).isPresent();
    assertThat(shop.mirrored("quickbooks/main", "invoice", "12")).isPresent();
  }

  /// A search for the payments of a customer would miss it, and one that was just made.
  @Test
  void what_another_customer_paid_is_told_with_its_day() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("0.00"));
    paidBy("the parent", "77", "1500.00", "2026-12-03");
    signal("payment", "77");
    signal("invoice", "12");
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().finance().lastPaymentDate())
        .contains(LocalDate.parse("2026-12-03"));
    assertThat(news()).hasSize(1);
  }

  @Test
  void a_payment_and_its_invoice_handled_at_once_tell_the_deal_once() throws Exception {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("300.00"));
    paid("77", "1200.00", "2026-12-03");
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    PaymentFlow together =
        flow(proposal -> {
          await(bothHaveRead);
          return Workshop.rule(proposal);
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> one = threads.submit(() -> signal(together, "payment", "77"));
      Future<?> other = threads.submit(() -> signal(together, "invoice", "12"));
      one.get(30, TimeUnit.SECONDS);
      other.get(30, TimeUnit.SECONDS);
    }
    assertThat(told()).hasSize(1);
    assertThat(news()).hasSize(1);
  }

  @Test
  void what_was_told_while_it_was_read_is_not_told_again() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("300.00"));
    paid("77", "1200.00", "2026-12-03");
    PaymentFlow slow =
        flow(proposal -> {
          signal("invoice", "12");
          String first = shop.filed().getLast().proposal().id();
          for (ProposalState next : List.of(ProposalState.EXECUTING, ProposalState.DONE)) {
            shop.database.transact(
                sql -> shop.proposals.move(sql, first, next, "test", "system:test"));
          }
          return Workshop.rule(proposal);
        });
    signal(slow, "payment", "77");
    assertThat(told()).hasSize(1);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other did not come", e);
    }
  }

  @Test
  void a_void_is_told_to_the_deal() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put(
        "12", with(with(invoice("0.00"), "status", Json.of("VOIDED")), "total", json(usd("0.00"))));
    signal("invoice", "12");
    assertThat(told().getFirst().finance().paymentStatus()).contains(PaymentStatus.VOIDED);
    assertThat(news()).isEmpty();
  }

  @Test
  void the_deal_shows_what_an_edited_invoice_comes_to_and_nothing_counts_as_paid_or_opened() {
    move(ProposalState.DONE);
    Invoice edit =
        with(with(invoice("1620.00"), "net", json(usd("1620.00"))), "total", json(usd("1620.00")));
    shop.ledger.invoices.put("12", edit);
    signal("invoice", "12");
    assertThat(told())
        .singleElement()
        .satisfies(u -> {
          assertThat(u.finance().invoiceAmount()).contains(usd("1620.00"));
          assertThat(u.finance().balance()).contains(usd("1620.00"));
          assertThat(u.finance().paymentStatus()).contains(PaymentStatus.UNPAID);
          assertThat(u.because())
              .isEqualTo(
                  "Invoice 1043 was edited in the books: it comes to USD 1,620.00 now, not USD 1,500.00; balance USD 1,620.00.");
        });
    assertThat(news()).isEmpty();
  }

  @Test
  void a_credit_is_no_payment_and_is_not_told_as_one() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("1200.00"));
    shop.ledger.payments.put(
        "90",
        new Payment(
            "90",
            "55",
            LocalDate.parse("2026-12-03"),
            usd("0.00"),
            usd("0.00"),
            List.of(new Payment.Application("12", usd("300.00"))),
            Optional.empty(),
            Facts.NOW,
            "0"));
    signal("invoice", "12");
    assertThat(told().getFirst().finance().lastPaymentDate()).isEmpty();
    assertThat(told().getFirst().finance().balance()).contains(usd("1200.00"));
    assertThat(news()).isEmpty();
  }

  @Test
  void an_invoice_that_is_gone_from_the_books_counts_as_voided() {
    move(ProposalState.DONE);
    signal("invoice", "12");
    shop.ledger.invoices.clear();
    signal("invoice", "12");
    signal("invoice", "12");
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().finance().paymentStatus()).contains(PaymentStatus.VOIDED);
    assertThat(told().getFirst().finance().balance()).contains(usd("0.00"));
  }

  @Test
  void a_payment_that_is_gone_is_looked_up_on_the_invoices_it_settled() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("0.00"));
    paid("77", "1500.00", "2026-12-03");
    signal("payment", "77");
    assertThat(told().getFirst().finance().paymentStatus()).contains(PaymentStatus.PAID);
    shop.crm.deals.put(
        "006A", with(Facts.deal("1500.00"), "finance", Records.write(told().getFirst().finance())));
    shop.ledger.invoices.put("12", invoice("1500.00"));
    shop.ledger.payments.clear();
    signal("payment", "77");
    assertThat(told()).hasSize(2);
    assertThat(told().getLast().finance().paymentStatus()).contains(PaymentStatus.UNPAID);
    assertThat(told().getLast().finance().lastPaymentDate()).isEmpty();
  }

  @Test
  void a_deal_that_shows_it_already_is_left_alone() {
    move(ProposalState.DONE);
    signal("invoice", "12");
    assertThat(told()).isEmpty();
  }

  @Test
  void an_invoice_of_nobody_s_deal_is_only_mirrored() {
    shop.ledger.invoices.put("99", with(invoice("10.00"), "id", "99"));
    signal("invoice", "99");
    assertThat(told()).isEmpty();
    assertThat(shop.mirrored("quickbooks/main", "invoice", "99")).isPresent();
  }

  @Test
  void while_the_invoice_is_being_made_the_news_waits() {
    shop.ledger.invoices.put("12", invoice("300.00"));
    assertThatThrownBy(() -> signal("invoice", "12"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Transient.class));
  }

  /// Our own void is told by whoever makes it.
  @Test
  void an_invoice_that_we_void_ourselves_is_nobody_s_news() {
    move(ProposalState.DONE);
    Proposal undo =
        invoicing.with(
            new Change.UndoInvoice(
                "salesforce",
                "006A",
                "Acme renewal",
                "quickbooks",
                "main",
                new Change.Posted("12", "1043", "Acme Inc", usd("1500.00"), "0"),
                shown("1500.00"),
                invoicing.id(),
                "billed twice"));
    Proposal other =
        new Proposal(
            "P-UNDO",
            undo.change(),
            undo.requestedBy(),
            undo.at(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            undo.circumstances());
    shop.database.transact(sql -> {
      shop.proposals.file(sql, other, Workshop.rule(other));
      shop.proposals.move(sql, "P-UNDO", ProposalState.APPROVED, "test", "system:test");
    });
    shop.ledger.invoices.put("12", InvoiceStanding.voided(invoice("1500.00")));
    assertThatThrownBy(() -> signal("invoice", "12"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Transient.class));
    shop.database.transact(sql -> {
      shop.proposals.move(sql, "P-UNDO", ProposalState.EXECUTING, "test", "system:test");
      shop.proposals.move(sql, "P-UNDO", ProposalState.DONE, "test", "system:test");
    });
    move(ProposalState.UNDONE);
    signal("invoice", "12");
    assertThat(told()).isEmpty();
    assertThat(news()).isEmpty();
  }

  @Test
  void what_the_deal_is_about_to_be_told_is_void_when_the_books_moved_on() {
    move(ProposalState.DONE);
    shop.ledger.invoices.put("12", invoice("300.00"));
    signal("invoice", "12");
    Proposal proposal = shop.filed().getLast().proposal();
    Freshness freshness =
        new PaymentFreshness(
            shop.database, shop.links, Map.of("main", shop.ledger), shop.freshness);
    assertThat(freshness.check(proposal)).isInstanceOf(Freshness.Finding.Unchanged.class);
    shop.ledger.invoices.put("12", invoice("100.00"));
    assertThat(freshness.check(proposal)).isInstanceOf(Freshness.Finding.Moved.class);
  }

  private void phase(String phase) {
    shop.rollout(
        """
        version: "t"
        scopes:
          - {workflow: invoicing, phase: on}
          - {workflow: payments, phase: on}
          - {workflow: payments, book: main, phase: %s}
        """
            .formatted(phase));
  }

  @Test
  void while_payments_only_watch_the_deal_is_told_nothing_and_what_would_be_is_kept() {
    move(ProposalState.DONE);
    phase("shadow");
    shop.ledger.invoices.put("12", invoice("300.00"));
    paid("77", "1200.00", "2026-12-03");
    signal("payment", "77");
    signal("invoice", "12");
    assertThat(told()).isEmpty();
    assertThat(news()).isEmpty();
    assertThat(shop.shadow(Workflow.PAYMENTS)).isPresent();
    phase("off");
    signal("invoice", "12");
    assertThat(told()).isEmpty();
    phase("review");
    signal("invoice", "12");
    assertThat(told()).hasSize(1);
    assertThat(shop.states()).endsWith(ProposalState.WAITING);
  }
}
