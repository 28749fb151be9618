package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.InvoiceEditingTest.edit;
import static io.tieout.work.invoicing.InvoiceEditingTest.lines;
import static io.tieout.work.invoicing.InvoiceEditingTest.priced;
import static io.tieout.work.invoicing.InvoiceEditingTest.proposed;
import static io.tieout.work.invoicing.PricesWithTaxTest.BRITISH;
import static io.tieout.work.invoicing.PricesWithTaxTest.BY_LINE;
import static io.tieout.work.invoicing.PricesWithTaxTest.withTax;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.work.invoicing.InvoiceEditing.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tax of an edited invoice: worked out from the edited lines, by the rules of the book.
class EditedTaxTest {
  private static final DealLine[] LINES = {
    line("L1", "A", "10", "120", "1200.00"), line("L2", "B", "1", "300", "300.00")
  };

  private static Result result(DealReadings in, InvoiceEdit edit) {
    return edit(proposed(in), in, edit);
  }

  private static InvoiceDraft edited(DealReadings in, InvoiceEdit edit) {
    Result result = result(in, edit);
    assertThat(result).as("%s", result).isInstanceOf(Result.Ready.class);
    return ((CreateInvoice) ((Result.Ready) result).proposal().change()).invoice();
  }

  private static DealReadings beforeTax(DealReadings in) {
    return Facts.withBooks(in, in.ledger().with(BillingRules.PLAIN.with(Pricing.BEFORE_TAX)));
  }

  @Test
  void the_tax_inside_is_split_anew() {
    InvoiceDraft invoice =
        edited(withTax(BRITISH, "1500.00", LINES), lines(priced("L1", "5", "60")));
    assertThat(invoice.net()).isEqualTo(usd("600.00"));
    assertThat(invoice.expectedTax()).contains(usd("100.00"));
    assertThat(invoice.lines())
        .extracting(InvoiceLine::taxInside)
        .containsExactly(Optional.of(usd("50.00")), Optional.of(usd("50.00")));
  }

  @Test
  void a_price_whose_tax_does_not_come_out_is_refused_and_not_rounded() {
    Result result =
        result(
            withTax(BRITISH, "1500.00", LINES),
            lines(priced("L1", "1", "99.99"), LineEdit.leavingOut("L2")));
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.text()).contains("USD 99.99", "20.0% S")));
  }

  @Test
  void a_quantity_by_which_no_price_with_tax_divides_is_refused() {
    assertThat(result(withTax(BRITISH, "1500.00", LINES), lines(priced("L1", "250000", "0.12"))))
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.text()).contains("quantity 250000 is over")));
  }

  @Test
  void tax_on_top_is_expected_of_the_edited_lines_where_the_book_rounds_by_line() {
    DealReadings in = beforeTax(withTax(BY_LINE, "1500.00", LINES));
    assertThat(edited(in, lines(LineEdit.leavingOut("L2"))).expectedTax()).contains(usd("240.00"));
    // 2.004 each, rounded for each line
    assertThat(
            edited(in, lines(priced("L1", "1", "10.02"), priced("L2", "1", "10.02"))).expectedTax())
        .contains(usd("4.00"));
  }

  @Test
  void where_only_the_book_can_know_the_tax_nothing_is_guessed() {
    DealReadings in = beforeTax(withTax(BRITISH, "1500.00", LINES));
    assertThat(
            edited(in, lines(priced("L1", "1", "10.02"), priced("L2", "1", "10.02"))).expectedTax())
        .as("4.00 by line, 4.01 on the sum")
        .isEmpty();
  }
}
