package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.Facts.plain;
import static io.tieout.work.invoicing.Facts.with;
import static io.tieout.work.invoicing.Facts.withBooks;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Evidence;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.json.Json;
import io.tieout.work.invoicing.DealReadings.BookSide;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberChoiceTest {
  private static final Optional<NumberPattern> OURS =
      Optional.of(new NumberPattern("US-{year}-{number:5}", 1, 21));

  @Test
  void a_book_that_takes_no_numbers_is_in_the_way() {
    Drafted drafted = InvoiceDrafting.draft(numbered(OURS, Book.Ability.TERM_LIST), occasion());
    assertThat(drafted)
        .isInstanceOfSatisfying(
            Drafted.Blocked.class,
            blocked ->
                assertThat(blocked.blockers())
                    .singleElement()
                    .satisfies(b -> assertThat(b.key()).isEqualTo("numbers:quickbooks/main"))
                    .satisfies(b ->
                        assertThat(b.text())
                            .contains("US-{year}-{number:5}", "Custom transaction numbers")));
  }

  @Test
  void the_approver_sees_how_the_invoice_will_be_numbered() {
    Drafted.Ready ready =
        (Drafted.Ready)
            InvoiceDrafting.draft(
                numbered(OURS, Book.Ability.TERM_LIST, Book.Ability.GIVEN_NUMBERS), occasion());
    assertThat(ready.proposal().evidence())
        .filteredOn(e -> e.label().equals("Number"))
        .extracting(Evidence::value)
        .containsExactly("US-2026-…, given by Tieout when it goes to the books");
  }

  @Test
  void a_book_that_numbers_its_invoices_itself_is_not_mentioned() {
    Drafted.Ready ready =
        (Drafted.Ready)
            InvoiceDrafting.draft(numbered(Optional.empty(), Book.Ability.TERM_LIST), occasion());
    assertThat(ready.proposal().evidence()).noneMatch(e -> e.label().equals("Number"));
  }

  private static DealReadings numbered(Optional<NumberPattern> ours, Book.Ability... abilities) {
    DealReadings in = plain();
    BookSide side = in.ledger();
    Book book =
        with(
            side.book(),
            "abilities",
            Json.texts(List.of(abilities).stream().map(Enum::name).toList()));
    return withBooks(
        in,
        new BookSide(
            side.system(),
            book,
            side.items(),
            side.taxCodes(),
            side.terms(),
            side.customers(),
            side.nameHolder(),
            new BillingRules(ours, side.rules().pricing())));
  }
}
