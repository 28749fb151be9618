package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.ledger.Book.Ability;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every book must show of numbers that are given to it.
abstract class LedgerNumbersContract extends LedgerDocumentsContract {
  private static final Optional<String> OURS = Optional.of("DE-2026-00007");

  @Test
  void an_invoice_bears_the_number_it_is_given_or_is_refused() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "1", "100");
    if (!can(Ability.GIVEN_NUMBERS)) {
      assertThat(refused(() -> writer.createInvoice(customer.id(), draft, OURS, "key-1")).message())
          .contains("DE-2026-00007", "turn on");
      assertThat(byMark(customer, "tieout:P-1")).isEmpty();
      return;
    }
    Invoice made = writer.createInvoice(customer.id(), draft, OURS, "key-1");
    assertThat(made.number()).isEqualTo(OURS);
    assertThat(ledger.invoiceNumbered("DE-2026-00007")).contains(made);
    assertThat(invoice(customer, "tieout:P-2", "100").number()).isPresent().isNotEqualTo(OURS);
  }

  @Test
  void a_number_that_is_taken_is_said_to_be() {
    if (!can(Ability.GIVEN_NUMBERS)) {
      return;
    }
    Customer customer = customer("Zephyr");
    writer.createInvoice(customer.id(), draft("tieout:P-1", "1", "100"), OURS, "key-1");
    assertThat(
            writer.saysNumberTaken(
                refused(() ->
                    writer.createInvoice(
                        customer.id(), draft("tieout:P-2", "1", "100"), OURS, "key-2"))))
        .isTrue();
    assertThat(byMark(customer, "tieout:P-2")).isEmpty();
    assertThat(
            writer.saysNumberTaken(
                refused(() ->
                    writer.createInvoice(
                        UNKNOWN, draft("tieout:P-3", "1", "100"), Optional.of("X-1"), "key-3"))))
        .isFalse();
  }

  @Test
  void a_draft_keeps_the_number_it_is_given_when_it_is_authorised() {
    if (!can(Ability.DRAFTS) || !can(Ability.GIVEN_NUMBERS)) {
      return;
    }
    Customer customer = customer("Zephyr");
    Invoice made =
        writer.createDraft(customer.id(), draft("tieout:P-1", "1", "100"), OURS, "key-1");
    assertThat(made.number()).isEqualTo(OURS);
    assertThat(writer.authorise(made.id(), "key-2").number()).isEqualTo(OURS);
  }
}
