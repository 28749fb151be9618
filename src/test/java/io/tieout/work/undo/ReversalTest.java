package io.tieout.work.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Whether an invoice can be undone, from the book as it was read; and what of a deal's fields is
/// ours to take back.
class ReversalTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");

  private static Book book(Optional<LocalDate> closed) {
    return new Book(
        "us",
        "Us",
        "US",
        Samples.USD,
        closed,
        false,
        Set.of(Samples.USD),
        false,
        Book.TaxRegime.NONE,
        Set.of(),
        Optional.empty(),
        "1");
  }

  private static Money usd(String amount) {
    return Amounts.exact("USD", amount);
  }

  private static CreateInvoice approved() {
    return (CreateInvoice) Samples.invoice("P-1", "d1").change();
  }

  private static Invoice invoice(String balance, Invoice.Status status) {
    InvoiceDraft draft = approved().invoice();
    return new Invoice(
        "7",
        Optional.of("1007"),
        "c1",
        "Acme Inc",
        DAY,
        draft.due(),
        draft.termId(),
        Samples.USD,
        draft.lines(),
        usd("1200.00"),
        usd("60.00"),
        usd("1260.00"),
        usd(balance),
        status,
        Optional.of(draft.mark()),
        Instant.EPOCH,
        "3",
        "https://books.example/7");
  }

  private static Reversal judged(Invoice invoice) {
    return Reversal.of("1007", Optional.of(invoice), book(Optional.empty()));
  }

  @Test
  void an_open_invoice_of_an_open_period_can_be_voided() {
    Invoice open = invoice("1260.00", Invoice.Status.POSTED);
    assertThat(judged(open)).isEqualTo(new Reversal.Possible(open));
    assertThat(Reversal.of("1007", Optional.of(open), book(Optional.of(DAY.minusDays(1)))))
        .isEqualTo(new Reversal.Possible(open));
  }

  @Test
  void what_is_gone_or_voided_leaves_nothing_to_do() {
    assertThat(Reversal.of("1007", Optional.empty(), book(Optional.empty())))
        .isEqualTo(new Reversal.Nothing("invoice 1007 is not in the books any more"));
    assertThat(judged(invoice("0.00", Invoice.Status.VOIDED)))
        .isEqualTo(new Reversal.Nothing("invoice 1007 is voided in the books already"));
  }

  @Test
  void what_is_paid_or_credited_names_the_balance_and_the_remedy() {
    for (String balance : new String[] {"1259.99", "0.00"}) {
      assertThat(judged(invoice(balance, Invoice.Status.POSTED)))
          .isInstanceOfSatisfying(
              Reversal.Impossible.class,
              no -> {
                assertThat(no.why()).contains("USD", "Remove the payment", "credit note");
                assertThat(no.difference().sentence())
                    .startsWith("invoice “1007”: balance was USD 1,260.00, is USD ");
              });
    }
  }

  @Test
  void a_closed_period_names_its_day_and_the_remedy() {
    Invoice open = invoice("1260.00", Invoice.Status.POSTED);
    assertThat(Reversal.of("1007", Optional.of(open), book(Optional.of(DAY))))
        .isInstanceOfSatisfying(
            Reversal.Impossible.class,
            no -> assertThat(no.why()).contains("closed through 2026-11-02", "credit note"));
  }

  @Test
  void edits_are_told_and_what_people_kept_before_is_not() {
    Invoice as = invoice("1260.00", Invoice.Status.POSTED);
    assertThat(Reversal.edits(approved(), as, Map.of())).isEmpty();
    Invoice later =
        new Invoice(
            as.id(),
            as.number(),
            as.customerId(),
            as.customerName(),
            as.issued(),
            as.due().plusDays(9),
            as.termId(),
            as.currency(),
            as.lines(),
            as.net(),
            as.tax(),
            as.total(),
            as.balance(),
            as.status(),
            as.privateNote(),
            as.changedAt(),
            as.version(),
            as.url());
    assertThat(Reversal.edits(approved(), later, Map.of()))
        .singleElement()
        .asString()
        .contains("Edited in the books since: due date was approved as 2026-12-02");
    assertThat(Reversal.edits(approved(), later, Map.of("due date", later.due().toString())))
        .isEmpty();
  }

  @Test
  void only_fields_that_still_show_what_we_wrote_are_taken_back() {
    DealFinance written = finance("P-1", SyncStatus.INVOICED, PaymentStatus.UNPAID);
    DealFinance shown = finance("theirs", SyncStatus.INVOICED, PaymentStatus.UNPAID);
    DealFinance wanted = finance("P-1", SyncStatus.NEEDS_ATTENTION, PaymentStatus.VOIDED);
    assertThat(shown.with(wanted, written))
        .isEqualTo(finance("theirs", SyncStatus.NEEDS_ATTENTION, PaymentStatus.VOIDED));
    assertThat(written.with(wanted, written)).isEqualTo(wanted);
    assertThat(wanted.with(wanted, written)).as("done again").isEqualTo(wanted);
    assertThat(DealFinance.NONE.with(wanted, written)).isEqualTo(DealFinance.NONE);
  }

  private static DealFinance finance(String key, SyncStatus sync, PaymentStatus payment) {
    return new DealFinance(
        Optional.of(key),
        Optional.of(sync),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(payment),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
