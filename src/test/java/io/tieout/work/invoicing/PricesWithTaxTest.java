package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.account;
import static io.tieout.work.invoicing.Facts.book;
import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.Facts.readings;
import static io.tieout.work.invoicing.Facts.taxCode;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Deals whose amounts hold the tax, in books of every kind.
class PricesWithTaxTest {
  static final Book BRITISH = with(book(TaxRegime.PER_LINE), "country", "GB");
  static final Book BY_LINE =
      with(BRITISH, "abilities", Json.texts(List.of("TERM_LIST", "TAX_BY_LINE")));
  private static final TaxCode STANDARD = taxCode("1", "20.0% S", "20");

  static DealReadings withTax(Book book, String amount, DealLine... lines) {
    DealReadings in =
        Facts.withAccount(
            Facts.withBook(
                readings(deal(amount), List.of(lines)), book, STANDARD, taxCode("2", "0% Z", "0")),
            with(
                account(),
                "billing",
                Records.write(Facts.address("1 Quay", "Leith", "", "EH6", "United Kingdom"))));
    return Facts.withBooks(in, in.ledger().with(BillingRules.PLAIN.with(Pricing.WITH_TAX)));
  }

  private static Proposal ready(DealReadings in) {
    Drafted drafted = InvoiceDrafting.draft(in, occasion());
    assertThat(drafted).isInstanceOf(Drafted.Ready.class);
    return ((Drafted.Ready) drafted).proposal();
  }

  private static InvoiceDraft invoice(DealReadings in) {
    return ((CreateInvoice) ready(in).change()).invoice();
  }

  private static Blocker onlyBlocker(DealReadings in) {
    Drafted drafted = InvoiceDrafting.draft(in, occasion());
    assertThat(drafted).isInstanceOf(Drafted.Blocked.class);
    assertThat(((Drafted.Blocked) drafted).blockers()).hasSize(1);
    return ((Drafted.Blocked) drafted).blockers().getFirst();
  }

  @Test
  void the_deal_s_amount_is_the_total_and_the_tax_inside_is_told_by_line() {
    DealReadings in =
        withTax(
            BRITISH,
            "1500.00",
            line("L1", "A", "10", "120", "1200.00"),
            line("L2", "B", "1", "300", "300.00"));
    InvoiceDraft invoice = invoice(in);
    assertThat(invoice.pricing()).isEqualTo(Pricing.WITH_TAX);
    assertThat(invoice.net()).isEqualTo(usd("1500.00"));
    assertThat(invoice.expectedTax()).contains(usd("250.00"));
    assertThat(invoice.beforeTax()).contains(usd("1250.00"));
    assertThat(invoice.lines())
        .extracting(InvoiceLine::taxInside)
        .containsExactly(Optional.of(usd("200.00")), Optional.of(usd("50.00")));
    assertThat(ready(in).evidence())
        .anySatisfy(e -> assertThat(e.value()).startsWith("prices include tax"));
    assertThat(ready(in).circumstances().amount()).isEqualTo(usd("1500.00"));
  }

  @Test
  void the_kind_of_prices_changes_the_digest_and_is_read_back() {
    DealReadings in = withTax(BRITISH, "120.00", line("L1", "A", "1", "120", "120.00"));
    DealReadings before =
        Facts.withBooks(in, in.ledger().with(BillingRules.PLAIN.with(Pricing.BEFORE_TAX)));
    assertThat(ready(in).digest()).isNotEqualTo(ready(before).digest());
    assertThat(invoice(before).lines().getFirst().taxInside()).isEmpty();
    Proposal read = Records.read(Records.write(ready(in)), Proposal.class);
    assertThat(read).isEqualTo(ready(in));
    assertThat(Redraft.differences(ready(in), new Drafted.Ready(ready(before))))
        .anySatisfy(d -> assertThat(d.sentence()).contains("tax included", "before tax"));
  }

  @Test
  void where_tax_cannot_come_out_to_the_cent_a_person_is_told_why_and_what_to_do() {
    DealReadings in = withTax(BRITISH, "99.99", line("L1", "A", "1", "99.99", "99.99"));
    Blocker blocker = onlyBlocker(in);
    assertThat(blocker.kind()).isEqualTo("tax does not come out even");
    assertThat(blocker.text()).contains("USD 99.99", "20.0% S", "by a cent in the CRM");
  }

