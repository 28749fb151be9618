package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.account;
import static io.tieout.work.invoicing.Facts.book;
import static io.tieout.work.invoicing.Facts.customer;
import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.item;
import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.Facts.plain;
import static io.tieout.work.invoicing.Facts.readings;
import static io.tieout.work.invoicing.Facts.taxCode;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.DealReadings.Knowledge;
import io.tieout.work.invoicing.DealReadings.LearnedItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvoiceDraftingTest {
  private static Drafted draft(DealReadings in) {
    return InvoiceDrafting.draft(in, occasion());
  }

  private static Proposal ready(DealReadings in) {
    Drafted drafted = draft(in);
    assertThat(drafted).isInstanceOf(Drafted.Ready.class);
    return ((Drafted.Ready) drafted).proposal();
  }

  private static InvoiceDraft invoice(DealReadings in) {
    return ((CreateInvoice) ready(in).change()).invoice();
  }

  private static Billed billed(DealReadings in) {
    return ((CreateInvoice) ready(in).change()).customer();
  }

  private static Blocker onlyBlocker(DealReadings in) {
    Drafted drafted = draft(in);
    assertThat(drafted).isInstanceOf(Drafted.Blocked.class);
    assertThat(((Drafted.Blocked) drafted).blockers()).hasSize(1);
    return ((Drafted.Blocked) drafted).blockers().getFirst();
  }

  @Test
  void a_plain_deal_becomes_an_invoice_that_ties_to_it() {
    InvoiceDraft invoice = invoice(plain());
    assertThat(invoice.net()).isEqualTo(usd("1500.00"));
    assertThat(invoice.lines())
        .extracting(InvoiceLine::amount)
        .containsExactly(usd("1000.00"), usd("500.00"));
    assertThat(invoice.lines()).extracting(l -> l.taxCodeId().orElse("")).containsOnly("TAX");
    assertThat(invoice.expectedTax()).isEmpty();
    assertThat(invoice.issued()).isEqualTo(Facts.TODAY);
    assertThat(invoice.due()).isEqualTo(Facts.TODAY.plusDays(30));
    assertThat(invoice.mark()).isEqualTo("tieout:P-1");
    assertThat(invoice.memo())
        .contains("Acme renewal · PO PO-77 · Quote Q-0007 · Service 2026-12-01 to 2027-11-30");
    assertThat(billed(plain())).isEqualTo(new Billed.Known("55", "Acme Inc"));
    assertThat(ready(plain()).remarks()).isEmpty();
    assertThat(ready(plain()).circumstances().standardTerms()).isTrue();
  }

  @Test
  void a_proposal_is_read_back_as_it_was_stored() {
    DealReadings fresh = Facts.withCustomers(plain(), customer("9", "Zephyr Shipping"));
    for (Proposal proposal : List.of(ready(plain()), ready(fresh))) {
      Proposal read = Records.read(Records.write(proposal), Proposal.class);
      assertThat(read).isEqualTo(proposal);
      assertThat(read.digest()).isEqualTo(proposal.digest());
    }
  }

  @Test
  void a_deal_that_is_not_won_is_left_alone() {
    DealReadings open = Facts.withDeal(plain(), with(deal("1500.00"), "won", Json.of(false)));
    assertThat(draft(open)).isInstanceOf(Drafted.NotYet.class);
  }

  @Test
  void a_deal_over_nothing_is_left_alone() {
    assertThat(draft(readings(deal("0.00"), List.of(line("L1", "A", "1", "0", "0.00")))))
        .isInstanceOf(Drafted.NotYet.class);
  }

  @Test
  void lines_that_do_not_tie_to_the_deal_are_named_with_the_difference() {
    Blocker blocker =
        onlyBlocker(readings(deal("1500.01"), List.of(line("L1", "A", "1", "1500", "1500.00"))));
    assertThat(blocker.text()).contains("USD 1,500.00", "USD 1,500.01", "USD -0.01");
  }

  @Test
  void a_line_that_does_not_add_up_is_named_with_the_difference() {
    Blocker blocker =
        onlyBlocker(readings(deal("30.00"), List.of(line("L1", "A", "3", "9.99", "30.00"))));
    assertThat(blocker.text()).contains("Product A", "USD 29.97", "USD 0.03");
  }

  @Test
  void a_deal_whose_lines_cannot_be_seen_is_never_invoiced() {
    assertThat(onlyBlocker(readings(deal("1500.00"), List.of())).kind())
        .isEqualTo("lines are missing");
  }

  @Test
  void a_discount_line_is_invoiced_as_it_stands_and_counts_as_the_deal_s_discount() {
    DealReadings in =
        readings(
            deal("900.00"),
            List.of(
                line("L1", "A", "10", "100", "1000.00"), line("L2", "B", "1", "-100", "-100.00")));
    InvoiceDraft invoice = invoice(in);
    assertThat(invoice.net()).isEqualTo(usd("900.00"));
    assertThat(invoice.lines().getLast().unitPrice()).isEqualByComparingTo("-100");
    assertThat(ready(in).circumstances().maxDiscountPercent()).isEqualByComparingTo("10");
  }

  @Test
  void a_price_that_cannot_be_written_is_told_in_words() {
    InvoiceDraft invoice =
        invoice(readings(deal("100.01"), List.of(line("L1", "A", "3", "33.335", "100.01"))));
    InvoiceLine only = invoice.lines().getFirst();
    assertThat(only.quantity()).isEqualByComparingTo("1");
    assertThat(only.unitPrice()).isEqualByComparingTo("100.01");
    assertThat(only.description()).contains("3 × 33.335");
  }

  @Test
  void a_product_is_found_by_what_was_learned_unless_that_item_is_inactive() {
    DealReadings in =
        Facts.withKnown(
            Facts.withItems(plain(), item("11", "Widget", "zz"), item("12", "Onboarding", "B")),
            new Knowledge(
                Optional.empty(), Map.of("01tA", new LearnedItem("11", false)), Map.of()));
    assertThat(ready(in).lines().getFirst().how()).isEqualTo(How.LEARNED);
    DealReadings inactive =
        Facts.withItems(
            in,
            with(item("11", "Widget", "zz"), "active", Json.of(false)),
            item("12", "Onboarding", "B"));
    Blocker question = onlyBlocker(inactive);
    assertThat(question.title()).isEqualTo("Which ledger item is product “Product A”?");
    assertThat(question.choices()).extracting(Blocker.Choice::value).containsExactly("12");
  }

  @Test
  void a_name_alike_is_suggested_and_shown_but_a_contradiction_is_asked() {
    DealReadings in =
        readings(
            deal("100.00"),
            List.of(with(line("L1", "X", "1", "100", "100.00"), "name", "Support Plan Gold")));
    Proposal proposal = ready(Facts.withItems(in, item("7", "Gold Support Plan (annual)", "s1")));
    assertThat(proposal.lines().getFirst().how()).isEqualTo(How.SUGGESTED);
    assertThat(proposal.circumstances().suggestedLines()).isEqualTo(1);
    assertThat(proposal.remarks()).anyMatch(r -> r.contains("by its name alone"));
    assertThat(onlyBlocker(Facts.withItems(in, item("8", "Silver Support Plan", "s2"))).kind())
        .isEqualTo("product has no item");
  }

  @Test
  void a_customer_nobody_knows_is_made_and_remarked() {
    DealReadings in = Facts.withCustomers(plain(), customer("9", "Zephyr Shipping"));
    assertThat(billed(in)).isInstanceOf(Billed.New.class);
    assertThat(ready(in).remarks()).anyMatch(r -> r.contains("is a new customer"));
    assertThat(ready(in).circumstances().newCustomer()).isTrue();
  }

  @Test
  void another_legal_form_is_asked_and_a_missing_one_is_taken_with_a_remark() {
    Blocker asked = onlyBlocker(Facts.withCustomers(plain(), customer("9", "Acme Ltd")));
    assertThat(asked.choices()).extracting(Blocker.Choice::value).containsExactly("9", "new");
    DealReadings bare = Facts.withCustomers(plain(), customer("9", "Acme"));
    assertThat(billed(bare)).isEqualTo(new Billed.Known("9", "Acme"));
    assertThat(ready(bare).remarks()).anyMatch(r -> r.contains("found by likeness"));
  }

  @Test
  void an_answer_settles_whom_to_bill() {
    DealReadings doubtful = Facts.withCustomers(plain(), customer("9", "Acme Ltd"));
    String key = onlyBlocker(doubtful).key();
    DealReadings chosen =
        Facts.withKnown(doubtful, new Knowledge(Optional.empty(), Map.of(), Map.of(key, "9")));
    assertThat(billed(chosen)).isEqualTo(new Billed.Known("9", "Acme Ltd"));
    DealReadings fresh =
        Facts.withKnown(doubtful, new Knowledge(Optional.empty(), Map.of(), Map.of(key, "new")));
    assertThat(billed(fresh).displayName()).isEqualTo("Acme, Inc.");
  }

  @Test
  void an_inactive_customer_or_one_of_another_currency_is_asked() {
    assertThat(
            onlyBlocker(
                    Facts.withCustomers(
                        plain(),
                        with(customer("9", "Acme Inc (deleted)"), "active", Json.of(false))))
                .kind())
        .isEqualTo("customer is inactive");
    assertThat(
            onlyBlocker(
                    Facts.withCustomers(
                        plain(),
                        with(customer("9", "Acme, Inc. (deleted)"), "active", Json.of(false))))
                .choices()
                .getLast()
                .label())
        .as("an inactive customer keeps its name")
        .contains("“Acme, Inc. (USD)”");
    assertThat(
            onlyBlocker(
                    Facts.withCustomers(
                        plain(), with(customer("9", "Acme Inc"), "currency", "EUR")))
                .kind())
        .isEqualTo("customer has another currency");
  }

  @Test
  void terms_are_matched_by_days_and_unusual_ones_are_remarked() {
    DealReadings in = Facts.withDeal(plain(), with(deal("1500.00"), "terms", terms("60 days")));
    assertThat(invoice(in).due()).isEqualTo(Facts.TODAY.plusDays(60));
    assertThat(ready(in).circumstances().standardTerms()).isFalse();
    assertThat(ready(in).remarks()).anyMatch(r -> r.contains("Net 60"));
    assertThat(
            onlyBlocker(Facts.withDeal(plain(), with(deal("1500.00"), "terms", terms("whenever"))))
                .kind())
        .isEqualTo("terms are unknown");
  }

  private static Json terms(String words) {
    return Json.object()
        .put("paymentTerms", words)
        .put("serviceStart", Json.nothing())
        .put("serviceEnd", Json.nothing())
        .put("poNumber", Json.nothing())
        .build();
  }

  @Test
  void nothing_is_dated_into_a_closed_period() {
    Book closed = with(book(TaxRegime.NONE), "closedThrough", "2026-11-30");
    DealReadings in = Facts.withBook(plain(), closed);
    assertThat(invoice(in).issued()).isEqualTo(LocalDate.parse("2026-12-01"));
    assertThat(ready(in).remarks()).anyMatch(r -> r.contains("closed through 2026-11-30"));
  }

  @Test
  void tax_codes_follow_the_customer_s_country() {
    Book british = with(book(TaxRegime.PER_LINE), "country", "GB");
    DealReadings abroad =
        Facts.withBook(
            plain(), british, taxCode("1", "20.0% S", "20"), taxCode("2", "0.0% Z", "0"));
    assertThat(invoice(abroad).lines().getFirst().taxCodeId()).contains("2");
    DealReadings home =
        Facts.withAccount(
            abroad,
            with(
                account(),
                "billing",
                Records.write(Facts.address("1 Quay", "Leith", "", "EH6", "United Kingdom"))));
    assertThat(invoice(home).lines().getFirst().taxCodeId()).contains("1");
    assertThat(invoice(home).expectedTax()).contains(usd("300.00"));
    assertThat(onlyBlocker(Facts.withBook(plain(), british, taxCode("1", "20.0% S", "20"))).kind())
        .isEqualTo("tax code is unclear");
  }

  @Test
  void goods_shipped_abroad_are_not_taxed_by_an_american_book() {
    DealReadings abroad =
        Facts.withAccount(
            plain(),
            with(
                account(),
                "shipping",
                Records.write(Facts.address("1 Quay", "Leith", "", "EH6", "UK"))));
    assertThat(invoice(abroad).lines()).allMatch(l -> l.taxCodeId().orElse("").equals("NON"));
    assertThat(invoice(abroad).expectedTax()).contains(usd("0.00"));
  }

  @Test
  void a_quote_over_another_amount_is_the_first_remark() {
    DealReadings in = plain();
    DealReadings other =
        new DealReadings(
            in.crm(),
            in.deal(),
            in.lines(),
            in.account(),
            Optional.empty(),
            Optional.of(with(Facts.quote("1500.00"), "total", json(usd("1600.00")))),
            in.quotePdf(),
            in.ledger(),
            in.known());
    assertThat(ready(other).remarks().getFirst()).contains("USD 1,600.00", "USD 1,500.00");
  }

  @Test
  void text_of_the_vendor_is_cleaned_and_cut() {
    DealReadings in =
        Facts.withDeal(
            plain(), with(deal("1500.00"), "name", "A\u0000\u202E\n" + "x".repeat(2000)));
    String memo = invoice(in).memo().orElseThrow();
    assertThat(memo).hasSizeLessThanOrEqualTo(1000).doesNotContain("\u0000", "\u202E", "\n");
  }
}
