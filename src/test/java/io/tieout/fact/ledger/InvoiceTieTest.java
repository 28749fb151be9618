package io.tieout.fact.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.ledger.InvoiceDraft.Pricing;
import io.tieout.fact.party.Address;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Which sum of the book's is held against the deal's amount.
class InvoiceTieTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final String MARK = "tieout:P-1";

  private static Money gbp(String amount) {
    return Amounts.exact("GBP", amount);
  }

  private static InvoiceLine line() {
    return new InvoiceLine(
        Optional.of("1"),
        "Thing",
        BigDecimal.ONE,
        new BigDecimal("120"),
        gbp("120"),
        Optional.of("S"),
        Optional.empty());
  }

  private static InvoiceDraft draft(Pricing pricing, Optional<Money> tax) {
    return new InvoiceDraft(
        DAY,
        DAY,
        Optional.empty(),
        CurrencyUnit.GBP,
        pricing,
        List.of(line()),
        gbp("120"),
        tax,
        Optional.empty(),
        Address.NONE,
        Address.NONE,
        Optional.empty(),
        Optional.empty(),
        MARK);
  }

  private static Invoice invoice(String net, String tax) {
    Money total = gbp(net).plus(gbp(tax));
    return new Invoice(
        "9",
        Optional.of("INV-9"),
        "7",
        "Acme",
        DAY,
        DAY,
        Optional.empty(),
        CurrencyUnit.GBP,
        List.of(line()),
        gbp(net),
        gbp(tax),
        total,
        total,
        Invoice.Status.POSTED,
        Optional.of(MARK),
        Instant.EPOCH,
        "1",
        "https://books.example/9");
  }

  private static List<String> disagreeing(InvoiceDraft draft, Invoice invoice) {
    return InvoiceTie.of("7", draft, invoice, Invoice.Status.POSTED).stream()
        .filter(field -> !field.agrees())
        .map(InvoiceTie.Field::name)
        .toList();
  }

  @Test
  void with_tax_inside_the_total_is_the_deal_s_amount_to_the_cent() {
    InvoiceDraft draft = draft(Pricing.WITH_TAX, Optional.of(gbp("20")));
    assertThat(disagreeing(draft, invoice("100", "20"))).isEmpty();
    assertThat(disagreeing(draft, invoice("100", "19.99")))
        .containsExactly("tax", "total with tax");
    assertThat(disagreeing(draft, invoice("100.01", "19.99"))).containsExactly("tax");
    assertThat(disagreeing(draft, invoice("120", "24"))).contains("total with tax");
  }

  @Test
  void with_tax_on_top_the_net_is_and_tax_counts_only_where_it_was_expected() {
    assertThat(disagreeing(draft(Pricing.BEFORE_TAX, Optional.empty()), invoice("120", "24.01")))
        .isEmpty();
    assertThat(
            disagreeing(draft(Pricing.BEFORE_TAX, Optional.of(gbp("24"))), invoice("120", "24.01")))
        .containsExactly("tax");
    assertThat(disagreeing(draft(Pricing.BEFORE_TAX, Optional.empty()), invoice("100", "20")))
        .containsExactly("net");
  }
}