  @Test
  void a_book_that_rounds_by_line_takes_any_price() {
    DealReadings in =
        withTax(
            BY_LINE,
            "199.98",
            line("L1", "A", "1", "99.99", "99.99"),
            line("L2", "B", "1", "99.99", "99.99"));
    InvoiceDraft invoice = invoice(in);
    // Twice 16.67; the tax inside 199.98 would be 33.33
    assertThat(invoice.expectedTax()).contains(usd("33.34"));
    assertThat(invoice.lines()).allMatch(l -> l.taxInside().isEmpty());
  }

  @Test
  void an_american_book_has_no_such_prices() {
    for (TaxRegime regime : List.of(TaxRegime.US_AUTOMATED, TaxRegime.US_BY_CODE)) {
      DealReadings in = withTax(book(regime), "120.00", line("L1", "A", "1", "120", "120.00"));
      Blocker blocker = onlyBlocker(in);
      assertThat(blocker.kind()).isEqualTo("book has no prices with tax");
      assertThat(blocker.text()).contains("prices = with_tax", "before_tax");
    }
  }

  @Test
  void a_book_without_tax_finds_none_inside() {
    InvoiceDraft invoice =
        invoice(withTax(book(TaxRegime.NONE), "99.99", line("L1", "A", "1", "99.99", "99.99")));
    assertThat(invoice.expectedTax()).contains(usd("0.00"));
    assertThat(invoice.beforeTax()).contains(usd("99.99"));
  }

  @Test
  void a_rate_that_is_not_told_is_asked_for_only_where_the_net_must_be_given() {
    DealLine only = line("L1", "A", "1", "120", "120.00");
    DealReadings in = withTax(BRITISH, "120.00", only);
    TaxCode unclear =
        new TaxCode("9", "VAT", Optional.empty(), true, Optional.empty(), List.of(), true, "0");
    DealReadings.Knowledge chosen =
        new DealReadings.Knowledge(
            Optional.empty(),
            java.util.Map.of(),
            java.util.Map.of("tax:quickbooks/main:domestic", "9"));
    DealReadings unknown =
        Facts.withKnown(
            Facts.withBooks(
                in,
                Facts.withBook(in, BRITISH, unclear)
                    .ledger()
                    .with(BillingRules.PLAIN.with(Pricing.WITH_TAX))),
            chosen);
    assertThat(onlyBlocker(unknown).kind()).isEqualTo("tax rate is unknown");
    DealReadings byLine =
        Facts.withBooks(
            unknown,
            Facts.withBook(unknown, BY_LINE, unclear)
                .ledger()
                .with(BillingRules.PLAIN.with(Pricing.WITH_TAX)));
    assertThat(invoice(byLine).expectedTax()).isEmpty();
    assertThat(invoice(byLine).beforeTax()).isEmpty();
  }

  @Test
  void a_quantity_too_large_to_divide_by_is_sold_once() {
    InvoiceLine sold =
        invoice(withTax(BRITISH, "300000.00", line("L1", "A", "250000", "1.2", "300000.00")))
            .lines()
            .getFirst();
    assertThat(sold.quantity()).isEqualByComparingTo("1");
    assertThat(sold.description()).contains("250000 × 1.2");
  }

  @Test
  void tax_on_top_is_expected_by_line_only_where_the_book_rounds_so() {
    DealLine[] lines = {
      line("L1", "A", "1", "10.02", "10.02"), line("L2", "B", "1", "10.02", "10.02")
    };
    DealReadings byLine = withTax(BY_LINE, "20.04", lines);
    DealReadings other = withTax(BRITISH, "20.04", lines);
    assertThat(
            invoice(
                    Facts.withBooks(
                        byLine, byLine.ledger().with(BillingRules.PLAIN.with(Pricing.BEFORE_TAX))))
                .expectedTax())
        .contains(usd("4.00"));
    assertThat(
            invoice(
                    Facts.withBooks(
                        other, other.ledger().with(BillingRules.PLAIN.with(Pricing.BEFORE_TAX))))
                .expectedTax())
        .as("4.00 by line, 4.01 on the sum")
        .isEmpty();
  }
}
