package io.tieout.work.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.rollout.Scope;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ComparingTest {
  private static final CreateInvoice WOULD =
      (CreateInvoice) Samples.invoice("P-1", "006A", new Billed.Known("55", "Acme")).change();
  private static final InvoiceDraft DRAFT = WOULD.invoice();

  private static Invoice did(String customer, String net, int days, InvoiceLine... lines) {
    Money amount = Amounts.exact("USD", net);
    return new Invoice(
        "12",
        Optional.of("1043"),
        customer,
        "Acme",
        DRAFT.issued().plusDays(4),
        DRAFT.issued().plusDays(4L + days),
        Optional.empty(),
        Samples.USD,
        List.of(lines),
        amount,
        Amounts.exact("USD", "0.00"),
        amount,
        amount,
        Invoice.Status.POSTED,
        Optional.empty(),
        Instant.EPOCH,
        "0",
        "https://books.example/12");
  }

  private static InvoiceLine line(String item, String quantity, String price, String amount) {
    return new InvoiceLine(
        Optional.of(item),
        "what people wrote",
        new BigDecimal(quantity),
        new BigDecimal(price),
        Amounts.exact("USD", amount),
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> told(Invoice did) {
    return Comparing.of(WOULD, did).stream().map(d -> d.verdict() + " " + d.sentence()).toList();
  }

  @Test
  void the_day_the_number_and_the_wording_are_people_s_own() {
    assertThat(told(did("55", "1200.00", 30, line("item-1", "12.00", "100", "1200.00")))).isEmpty();
  }

  @Test
  void customer_amount_and_days_are_told_with_both_sides() {
    assertThat(told(did("77", "1100.00", 14, line("item-1", "11", "100", "1100.00"))))
        .contains(
            "CUSTOMER customer: Tieout Acme, people Acme",
            "AMOUNT amount before tax: Tieout USD 1,200.00, people USD 1,100.00",
            "TERMS due after: Tieout 30 days, people 14 days")
        .anyMatch(t -> t.startsWith("LINES") && t.endsWith("quantity: Tieout 12, people 11"));
  }

  @Test
  void lines_that_are_missing_or_more_are_told_and_pairs_are_found_by_item() {
    assertThat(
            told(
                did(
                    "55",
                    "1200.00",
                    30,
                    line("item-9", "1", "200", "200.00"),
                    line("item-1", "10", "100", "1000.00"))))
        .hasSize(3)
        .anyMatch(t -> t.endsWith("quantity: Tieout 12, people 10"))
        .anyMatch(t -> t.endsWith("amount: Tieout USD 1,200.00, people USD 1,000.00"))
        .contains("LINES extra line: Tieout nothing, people 1 × what people wrote, USD 200.00");
    assertThat(told(did("55", "1200.00", 30)))
        .singleElement()
        .asString()
        .startsWith("LINES missing line: Tieout 12 × ");
  }

  @Test
  void a_cell_that_a_spreadsheet_would_run_is_a_text() {
    ReportCase odd =
        new ReportCase(
            "006A",
            "=cmd()",
            "Acme \"Inc\"",
            Optional.empty(),
            Verdict.SAME,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    ShadowReport report =
        new ShadowReport(
            Scope.parse("invoicing"),
            DRAFT.issued(),
            DRAFT.issued(),
            Instant.EPOCH,
            ShadowReport.Assumptions.USUAL,
            List.of(odd));
    assertThat(ReportText.csv(report)).contains("\"'=cmd()\",\"Acme \"\"Inc\"\"\"");
  }
}
