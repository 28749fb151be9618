package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tieout.fact.ledger.Payment.Application;
import io.tieout.value.fault.Fault;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What every `Ledger` with its `LedgerWriter` must show, whichever system it speaks to.
public abstract class LedgerContract extends LedgerVoidContract {
  @Test
  void a_payment_may_settle_several_invoices_and_leave_a_rest() {
    Customer customer = customer("Zephyr");
    Invoice one = invoice(customer, "tieout:P-1", "100");
    Invoice two = invoice(customer, "tieout:P-2", "80");
    Money half = amount("50");
    Money rest = amount("7.25");
    Money total = one.total().plus(half).plus(rest);
    List<String> ids =
        stage.pay(customer.id(), total, Map.of(one.id(), one.total(), two.id(), half));
    List<Payment> payments = ids.stream().map(id -> ledger.payment(id).orElseThrow()).toList();
    assertThat(sum(payments.stream().map(Payment::total).toList())).isEqualTo(total);
    assertThat(sum(payments.stream().map(Payment::unapplied).toList())).isEqualTo(rest);
    assertThat(payments.stream().flatMap(p -> p.applications().stream()).toList())
        .containsExactlyInAnyOrder(
            new Application(one.id(), one.total()), new Application(two.id(), half));
    assertThat(payments).allSatisfy(p -> assertThat(p.customerId()).isEqualTo(customer.id()));
    assertThat(ledger.paymentsOf(customer.id())).containsExactlyInAnyOrderElementsOf(payments);
    Invoice paid = ledger.invoice(one.id()).orElseThrow();
    assertThat(paid.balance()).isEqualTo(Money.zero(book.home()));
    assertThat(paid.status()).isEqualTo(Invoice.Status.POSTED);
    assertThat(paid.version()).isNotEqualTo(one.version());
    assertThat(ledger.invoice(two.id()).orElseThrow().balance()).isEqualTo(two.total().minus(half));
    assertThat(ledger.payment(UNKNOWN)).isEmpty();
    assertThat(ledger.paymentsOf(UNKNOWN)).isEmpty();
  }

