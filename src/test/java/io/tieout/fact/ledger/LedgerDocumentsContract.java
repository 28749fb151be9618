package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.ledger.Book.Ability;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.value.fault.Fault;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What every book must show of customers, invoices, drafts and what hangs on them.
abstract class LedgerDocumentsContract extends LedgerCase {
  @Test
  void a_created_customer_reads_back_equal_and_is_found_by_name_in_any_case() {
    Customer made = customer("Zephyr Söhne & O'Neil \\ \"Co\"");
    assertThat(ledger.customer(made.id())).contains(made);
    assertThat(made.email()).contains("billing@zephyr.example");
    assertThat(made.billing().city()).contains("Portland");
    assertThat(made.takes(book.home())).isTrue();
    assertThat(made.balance()).isEqualTo(Money.zero(book.home()));
    assertThat(made.notes()).hasValueSatisfying(n -> assertThat(n).contains("tieout:customer"));
    assertThat(ledger.customersNamed("zephyr SÖHNE & o'neil \\ \"CO\"")).containsExactly(made);
    made.companyName()
        .ifPresent(company -> assertThat(ledger.customersNamed(company)).containsExactly(made));
    assertThat(ledger.customersNamed("Zephyr")).isEmpty();
    assertThat(ledger.customers()).contains(made);
    assertThat(ledger.customer(UNKNOWN)).isEmpty();
  }

  @Test
  void a_customer_s_name_is_refused_the_second_time_and_found_when_inactive() {
    Customer made = customer("Zephyr");
    assertThat(refused(() -> customer("ZEPHYR")).field()).isPresent();
    assertThat(ledger.otherHolderOfName("Zephyr")).isEmpty();
    stage.deactivate(made.id());
    assertThat(ledger.customersNamed("Zephyr"))
        .singleElement()
        .satisfies(c -> assertThat(c.active()).isFalse());
  }

  @Test
  void a_supplier_s_name_is_in_the_way_or_the_supplier_can_be_billed() {
    stage.addSupplier("Paper Mill");
    assertThat(refused(() -> customer("Paper Mill")).field()).isPresent();
    if (stage.supplierNamesBlock()) {
      assertThat(ledger.otherHolderOfName("paper mill")).isPresent();
      assertThat(ledger.customersNamed("paper mill")).isEmpty();
    } else {
      assertThat(ledger.otherHolderOfName("paper mill")).isEmpty();
      Customer supplier = ledger.customersNamed("paper mill").getFirst();
      assertThat(invoice(supplier, "tieout:P-1", "100").customerId()).isEqualTo(supplier.id());
    }
  }

