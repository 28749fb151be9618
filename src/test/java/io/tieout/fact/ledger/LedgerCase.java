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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A book on its stage, and what tests of books write into it.
abstract class LedgerCase {
  static final String UNKNOWN = "987654321";
  private static final Address OFFICE =
      new Address(
          Optional.of("1 Quay Street"),
          Optional.of("Portland"),
          Optional.of("OR"),
          Optional.of("97201"),
          Optional.of("US"));

  LedgerStage stage;
  Ledger ledger;
  LedgerWriter writer;
  Book book;

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

  final boolean can(Book.Ability ability) {
    return book.abilities().contains(ability);
  }

  final Customer customer(String name) {
    return writer.createCustomer(customerDraft(name), "customer-" + name.hashCode());
  }

  /// Each customer has a mark of its own, as proposals have.
  final CustomerDraft customerDraft(String name) {
    return new CustomerDraft(
        name,
        Optional.of(name.split(" ", 2)[0] + " Holding"),
        Optional.of("billing@zephyr.example"),
        Optional.of("+1 503 555 0100"),
        OFFICE,
        OFFICE,
        book.home(),
        "tieout:customer" + name.hashCode());
  }

  final Invoice invoice(Customer customer, String mark, String price) {
    return writer.createInvoice(customer.id(), draft(mark, "1", price), "invoice-" + mark);
  }

  final InvoiceDraft draft(String mark, String quantity, String unitPrice) {
    return draft(mark, line(quantity, unitPrice, freeCode()), InvoiceDraft.Pricing.BEFORE_TAX);
  }

  final InvoiceDraft draft(String mark, InvoiceLine line, InvoiceDraft.Pricing pricing) {
    return new InvoiceDraft(
        day(),
        day().plusDays(30),
        ledger.terms().stream().filter(t -> t.dueDays() == 30).map(Term::id).findFirst(),
        book.home(),
        pricing,
        List.of(line),
        line.amount(),
        Optional.empty(),
        Optional.of("billing@zephyr.example"),
        OFFICE,
        OFFICE,
        Optional.of("Zephyr platform · PO 4711 · Quote Q-7"),
        Optional.of("https://crm.example/deals/D-7"),
        mark);
  }

  final InvoiceLine line(String quantity, String unitPrice, Optional<String> taxCode) {
    BigDecimal count = new BigDecimal(quantity);
    BigDecimal price = new BigDecimal(unitPrice);
    Item item = ledger.items().stream().filter(Item::sellable).findFirst().orElseThrow();
    return new InvoiceLine(
        Optional.of(item.id()),
        "Platform, yearly",
        count,
        price,
        Amounts.roundedHalfUp(book.home(), count.multiply(price)),
        taxCode,
        Optional.of(day()));
  }

  /// A code that adds no tax where the book has one; amounts of tests then are what they say.
  final Optional<String> freeCode() {
    return switch (book.taxRegime()) {
      case NONE -> Optional.empty();
      case US_AUTOMATED, US_BY_CODE -> Optional.of("NON");
      case PER_LINE -> {
        List<TaxCode> codes = ledger.taxCodes().stream().filter(TaxCode::active).toList();
        yield codes.stream()
            .filter(c -> c.ratePercent().filter(r -> r.signum() == 0).isPresent())
            .findFirst()
            .or(() -> codes.stream().findFirst())
            .map(TaxCode::id);
      }
    };
  }

  /// A code with tax, where lines carry codes.
  final Optional<TaxCode> taxedCode() {
    return book.taxRegime() == TaxRegime.PER_LINE
        ? ledger.taxCodes().stream()
            .filter(c -> c.active() && c.taxable())
            .filter(c -> c.ratePercent().filter(r -> r.signum() > 0).isPresent())
            .findFirst()
        : Optional.empty();
  }

  final List<Invoice> byMark(Customer customer, String mark) {
    return ledger.invoicesOf(customer.id(), day().minusDays(1), day().plusDays(1)).stream()
        .filter(i -> i.bears(mark))
        .toList();
  }

  final LocalDate day() {
    return stage.today();
  }

  final Money amount(String text) {
    return Amounts.exact(book.home(), new BigDecimal(text));
  }

  static Document quote(String name) {
    return new Document(
        name, "application/pdf", "%PDF-1.7 quote".getBytes(StandardCharsets.US_ASCII));
  }

  static Fault.Refused refused(ThrowingCallable call) {
    Fault fault = fault(call);
    assertThat(fault).isInstanceOf(Fault.Refused.class);
    return (Fault.Refused) fault;
  }

  static Fault fault(ThrowingCallable call) {
    FaultException thrown = catchThrowableOfType(FaultException.class, call);
    assertThat(thrown).as("a fault").isNotNull();
    return thrown.fault();
  }
}