  /// What payments move is no part of what was approved: they must not look like somebody's edit.
  @Test
  void an_invoice_ties_to_its_draft_before_and_after_it_is_paid() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "3", "33.35");
    Invoice made = writer.createInvoice(customer.id(), draft, "key-1");
    pay(customer, made, "50");
    Invoice paid = ledger.invoice(made.id()).orElseThrow();
    assertThat(paid.balance()).isNotEqualTo(made.balance());
    for (Invoice invoice : List.of(made, paid)) {
      assertThat(InvoiceTie.of(customer.id(), draft, invoice, Invoice.Status.POSTED))
          .isNotEmpty()
          .allMatch(InvoiceTie.Field::agrees);
    }
  }

  @Test
  void a_credit_note_settles_an_invoice_in_part_and_leaves_a_rest() {
    Customer customer = customer("Zephyr");
    Invoice invoice = invoice(customer, "tieout:P-1", "100");
    Money applied = amount("30");
    String id = stage.credit(customer.id(), amount("45.50"), Map.of(invoice.id(), applied));
    CreditNote note = ledger.creditNote(id).orElseThrow();
    assertThat(note.customerId()).isEqualTo(customer.id());
    assertThat(note.total()).isEqualTo(amount("45.50"));
    assertThat(note.unapplied()).isEqualTo(amount("15.50"));
    assertThat(note.status()).isEqualTo(Invoice.Status.POSTED);
    assertThat(ledger.creditNotesOf(customer.id())).containsExactly(note);
    assertThat(ledger.creditNote(UNKNOWN)).isEmpty();
    assertThat(ledger.invoice(invoice.id()).orElseThrow().balance())
        .isEqualTo(invoice.total().minus(applied));
    List<Application> applications = new ArrayList<>(note.applications());
    ledger.paymentsOf(customer.id()).forEach(p -> applications.addAll(p.applications()));
    assertThat(applications).containsExactly(new Application(invoice.id(), applied));
  }

  @Test
  void what_settles_an_invoice_is_told_with_its_kind_and_what_is_left_of_it() {
    Customer customer = customer("Zephyr");
    Invoice invoice = invoice(customer, "tieout:P-1", "100");
    Invoice other = invoice(customer, "tieout:P-2", "80");
    assertThat(ledger.settlementsOf(invoice.id())).isEmpty();
    String payment = pay(customer, invoice, "40");
    pay(customer, other, "10");
    String note = stage.credit(customer.id(), amount("45.50"), Map.of(invoice.id(), amount("30")));
    assertThat(ledger.settlementsOf(invoice.id()))
        .extracting(Settlement::kind, Settlement::id, Settlement::customerId, Settlement::amount)
        .containsExactlyInAnyOrder(
            tuple(Settlement.Kind.PAYMENT, payment, customer.id(), amount("40")),
            tuple(Settlement.Kind.CREDIT, note, customer.id(), amount("30")));
    assertThat(ledger.settlementsOf(invoice.id()))
        .filteredOn(s -> !s.money())
        .allSatisfy(
            s -> assertThat(s.number()).isEqualTo(ledger.creditNote(note).orElseThrow().number()));
    stage.deletePayment(payment);
    assertThat(ledger.settlementsOf(invoice.id())).noneMatch(Settlement::money);
    assertThat(ledger.settlementsOf(UNKNOWN)).isEmpty();
  }

  @Test
  void the_change_feed_shows_every_kind_of_change_oldest_first() {
    Customer customer = customer("Zephyr");
    Invoice invoice = invoice(customer, "tieout:P-1", "9");
    Instant before = invoice.changedAt().minus(1, ChronoUnit.MINUTES);
    String kept = pay(customer, invoice, "1");
    String gone = pay(customer, invoice, "2");
    stage.deletePayment(gone);
    String note = stage.credit(customer.id(), amount("3"), Map.of());
    String item = stage.editItem();
    List<LedgerChange> changes = ledger.changedSince(before);
    assertThat(changes)
        .extracting(c -> c.kind() + " " + c.id() + " " + c.deleted())
        .contains(
            "CUSTOMER " + customer.id() + " false",
            "INVOICE " + invoice.id() + " false",
            "PAYMENT " + kept + " false",
            "PAYMENT " + gone + " true",
            "CREDIT_NOTE " + note + " false",
            "ITEM " + item + " false");
    assertThat(changes).isSortedAccordingTo((a, b) -> a.changedAt().compareTo(b.changedAt()));
    assertThat(changes).allSatisfy(c -> assertThat(c.changedAt()).isAfterOrEqualTo(before));
    assertThat(ledger.payment(gone)).isEmpty();
  }

  @Test
  void every_kind_is_read_page_by_page_to_its_end_and_can_be_gone_on_with() {
    Customer customer = customer("Zephyr");
    Invoice invoice = invoice(customer, "tieout:P-1", "9");
    String payment = pay(customer, invoice, "1");
    String note = stage.credit(customer.id(), amount("3"), Map.of());
    String item = ledger.items().getFirst().id();
    assertThat(copied(LedgerKind.CUSTOMER)).contains(customer.id());
    assertThat(copied(LedgerKind.ITEM)).contains(item);
    assertThat(copied(LedgerKind.INVOICE)).contains(invoice.id());
    assertThat(copied(LedgerKind.PAYMENT)).contains(payment);
    assertThat(copied(LedgerKind.CREDIT_NOTE)).contains(note);
    assertThat(copied(LedgerKind.CUSTOMER))
        .containsAll(ledger.customers().stream().map(Customer::id).toList());
    assertThat(fault(() -> ledger.page(LedgerKind.INVOICE, Optional.of("nowhere"))))
        .isInstanceOf(Fault.Broken.class);
  }

  @Test
  void records_copied_by_pages_are_the_records_read_alone() {
    Customer customer = customer("Zephyr");
    Invoice invoice = invoice(customer, "tieout:P-1", "9");
    Optional<String> next = Optional.empty();
    Set<LedgerRecord> seen = new HashSet<>();
    do {
      LedgerPage page = ledger.page(LedgerKind.INVOICE, next);
      seen.addAll(page.records());
      next = page.next();
    } while (next.isPresent());
    assertThat(seen).contains(invoice);
  }

  @Test
  void a_write_whose_answer_was_lost_is_ambiguous_and_can_be_found_or_repeated_by_key() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "1", "100");
    stage.loseNextWriteAnswer();
    assertThat(fault(() -> writer.createInvoice(customer.id(), draft, "key-1")))
        .isInstanceOf(Fault.Ambiguous.class);
    Invoice there = byMark(customer, "tieout:P-1").getFirst();
    assertThat(writer.createInvoice(customer.id(), draft, "key-1").id()).isEqualTo(there.id());
    assertThat(byMark(customer, "tieout:P-1")).hasSize(1);
  }

  @Test
  void a_throttled_write_did_nothing_and_names_a_wait() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "1", "100");
    stage.throttleNextWrite();
    assertThat(fault(() -> writer.createInvoice(customer.id(), draft, "key-1")))
        .isInstanceOfSatisfying(
            Fault.Throttled.class, t -> assertThat(t.retryAfter()).isPositive());
    assertThat(byMark(customer, "tieout:P-1")).isEmpty();
    assertThat(writer.createInvoice(customer.id(), draft, "key-1").net()).isEqualTo(amount("100"));
  }

  @Test
  void a_token_that_ends_in_the_middle_is_renewed_for_reads_and_writes() {
    Customer customer = customer("Zephyr");
    stage.expireToken();
    assertThat(ledger.customer(customer.id())).contains(customer);
    InvoiceDraft draft = draft("tieout:P-1", "1", "100");
    stage.expireToken();
    Invoice made = writer.createInvoice(customer.id(), draft, "key-1");
    assertThat(byMark(customer, "tieout:P-1")).containsExactly(made);
  }

  @Test
  void a_read_that_finds_the_book_out_of_reach_is_repeated() {
    Customer customer = customer("Zephyr");
    stage.failNextRead();
    assertThat(ledger.customer(customer.id())).contains(customer);
  }

  /// Everything of the kind, each page asked for as another process would; an endless walk fails.
  private Set<String> copied(LedgerKind kind) {
    Set<String> ids = new HashSet<>();
    Set<String> cursors = new HashSet<>();
    Optional<String> next = Optional.empty();
    do {
      LedgerPage page = ledger.page(kind, next);
      assertThat(ledger.page(kind, next)).isEqualTo(page);
      ids.addAll(page.records().stream().map(LedgerRecord::id).collect(Collectors.toSet()));
      next = page.next();
    } while (next.filter(cursors::add).isPresent());
    assertThat(next).as("the end of " + kind).isEmpty();
    return ids;
  }

  private String pay(Customer customer, Invoice invoice, String amount) {
    return stage
        .pay(customer.id(), amount(amount), Map.of(invoice.id(), amount(amount)))
        .getFirst();
  }

  private Money sum(List<Money> amounts) {
    return Amounts.sum(book.home(), amounts);
  }
}
