package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.book;
import static io.tieout.work.invoicing.Facts.customer;
import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.Facts.plain;
import static io.tieout.work.invoicing.Facts.readings;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.work.invoicing.DealReadings.BookSide;
import io.tieout.work.invoicing.DealReadings.Knowledge;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What keeps a ledger from taking an invoice is found before it is proposed, and said.
class InvoiceObstaclesTest {
  private static final Json TEN_EUROS =
      Json.object().put("currency", "EUR").put("amount", "10.00").build();

  private static List<Blocker> blockers(DealReadings in) {
    Drafted drafted = InvoiceDrafting.draft(in, occasion());
    assertThat(drafted).isInstanceOf(Drafted.Blocked.class);
    return ((Drafted.Blocked) drafted).blockers();
  }

  private static CreateInvoice invoice(DealReadings in) {
    Drafted drafted = InvoiceDrafting.draft(in, occasion());
    assertThat(drafted).isInstanceOf(Drafted.Ready.class);
    return (CreateInvoice) ((Drafted.Ready) drafted).proposal().change();
  }

  private static DealReadings withNameHolder(DealReadings in, String holder) {
    BookSide b = in.ledger();
    return Facts.withBooks(
        in,
        new BookSide(
            b.system(),
            b.book(),
            b.items(),
            b.taxCodes(),
            b.terms(),
            List.of(customer("9", "Zephyr Shipping")),
            Optional.of(holder)));
  }

  @Test
  void a_deal_in_a_currency_the_book_does_not_keep_is_told_with_both() {
    DealReadings euros =
        readings(
            with(with(deal("10.00"), "currency", "EUR"), "amount", TEN_EUROS),
            List.of(with(line("L1", "A", "1", "10", "10.00"), "total", TEN_EUROS)));
    assertThat(blockers(euros))
        .filteredOn(b -> b.kind().equals("book keeps one currency"))
        .singleElement()
        .satisfies(b ->
            assertThat(b.text())
                .contains("is in EUR", "keeps USD", "Add the currency in the books"));
  }

  @Test
  void a_line_in_another_currency_than_its_deal_is_named() {
    DealLine odd = with(line("L1", "A", "1", "10", "10.00"), "total", TEN_EUROS);
    assertThat(blockers(readings(deal("10.00"), List.of(odd))))
        .anySatisfy(b -> {
          assertThat(b.kind()).isEqualTo("line is in another currency");
          assertThat(b.text()).contains("Product A", "EUR", "USD");
        });
  }

  @Test
  void a_name_that_a_vendor_holds_is_asked_about_and_another_is_offered() {
    DealReadings taken = withNameHolder(plain(), "vendor");
    Blocker blocker = blockers(taken).getFirst();
    assertThat(blocker.kind()).isEqualTo("name is taken");
    assertThat(blocker.text()).contains("the name of a vendor", "“Acme, Inc. (USD)”");
    DealReadings answered =
        Facts.withKnown(
            taken,
            new Knowledge(Optional.empty(), Map.of(), Map.of(blocker.key(), CustomerMatching.NEW)));
    assertThat(invoice(answered).customer())
        .isInstanceOfSatisfying(
            Billed.New.class,
            n -> assertThat(n.draft().displayName()).isEqualTo("Acme, Inc. (USD)"));
  }

  @Test
  void every_line_has_a_day_of_service_whether_the_crm_names_one_or_not() {
    DealLine own = with(line("L1", "A", "1", "1000", "1000.00"), "serviceDate", "2027-03-01");
    DealLine bare = line("L2", "B", "1", "500", "500.00");
    assertThat(invoice(readings(deal("1500.00"), List.of(own, bare))).invoice().lines())
        .extracting(InvoiceLine::serviceDate)
        .containsExactly(
            Optional.of(LocalDate.parse("2027-03-01")), Optional.of(LocalDate.parse("2026-12-01")));
    Json noTerms = Json.object().build();
    DealReadings nothing = readings(with(deal("500.00"), "terms", noTerms), List.of(bare));
    assertThat(invoice(nothing).invoice().lines())
        .extracting(InvoiceLine::serviceDate)
        .containsExactly(Optional.of(nothing.deal().closeDate()));
  }

  @Test
  void without_a_rate_that_fits_nothing_is_billed_outside_of_the_us() {
    DealReadings british = Facts.withBook(plain(), with(book(TaxRegime.PER_LINE), "country", "GB"));
    assertThat(blockers(british)).isNotEmpty().allMatch(b -> b.kind().startsWith("tax"));
  }
}
