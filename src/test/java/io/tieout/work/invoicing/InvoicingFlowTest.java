package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.item;
import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.readings;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Verdict;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.party.Actor;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.InvoicingDesk.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvoicingFlowTest {
  private final Workshop shop = new Workshop();

  @AfterEach
  void close() {
    shop.close();
  }

  private Proposal only() {
    assertThat(shop.filed()).hasSize(1);
    return shop.filed().getFirst().proposal();
  }

  private void approve() {
    RequestView card = shop.approvals.waiting().getFirst();
    Verdict verdict =
        shop.approvals.approve(
            new Click(card.requestId(), "UCARL", card.digest(), Optional.empty()));
    assertThat(verdict).isInstanceOf(Verdict.Approved.class);
  }

  private void move(ProposalState... states) {
    for (ProposalState state : states) {
      shop.database.transact(
          sql -> shop.proposals.move(sql, only().id(), state, "test", "system:test"));
    }
  }

  @Test
  void a_won_deal_is_proposed_once_however_often_it_is_looked_at() {
    shop.dealChanged();
    shop.now = shop.now.plus(Duration.ofDays(2));
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
    assertThat(shop.mirrored("salesforce", "deal", "006A")).isPresent();
  }

  @Test
  void a_deal_won_in_the_second_in_which_tieout_came_is_invoiced() {
    // The CRM dates changes by whole seconds.
    shop.flowSince(Facts.NOW.plusMillis(999)).handle(Workshop.dealSignal());
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
  }

  @Test
  void a_deal_that_changed_before_tieout_came_waits_to_be_asked_for() {
    shop.flowSince(Facts.NOW.plusSeconds(1)).handle(Workshop.dealSignal());
    assertThat(shop.states()).isEmpty();
  }

  @Test
  void the_invoice_is_dated_by_the_book_s_own_zone() {
    shop.now = Instant.parse("2026-11-23T02:00:00Z");
    shop.dealChanged();
    assertThat(((CreateInvoice) only().change()).invoice().issued()).isEqualTo(Facts.TODAY);
  }

  @Test
  void a_waiting_proposal_gives_way_when_the_deal_changes() {
    shop.dealChanged();
    shop.put(readings(deal("900.00"), List.of(line("L1", "A", "9", "100", "900.00"))));
    shop.dealChanged();
    assertThat(shop.states())
        .containsExactlyInAnyOrder(ProposalState.SUPERSEDED, ProposalState.WAITING);
  }

  @Test
  void a_waiting_proposal_is_withdrawn_when_the_deal_is_not_won_any_more() {
    shop.dealChanged();
    shop.crm.deals.put("006A", with(deal("1500.00"), "won", Json.of(false)));
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.SUPERSEDED);
  }

  @Test
  void what_stands_in_the_way_is_raised_once_and_resolved_when_it_is_gone() {
    shop.put(readings(deal("1500.00"), List.of(line("L1", "A", "10", "100", "1000.00"))));
    shop.dealChanged();
    shop.dealChanged();
    assertThat(shop.open()).hasSize(1);
    shop.put(Facts.plain());
    shop.dealChanged();
    assertThat(shop.open()).isEmpty();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
  }

  @Test
  void a_deal_saved_between_the_reads_of_deal_and_lines_is_read_again_and_raises_nothing() {
    DealReadings saved =
        readings(
            with(deal("2000.00"), "version", "v2"),
            List.of(line("L1", "A", "20", "100", "2000.00")));
    shop.crm.beforeLines.set(() -> shop.crm.put(saved));
    assertThatThrownBy(shop::dealChanged)
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Transient.class));
    assertThat(shop.open()).isEmpty();
    assertThat(shop.states()).isEmpty();
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.WAITING);
  }

  @Test
  void an_answer_is_kept_and_opens_the_way_for_every_deal_that_waited() {
    shop.put(Facts.withItems(Facts.plain(), item("90", "Gizmo", "zz"), item("12", "Set-up", "B")));
    DealReadings other = Facts.plain();
    shop.crm.deals.put("006B", with(other.deal(), "id", "006B"));
    shop.crm.lines.put("006B", other.lines());
    shop.dealChanged();
    shop.flow.propose("006B", new Actor.Person("UANNA"));
    Finding question = shop.open().getFirst();
    assertThat(shop.open()).hasSize(1);
    answer(question, "90");
    assertThat(shop.open()).isEmpty();
    assertThat(shop.accepted())
        .contains(
            "deal to be looked at again salesforce/deal/006A",
            "deal to be looked at again salesforce/deal/006B");
    shop.dealChanged();
    assertThat(only().lines().getFirst().how()).isEqualTo(How.PERSON);
  }

  private void answer(Finding question, String value) {
    assertThat(shop.answer(question.id(), value)).isTrue();
    shop.flow.handle(
        Workshop.stored(
            new Signal(
                "tieout",
                "k",
                question.draft().subject(),
                "finding answered",
                Json.object()
                    .put("findingId", question.id())
                    .put("kind", question.draft().kind())
                    .put("dedupeKey", question.draft().dedupeKey())
                    .put("value", value)
                    .put("person", "UANNA")
                    .build())));
  }

  @Test
  void a_suggestion_that_was_approved_is_known_the_next_time() {
    shop.put(
        Facts.withItems(
            Facts.plain(), item("90", "Product A (yearly)", "zz"), item("12", "Set-up", "B")));
    shop.dealChanged();
    assertThat(only().lines().getFirst().how()).isEqualTo(How.SUGGESTED);
    approve();
    assertThat(shop.learnedItems())
        .containsEntry("01tA", new DealReadings.LearnedItem("90", false));
  }

  @Test
  void just_what_was_turned_down_is_asked_again_only_by_a_person() {
    shop.dealChanged();
    move(ProposalState.REJECTED);
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.REJECTED);
    assertThat(shop.flow.propose("006A", new Actor.Assistant("UANNA")))
        .isInstanceOf(Outcome.Proposed.class);
  }

  @Test
  void a_deal_that_shows_an_invoice_is_left_alone() {
    shop.crm.deals.put("006A", with(deal("1500.00"), "finance", Records.write(invoiced())));
    shop.dealChanged();
    assertThat(shop.filed()).isEmpty();
    assertThat(shop.flow.propose("006A", new Actor.Person("UANNA")))
        .isInstanceOf(Outcome.Invoiced.class);
  }

  private static DealFinance invoiced() {
    return with(DealFinance.NONE, "invoiceNumber", "1043");
  }

  @Test
  void a_deal_nobody_has_is_said_to_be_unknown() {
    assertThat(shop.flow.propose("006Z", new Actor.Person("UANNA")))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_deal_changed_after_invoicing_is_reported_and_not_invoiced_again() {
    shop.dealChanged();
    approve();
    move(ProposalState.EXECUTING, ProposalState.DONE);
    shop.crm.deals.put(
        "006A", with(with(deal("1500.00"), "finance", Records.write(invoiced())), "version", "v2"));
    shop.dealChanged();
    assertThat(shop.open()).isEmpty();
    shop.put(readings(deal("900.00"), List.of(line("L1", "A", "9", "100", "900.00"))));
    shop.dealChanged();
    assertThat(shop.open())
        .extracting(f -> f.draft().kind())
        .containsExactly("deal changed after invoicing");
    assertThat(shop.open().getFirst().draft().text()).contains("USD 1,500.00", "USD 900.00");
    assertThat(shop.states()).containsExactly(ProposalState.DONE);
  }

  @Test
  void midnight_alone_moves_nothing_but_a_closed_period_does() {
    shop.dealChanged();
    shop.now = shop.now.plus(Duration.ofDays(3));
    assertThat(shop.freshness.check(only())).isInstanceOf(Freshness.Finding.Unchanged.class);
    shop.ledger.book = with(shop.ledger.book, "closedThrough", "2026-11-30");
    assertThat(shop.freshness.check(only()))
        .isInstanceOfSatisfying(
            Freshness.Finding.Moved.class,
            moved ->
                assertThat(moved.differences())
                    .extracting(Difference::field)
                    .contains("invoice date"));
  }

  @Test
  void a_changed_line_is_named_field_by_field() {
    shop.dealChanged();
    shop.put(
        readings(
            deal("1500.00"),
            List.of(
                line("L1", "A", "5", "200", "1000.00"), line("L2", "B", "1", "500", "500.00"))));
    assertThat(shop.freshness.check(only()))
        .isInstanceOfSatisfying(
            Freshness.Finding.Moved.class,
            moved ->
                assertThat(moved.differences())
                    .extracting(Difference::field, Difference::was, Difference::is)
                    .contains(tuple("quantity", "10", "5"), tuple("unit price", "100", "200")));
  }

  @Test
  void our_own_new_customer_moves_nothing_between_its_making_and_the_invoice() {
    shop.ledger.customers.clear();
    shop.dealChanged();
    Proposal proposal = only();
    Customer made = with(Facts.customer("70", "Acme, Inc."), "notes", "tieout:" + proposal.id());
    shop.ledger.customers.put("70", made);
    shop.database.transact(sql ->
        shop.links.link(
            sql,
            new Link(
                "salesforce",
                "account",
                "001A",
                "quickbooks",
                "main",
                "customer",
                "70",
                "created by Tieout",
                proposal.id())));
    assertThat(shop.freshness.check(proposal)).isInstanceOf(Freshness.Finding.Unchanged.class);
    shop.ledger.customers.put("71", Facts.customer("71", "ACME Inc"));
    assertThat(shop.freshness.check(proposal)).isInstanceOf(Freshness.Finding.Moved.class);
  }

  @Test
  void an_invoice_linked_by_somebody_else_means_done_already() {
    shop.dealChanged();
    Invoice invoice = invoice("12", "1043", "1500.00", "1500.00");
    shop.ledger.invoices.put("12", invoice);
    shop.crm.deals.put("006A", with(deal("1500.00"), "finance", Records.write(invoiced())));
    assertThat(shop.freshness.check(only()))
        .isInstanceOfSatisfying(
            Freshness.Finding.AlreadyDone.class, d -> assertThat(d.what()).contains("1043"));
    shop.ledger.invoices.put("12", with(invoice, "privateNote", "tieout:" + only().id()));
    assertThat(shop.freshness.check(only())).isInstanceOf(Freshness.Finding.Unchanged.class);
  }

  private static Invoice invoice(String id, String number, String total, String balance) {
    return new Invoice(
        id,
        Optional.of(number),
        "55",
        "Acme Inc",
        Facts.TODAY,
        Facts.TODAY.plusDays(30),
        Optional.of("3"),
        Facts.USD,
        List.of(),
        usd(total),
        usd("0.00"),
        usd(total),
        usd(balance),
        Invoice.Status.POSTED,
        Optional.empty(),
        Facts.NOW,
        "0",
        "https://books.example/invoice/" + id);
  }

  @Test
  void a_balance_that_moves_does_not_void_what_waits() {
    shop.dealChanged();
    shop.ledger.customers.put(
        "55",
        with(with(Facts.customer("55", "Acme Inc"), "balance", json(usd("9.00"))), "version", "4"));
    assertThat(shop.freshness.check(only())).isInstanceOf(Freshness.Finding.Unchanged.class);
  }
}
