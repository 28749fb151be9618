package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.party.Address;
import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every `Ledger` with its `LedgerWriter` must show, whichever system it speaks to.
public abstract class LedgerContract {
  private static final Address OFFICE =
      new Address(
          Optional.of("1 Quay Street"),
          Optional.of("Portland"),
          Optional.of("OR"),
          Optional.of("97201"),
          Optional.of("US"));

  private LedgerStage stage;
  private Ledger ledger;
  private LedgerWriter writer;
  private Book book;

  /// A fresh book that nobody else touches.
  protected abstract LedgerStage open();

  @BeforeEach
  final void begin() {
    stage = open();
    ledger = stage.ledger();
    writer = stage.writer();
    book = ledger.book();
  }

  @AfterEach
  final void end() {
    stage.close();
  }

  @Test
  void a_created_customer_reads_back_equal_and_is_found_by_either_name_in_any_case() {
    Customer made = customer("Zephyr Söhne & O'Neil \\ Co");
    assertThat(ledger.customer(made.id())).contains(made);
    assertThat(made.email()).contains("billing@zephyr.example");
    assertThat(made.billing().city()).contains("Portland");
    assertThat(made.takes(book.home())).isTrue();
    assertThat(made.balance()).isEqualTo(Money.zero(book.home()));
    assertThat(made.notes()).hasValueSatisfying(n -> assertThat(n).contains("tieout:customer"));
    assertThat(ledger.customersNamed("zephyr SÖHNE & o'neil \\ co")).containsExactly(made);
    assertThat(ledger.customersNamed("Zephyr Holding")).containsExactly(made);
    assertThat(ledger.customersNamed("Zephyr")).isEmpty();
    assertThat(ledger.customers()).contains(made);
    assertThat(ledger.customer("987654321")).isEmpty();
  }

  @Test
  void a_customer_s_name_is_refused_the_second_time_and_when_a_vendor_holds_it() {
    Customer made = customer("Zephyr");
    stage.addVendor("Paper Mill");
    assertThat(refused(() -> customer("ZEPHYR")).field()).contains("DisplayName");
    assertThat(refused(() -> customer("Paper Mill")).field()).contains("DisplayName");
    assertThat(ledger.otherHolderOfName("paper mill")).contains("vendor");
    assertThat(ledger.otherHolderOfName("Zephyr")).isEmpty();
    stage.deactivate(made.id());
    assertThat(ledger.customersNamed("Zephyr"))
        .singleElement()
        .satisfies(c -> assertThat(c.active()).isFalse());
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
    assertThat(made.issued()).isEqualTo(draft.issued());
    assertThat(made.due()).isEqualTo(draft.due());
    assertThat(made.currency()).isEqualTo(draft.currency());
    assertThat(made.net()).isEqualTo(draft.net());
    assertThat(made.total()).isEqualTo(made.net().plus(made.tax()));
    assertThat(made.balance()).isEqualTo(made.total());
    assertThat(made.voided()).isFalse();
    assertThat(made.lines())
        .singleElement()
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(draft.lines().getFirst());
    assertThat(ledger.invoice("987654321")).isEmpty();
    assertThat(ledger.invoiceNumbered("no such number")).isEmpty();
    assertThat(ledger.invoicesOf(customer.id(), day().plusDays(1), day().plusDays(9))).isEmpty();
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
    Invoice one = writer.createInvoice(customer.id(), draft("tieout:P-1", "1", "100"), "key-1");
    Invoice two = writer.createInvoice(customer.id(), draft("tieout:P-2", "1", "100"), "key-2");
    assertThat(ledger.attachments(one.id())).isEmpty();
    writer.attach(one.id(), quote("quote Q-7.pdf"), "key-3");
    assertThat(ledger.attachments(one.id())).containsExactly("quote Q-7.pdf");
    assertThat(ledger.attachments(two.id())).isEmpty();
  }

  @Test
  void a_payment_may_settle_several_invoices_and_leave_a_rest() {
    Customer customer = customer("Zephyr");
    Invoice one = writer.createInvoice(customer.id(), draft("tieout:P-1", "1", "100"), "key-1");
    Invoice two = writer.createInvoice(customer.id(), draft("tieout:P-2", "1", "80"), "key-2");
    Money half = amount("50");
    Money rest = amount("7.25");
    Money total = one.total().plus(half).plus(rest);
    String id = stage.pay(customer.id(), total, Map.of(one.id(), one.total(), two.id(), half));
    Payment payment = ledger.payment(id).orElseThrow();
    assertThat(payment.total()).isEqualTo(total);
    assertThat(payment.unapplied()).isEqualTo(rest);
    assertThat(payment.applications())
        .containsExactlyInAnyOrder(
            new Payment.Application(one.id(), one.total()),
            new Payment.Application(two.id(), half));
    assertThat(ledger.paymentsOf(customer.id())).containsExactly(payment);
    Invoice paid = ledger.invoice(one.id()).orElseThrow();
    assertThat(paid.balance()).isEqualTo(Money.zero(book.home()));
    assertThat(paid.version()).isNotEqualTo(one.version());
    assertThat(ledger.invoice(two.id()).orElseThrow().balance()).isEqualTo(two.total().minus(half));
    assertThat(ledger.payment("987654321")).isEmpty();
  }