  @Test
  void a_created_invoice_reads_back_equal_by_id_by_number_and_by_mark() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "2.5", "19.99");
    Invoice made = writer.createInvoice(customer.id(), draft, "key-1");
    assertThat(ledger.invoice(made.id())).contains(made);
    assertThat(ledger.invoiceNumbered(made.number().orElseThrow())).contains(made);
    assertThat(byMark(customer, "tieout:P-1")).containsExactly(made);
    assertThat(byMark(customer, "tieout:P-2")).isEmpty();
    assertThat(made.customerId()).isEqualTo(customer.id());
    assertThat(made.customerName()).isEqualTo("Zephyr");
    assertThat(made.issued()).isEqualTo(draft.issued());
    assertThat(made.due()).isEqualTo(draft.due());
    assertThat(made.termId()).isEqualTo(draft.termId());
    assertThat(made.currency()).isEqualTo(draft.currency());
    assertThat(made.net()).isEqualTo(draft.net());
    assertThat(made.total()).isEqualTo(made.net().plus(made.tax()));
    assertThat(made.balance()).isEqualTo(made.total());
    assertThat(made.status()).isEqualTo(Invoice.Status.POSTED);
    assertThat(made.url()).startsWith("https://").contains(made.id());
    assertSameLine(made, draft);
    assertThat(ledger.invoice(UNKNOWN)).isEmpty();
    assertThat(ledger.invoiceNumbered("no such number")).isEmpty();
    assertThat(ledger.invoicesOf(customer.id(), day().plusDays(1), day().plusDays(9))).isEmpty();
  }

  @Test
  void a_price_of_many_decimals_bills_the_exact_amount_and_reads_back() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "123456", "0.000125");
    Invoice made = writer.createInvoice(customer.id(), draft, "key-1");
    assertThat(made.net()).isEqualTo(amount("15.43"));
    assertSameLine(made, draft);
  }

  @Test
  void tax_comes_on_top_at_the_rate_of_the_line_s_code() {
    Optional<TaxCode> code = taxedCode();
    assertThat(code.isPresent()).isEqualTo(book.taxRegime() == TaxRegime.PER_LINE);
    if (code.isEmpty()) {
      return;
    }
    Customer customer = customer("Zephyr");
    InvoiceLine line = line("3", "33.35", code.map(TaxCode::id));
    InvoiceDraft draft = draft("tieout:P-1", line, InvoiceDraft.Pricing.BEFORE_TAX);
    Invoice made = writer.createInvoice(customer.id(), draft, "key-1");
    BigDecimal rate = code.flatMap(TaxCode::ratePercent).orElseThrow();
    assertThat(made.net()).isEqualTo(amount("100.05"));
    assertThat(made.tax())
        .isEqualTo(
            Amounts.roundedHalfUp(
                book.home(), new BigDecimal("100.05").multiply(rate).movePointLeft(2)));
    assertThat(made.lines().getFirst().taxCodeId()).isEqualTo(line.taxCodeId());
    assertThat(ledger.invoice(made.id())).contains(made);
  }

  @Test
  void prices_that_hold_the_tax_are_billed_as_they_stand_or_refused() {
    Customer customer = customer("Zephyr");
    InvoiceLine plain = line("1", "120", taxedCode().map(TaxCode::id).or(this::freeCode));
    if (!stage.takesPricesWithTax()) {
      InvoiceDraft draft = draft("tieout:P-1", plain, InvoiceDraft.Pricing.WITH_TAX);
      refused(() -> writer.createInvoice(customer.id(), draft, "key-1"));
      assertThat(byMark(customer, "tieout:P-1")).isEmpty();
      return;
    }
    InvoiceLine odd = line("3", "41.7", taxedCode().map(TaxCode::id).or(this::freeCode));
    for (InvoiceLine line : List.of(holding(plain), holding(odd))) {
      String mark = "tieout:P-" + Amounts.plain(line.quantity());
      InvoiceDraft draft = draft(mark, line, InvoiceDraft.Pricing.WITH_TAX);
      Invoice made = writer.createInvoice(customer.id(), draft, "key-" + mark);
      assertThat(made.total()).isEqualTo(line.amount());
      assertThat(made.tax()).isEqualTo(line.taxInside().orElseThrow());
      assertThat(made.net()).isEqualTo(made.total().minus(made.tax()));
      assertThat(made.tax().isPositive()).isEqualTo(taxedCode().isPresent());
      assertSameLine(made, draft);
      assertThat(InvoiceTie.of(customer.id(), draft, made, Invoice.Status.POSTED))
          .allMatch(InvoiceTie.Field::agrees);
      assertThat(ledger.invoice(made.id())).contains(made);
    }
  }

  /// The tax inside by the arithmetic of a single line, rounded half up.
  private InvoiceLine holding(InvoiceLine line) {
    BigDecimal rate = taxedCode().flatMap(TaxCode::ratePercent).orElse(BigDecimal.ZERO);
    BigDecimal inside =
        line.amount()
            .getAmount()
            .multiply(rate)
            .divide(rate.add(BigDecimal.valueOf(100)), 9, RoundingMode.HALF_UP);
    return line.holding(Amounts.roundedHalfUp(book.home(), inside));
  }

  @Test
  void the_same_key_again_does_not_make_a_second_record() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "1", "100");
    Invoice first = writer.createInvoice(customer.id(), draft, "key-1");
    assertThat(writer.createInvoice(customer.id(), draft, "key-1").id()).isEqualTo(first.id());
    assertThat(byMark(customer, "tieout:P-1")).hasSize(1);
    CustomerDraft other = customerDraft("Boreas");
    Customer made = writer.createCustomer(other, "key-2");
    assertThat(writer.createCustomer(other, "key-2").id()).isEqualTo(made.id());
    assertThat(ledger.customersNamed("Boreas")).hasSize(1);
  }

  @Test
  void a_closed_period_is_told_by_the_book_and_refuses_invoices() {
    Customer customer = customer("Zephyr");
    stage.closeBooksThrough(day());
    assertThat(ledger.book().closedThrough()).contains(day());
    assertThat(
            refused(() ->
                    writer.createInvoice(customer.id(), draft("tieout:P-1", "1", "100"), "key-1"))
                .message())
        .contains("closed period");
    assertThat(byMark(customer, "tieout:P-1")).isEmpty();
  }

  @Test
  void attachments_are_listed_with_their_invoice_alone() {
    Customer customer = customer("Zephyr");
    Invoice one = invoice(customer, "tieout:P-1", "100");
    Invoice two = invoice(customer, "tieout:P-2", "100");
    assertThat(ledger.attachments(one.id())).isEmpty();
    writer.attach(one.id(), quote("quote Q-7.pdf"), "key-3");
    assertThat(ledger.attachments(one.id())).containsExactly("quote Q-7.pdf");
    assertThat(ledger.attachments(two.id())).isEmpty();
  }

  @Test
  void a_draft_does_not_count_until_it_is_authorised() {
    Customer customer = customer("Zephyr");
    InvoiceDraft draft = draft("tieout:P-1", "2.5", "19.99");
    if (!can(Ability.DRAFTS)) {
      assertThat(refused(() -> writer.createDraft(customer.id(), draft, "key-1")).code())
          .isEqualTo("UNSUPPORTED");
      return;
    }
    Invoice made = writer.createDraft(customer.id(), draft, "key-1");
    assertThat(made.status()).isEqualTo(Invoice.Status.DRAFT);
    assertThat(byMark(customer, "tieout:P-1")).containsExactly(made);
    assertThat(balance(customer)).isEqualTo(Money.zero(book.home()));
    assertSameLine(made, draft);
    Invoice posted = writer.authorise(made.id(), "key-2");
    assertThat(posted.status()).isEqualTo(Invoice.Status.POSTED);
    assertThat(posted.id()).isEqualTo(made.id());
    assertThat(posted.total()).isEqualTo(made.total());
    assertSameLine(posted, draft);
    assertThat(balance(customer)).isEqualTo(made.total());
  }

  @Test
  void a_draft_can_be_discarded_twice_and_what_is_posted_cannot() {
    if (!can(Ability.DRAFTS)) {
      assertThat(refused(() -> writer.discard(UNKNOWN, "key-1")).code()).isEqualTo("UNSUPPORTED");
      return;
    }
    Customer customer = customer("Zephyr");
    Invoice made = writer.createDraft(customer.id(), draft("tieout:P-1", "1", "100"), "key-1");
    writer.discard(made.id(), "key-2");
    writer.discard(made.id(), "key-3");
    assertThat(ledger.invoice(made.id()).map(Invoice::voided).orElse(true)).isTrue();
    Invoice posted = invoice(customer, "tieout:P-2", "100");
    refused(() -> writer.discard(posted.id(), "key-4"));
    assertThat(ledger.invoice(posted.id())).contains(posted);
    assertThat(fault(() -> writer.authorise(made.id(), "key-5"))).isInstanceOf(Fault.Refused.class);
  }

  @Test
  void a_note_stands_with_its_invoice() {
    Customer customer = customer("Zephyr");
    Invoice made = invoice(customer, "tieout:P-1", "100");
    assertThat(ledger.keepsNotes()).isEqualTo(can(Ability.HISTORY_NOTES));
    if (!can(Ability.HISTORY_NOTES)) {
      assertThat(ledger.notes(made.id())).isEmpty();
      assertThat(refused(() -> writer.note(made.id(), "Approved by Ann", "key-2")).code())
          .isEqualTo("UNSUPPORTED");
      return;
    }
    writer.note(made.id(), "Approved by Ann", "key-2");
    assertThat(stage.notes(made.id())).contains("Approved by Ann");
    assertThat(ledger.notes(made.id())).contains("Approved by Ann");
    assertThat(ledger.notes(UNKNOWN)).isEmpty();
  }

  @Test
  void lists_are_there_to_choose_from() {
    assertThat(ledger.items()).anySatisfy(i -> assertThat(i.sellable() && i.active()).isTrue());
    if (can(Ability.TERM_LIST)) {
      assertThat(ledger.terms()).anySatisfy(t -> assertThat(t.dueDays()).isEqualTo(30));
    } else {
      assertThat(ledger.terms()).isEmpty();
      assertThat(book.defaultTermId()).isEmpty();
    }
    if (book.taxRegime() == TaxRegime.PER_LINE) {
      assertThat(taxedCode()).isPresent();
    }
    assertThat(book.currencies()).contains(book.home());
    assertThat(book.multicurrency() || book.currencies().size() == 1).isTrue();
  }

  private Money balance(Customer customer) {
    return ledger.customer(customer.id()).orElseThrow().balance();
  }

  /// Not every book keeps the day a service starts.
  private static void assertSameLine(Invoice made, InvoiceDraft draft) {
    assertThat(made.lines())
        .singleElement()
        .satisfies(found ->
            assertThat(found)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .ignoringActualEmptyOptionalFields()
                .ignoringFields("taxInside")
                .isEqualTo(draft.lines().getFirst()));
  }
}
