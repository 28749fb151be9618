package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.fault.Fault;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Voiding posted invoices.
abstract class LedgerVoidContract extends LedgerNumbersContract {
  @Test
  void a_voided_invoice_counts_no_more_and_keeps_its_number() {
    Customer customer = customer("Zephyr");
    Invoice made = invoice(customer, "tieout:P-1", "100");
    Invoice voided = writer.voidInvoice(made.id(), made.version(), "key-1");
    assertThat(voided.id()).isEqualTo(made.id());
    assertThat(voided.status()).isEqualTo(Invoice.Status.VOIDED);
    assertThat(voided.balance()).isEqualTo(Money.zero(book.home()));
    assertThat(voided.number()).isEqualTo(made.number());
    assertThat(voided.bears("tieout:P-1")).isTrue();
    assertThat(ledger.invoice(made.id())).contains(voided);
    assertThat(ledger.customer(customer.id()).orElseThrow().balance())
        .isEqualTo(Money.zero(book.home()));
    Invoice next = invoice(customer, "tieout:P-2", "100");
    assertThat(next.number()).isNotEqualTo(made.number());
  }

  @Test
  void what_is_voided_already_is_left_as_it_is() {
    Invoice made = invoice(customer("Zephyr"), "tieout:P-1", "100");
    Invoice voided = writer.voidInvoice(made.id(), made.version(), "key-1");
    assertThat(writer.voidInvoice(made.id(), made.version(), "key-1")).isEqualTo(voided);
    assertThat(writer.voidInvoice(made.id(), made.version(), "key-2")).isEqualTo(voided);
  }

  @Test
  void another_version_than_the_one_named_is_not_voided() {
    Customer customer = customer("Zephyr");
    Invoice made = invoice(customer, "tieout:P-1", "100");
    String payment =
        stage.pay(customer.id(), amount("40"), Map.of(made.id(), amount("40"))).getFirst();
    stage.deletePayment(payment);
    Invoice now = ledger.invoice(made.id()).orElseThrow();
    assertThat(now.version()).isNotEqualTo(made.version());
    assertThat(refused(() -> writer.voidInvoice(made.id(), made.version(), "key-1")).code())
        .isEqualTo(LedgerWriter.CHANGED);
    assertThat(ledger.invoice(made.id()).orElseThrow().posted()).isTrue();
    assertThat(writer.voidInvoice(made.id(), now.version(), "key-2").voided()).isTrue();
  }

  @Test
  void what_is_paid_or_credited_in_part_is_not_voided() {
    Customer customer = customer("Zephyr");
    Invoice paid = invoice(customer, "tieout:P-1", "100");
    stage.pay(customer.id(), amount("40"), Map.of(paid.id(), amount("40")));
    Invoice credited = invoice(customer, "tieout:P-2", "100");
    stage.credit(customer.id(), amount("30"), Map.of(credited.id(), amount("30")));
    for (Invoice invoice : new Invoice[] {paid, credited}) {
      Invoice now = ledger.invoice(invoice.id()).orElseThrow();
      Fault.Refused no = refused(() -> writer.voidInvoice(now.id(), now.version(), "key-1"));
      assertThat(no.code()).isEqualTo(LedgerWriter.SETTLED);
      assertThat(no.message()).contains("remove the payment or credit first");
      assertThat(ledger.invoice(invoice.id())).contains(now);
    }
  }

  @Test
  void in_a_closed_period_nothing_is_voided() {
    Invoice made = invoice(customer("Zephyr"), "tieout:P-1", "100");
    stage.closeBooksThrough(day());
    assertThat(refused(() -> writer.voidInvoice(made.id(), made.version(), "key-1")).message())
        .contains("closed period");
    assertThat(ledger.invoice(made.id()).orElseThrow().posted()).isTrue();
  }

  @Test
  void a_void_whose_answer_was_lost_is_ambiguous_and_seen_by_its_id() {
    Invoice made = invoice(customer("Zephyr"), "tieout:P-1", "100");
    stage.loseNextWriteAnswer();
    assertThat(fault(() -> writer.voidInvoice(made.id(), made.version(), "key-1")))
        .isInstanceOf(Fault.Ambiguous.class);
    Invoice there = ledger.invoice(made.id()).orElseThrow();
    assertThat(there.voided()).isTrue();
    assertThat(writer.voidInvoice(made.id(), made.version(), "key-1")).isEqualTo(there);
  }

  @Test
  void a_throttled_void_did_nothing() {
    Invoice made = invoice(customer("Zephyr"), "tieout:P-1", "100");
    stage.throttleNextWrite();
    assertThat(fault(() -> writer.voidInvoice(made.id(), made.version(), "key-1")))
        .isInstanceOf(Fault.Throttled.class);
    assertThat(ledger.invoice(made.id())).contains(made);
  }

  @Test
  void an_invoice_that_is_not_there_or_a_draft_is_not_voided() {
    refused(() -> writer.voidInvoice(UNKNOWN, "0", "key-1"));
    if (can(Book.Ability.DRAFTS)) {
      Invoice draft =
          writer.createDraft(customer("Zephyr").id(), draft("tieout:P-1", "1", "100"), "key-2");
      assertThat(refused(() -> writer.voidInvoice(draft.id(), draft.version(), "key-3")).message())
          .contains("discard it");
      assertThat(ledger.invoice(draft.id())).contains(draft);
    }
  }
}