  @Test
  void the_change_feed_shows_every_kind_of_change_oldest_first() {
    Customer customer = customer("Zephyr");
    Invoice invoice = writer.createInvoice(customer.id(), draft("tieout:P-1", "1", "9"), "key-1");
    Instant before = invoice.changedAt().minus(1, ChronoUnit.MINUTES);
    String kept = stage.pay(customer.id(), amount("1"), Map.of(invoice.id(), amount("1")));
    String gone = stage.pay(customer.id(), amount("2"), Map.of());
    stage.deletePayment(gone);
    List<LedgerChange> changes = ledger.changedSince(before);
    assertThat(changes)
        .extracting(c -> c.kind() + " " + c.id() + " " + c.deleted())
        .contains(
            "CUSTOMER " + customer.id() + " false",
            "INVOICE " + invoice.id() + " false",
            "PAYMENT " + kept + " false",
            "PAYMENT " + gone + " true");
    assertThat(changes).isSortedAccordingTo((a, b) -> a.changedAt().compareTo(b.changedAt()));
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
    stage.throttleNextWrite();
    Fault fault =
        fault(() -> writer.createInvoice(customer.id(), draft("tieout:P-1", "1", "100"), "key-1"));
    assertThat(fault)
        .isInstanceOfSatisfying(
            Fault.Throttled.class, t -> assertThat(t.retryAfter()).isPositive());
    assertThat(byMark(customer, "tieout:P-1")).isEmpty();
  }

  @Test
  void lists_are_there_to_choose_from() {
    assertThat(ledger.items()).anySatisfy(i -> assertThat(i.sellable() && i.active()).isTrue());
    assertThat(ledger.terms()).anySatisfy(t -> assertThat(t.dueDays()).isEqualTo(30));
    if (book.taxRegime() == TaxRegime.PER_LINE) {
      assertThat(ledger.taxCodes())
          .anySatisfy(
              t -> assertThat(t.ratePercent()).hasValueSatisfying(r -> assertThat(r).isPositive()));
    }
  }

  private Customer customer(String name) {
    return writer.createCustomer(customerDraft(name), "customer-" + name.hashCode());
  }

  private CustomerDraft customerDraft(String name) {
    return new CustomerDraft(
        name,
        Optional.of(name.split(" ", 2)[0] + " Holding"),
        Optional.of("billing@zephyr.example"),
        Optional.of("+1 503 555 0100"),
        OFFICE,
        OFFICE,
        book.home(),
        "tieout:customer");
  }

  private InvoiceDraft draft(String mark, String quantity, String unitPrice) {
    BigDecimal count = new BigDecimal(quantity);
    BigDecimal price = new BigDecimal(unitPrice);
    Money net = Amounts.roundedHalfUp(book.home(), count.multiply(price));
    InvoiceLine line =
        new InvoiceLine(
            Optional.of(
                ledger.items().stream().filter(Item::sellable).findFirst().orElseThrow().id()),
            "Platform, yearly",
            count,
            price,
            net,
            taxCode(),
            Optional.of(day()));
    return new InvoiceDraft(
        day(),
        day().plusDays(30),
        ledger.terms().stream().filter(t -> t.dueDays() == 30).map(Term::id).findFirst(),
        book.home(),
        InvoiceDraft.Pricing.BEFORE_TAX,
        List.of(line),
        net,
        Optional.empty(),
        Optional.of("billing@zephyr.example"),
        OFFICE,
        OFFICE,
        Optional.of("Thank you"),
        Optional.of("https://crm.example/deals/D-7"),
        mark);
  }

  private Optional<String> taxCode() {
    return switch (book.taxRegime()) {
      case NONE -> Optional.empty();
      case US_AUTOMATED, US_BY_CODE -> Optional.of("NON");
      case PER_LINE ->
          ledger.taxCodes().stream().filter(TaxCode::active).map(TaxCode::id).findFirst();
    };
  }

  private List<Invoice> byMark(Customer customer, String mark) {
    return ledger.invoicesOf(customer.id(), day().minusDays(1), day().plusDays(1)).stream()
        .filter(i -> i.bears(mark))
        .toList();
  }

  private LocalDate day() {
    return stage.today();
  }

  private Money amount(String text) {
    return Amounts.exact(book.home(), new BigDecimal(text));
  }

  private static Document quote(String name) {
    return new Document(
        name, "application/pdf", "%PDF-1.7 quote".getBytes(StandardCharsets.US_ASCII));
  }

  private static Fault.Refused refused(ThrowingCallable call) {
    Fault fault = fault(call);
    assertThat(fault).isInstanceOf(Fault.Refused.class);
    return (Fault.Refused) fault;
  }

  private static Fault fault(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
