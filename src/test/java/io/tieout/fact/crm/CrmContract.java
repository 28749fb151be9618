package io.tieout.fact.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every CRM connector must do, whatever the vendor, over a [CrmStage].
public abstract class CrmContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private CrmStage stage;
  private Crm crm;
  private CrmWriter writer;

  /// A fresh CRM that nobody else touches.
  protected abstract CrmStage open();

  @BeforeEach
  final void begin() {
    stage = open();
    crm = stage.crm();
    writer = stage.writer();
  }

  @AfterEach
  final void end() {
    stage.close();
  }

  @Test
  public void connector_and_writer_are_one_system() {
    assertThat(crm.system()).isEqualTo(writer.system()).isNotBlank();
  }

  @Test
  public void a_won_deal_is_read_with_what_sales_agreed_on() {
    Deal deal = deal();

    assertThat(deal.id()).isEqualTo(stage.wonDeal());
    assertThat(deal.won()).isTrue();
    assertThat(deal.closed()).isTrue();
    assertThat(deal.hasLines()).isTrue();
    assertThat(deal.ownerName()).isPresent();
    assertThat(deal.terms().paymentTerms()).isPresent();
    assertThat(deal.url()).contains(deal.id());
    assertThat(deal.finance()).isEqualTo(DealFinance.NONE);
  }

  @Test
  public void a_deal_that_is_not_there_is_absent() {
    assertThat(crm.deal(stage.unknownDeal())).isEmpty();
  }

  @Test
  public void all_lines_are_read_and_sum_to_the_deal() {
    Deal deal = deal();
    List<DealLine> lines = crm.lines(deal.id());

    assertThat(lines).hasSizeGreaterThan(1).allMatch(l -> l.dealId().equals(deal.id()));
    assertThat(lines).extracting(DealLine::id).doesNotHaveDuplicates();
    assertThat(deal.amount())
        .contains(Amounts.sum(deal.currency(), lines.stream().map(DealLine::total).toList()));
    assertThat(crm.lines(deal.id())).as("the same order each time").isEqualTo(lines);
  }

  @Test
  public void account_and_billing_contact_belong_to_the_deal() {
    Deal deal = deal();

    Account account = crm.account(deal.accountId()).orElseThrow();
    Contact contact = crm.billingContact(deal.id()).orElseThrow();

    assertThat(account.id()).isEqualTo(deal.accountId());
    assertThat(account.billing().isEmpty()).isFalse();
    assertThat(contact.accountId()).isEqualTo(account.id());
    assertThat(contact.email()).isPresent();
  }

  @Test
  public void the_quote_of_the_deal_has_a_pdf() {
    Quote quote = crm.quote(deal().quoteId().orElseThrow()).orElseThrow();

    assertThat(quote.dealId()).isEqualTo(stage.wonDeal());
    byte[] content = crm.document(quote.documentId().orElseThrow()).content();
    assertThat(new String(content, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  @Test
  public void finance_is_read_back_as_written_and_nothing_else_changes() {
    Deal before = deal();

    writer.writeFinance(before.id(), finance(before));

    Deal after = deal();
    assertThat(after.finance()).isEqualTo(finance(before));
    assertThat(after.name()).isEqualTo(before.name());
    assertThat(after.amount()).isEqualTo(before.amount());
    assertThat(after.terms()).isEqualTo(before.terms());
    assertThat(after.stage()).isEqualTo(before.stage());
  }

  @Test
  public void what_is_absent_is_cleared() {
    writer.writeFinance(stage.wonDeal(), finance(deal()));
    writer.writeFinance(stage.wonDeal(), DealFinance.NONE);

    assertThat(deal().finance()).isEqualTo(DealFinance.NONE);
  }

  @Test
  public void the_version_changes_with_the_record() {
    Deal before = deal();
    stage.pass(MINUTE);
    stage.renameDeal(before.id(), "Renamed by sales");

    Deal after = deal();
    assertThat(after.name()).isEqualTo("Renamed by sales");
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.changedAt()).isAfter(before.changedAt());
  }

  @Test
  public void an_activity_is_found_by_its_key_and_by_no_other() {
    Activity logged = activity("tieout-key-1");

    assertThat(writer.logActivity(logged)).isNotBlank();

    List<Activity> found = crm.activities(stage.wonDeal(), "tieout-key-1");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().subject()).isEqualTo(logged.subject());
    assertThat(found.getFirst().text()).contains(logged.text(), logged.key());
    assertThat(found.getFirst().date()).isEqualTo(logged.date());
    assertThat(crm.activities(stage.wonDeal(), "tieout-key-2")).isEmpty();
  }

  @Test
  public void a_contact_and_a_product_are_read_as_deals_refer_to_them() {
    Contact billed = crm.billingContact(stage.wonDeal()).orElseThrow();
    DealLine line = crm.lines(stage.wonDeal()).getFirst();

    assertThat(crm.contact(billed.id())).contains(billed);
    Product product = crm.product(line.productId().orElseThrow()).orElseThrow();
    assertThat(product.code()).isEqualTo(line.productCode());
    assertThat(product.family()).isEqualTo(line.productFamily());
    assertThat(product.active()).isTrue();
  }

  @Test
  public void a_write_whose_answer_is_lost_is_ambiguous_and_can_be_looked_up() {
    DealFinance finance = finance(deal());
    stage.loseNextWriteAnswer();

    assertThat(faultOf(() -> writer.writeFinance(stage.wonDeal(), finance)))
        .isInstanceOf(Fault.Ambiguous.class);
    assertThat(deal().finance()).isEqualTo(finance);
  }

  @Test
  public void an_activity_whose_answer_is_lost_is_found_again_at_once() {
    Activity activity = activity("tieout-key-9");
    stage.loseNextWriteAnswer();

    assertThat(faultOf(() -> writer.logActivity(activity))).isInstanceOf(Fault.Ambiguous.class);
    assertThat(crm.activities(stage.wonDeal(), "tieout-key-9")).hasSize(1);
  }

  @Test
  public void a_throttled_write_did_nothing_and_is_not_repeated_by_itself() {
    DealFinance finance = finance(deal());
    stage.throttleNextWrite();

    assertThat(faultOf(() -> writer.writeFinance(stage.wonDeal(), finance)))
        .isInstanceOfSatisfying(
            Fault.Throttled.class, t -> assertThat(t.retryAfter()).isPositive());
    assertThat(deal().finance()).isEqualTo(DealFinance.NONE);
    writer.writeFinance(stage.wonDeal(), finance);
    assertThat(deal().finance()).isEqualTo(finance);
  }

  @Test
  public void a_token_that_has_ended_is_renewed_in_passing() {
    deal();
    stage.expireToken();
    writer.writeFinance(stage.wonDeal(), DealFinance.NONE);
    stage.expireToken();

    assertThat(deal().finance()).isEqualTo(DealFinance.NONE);
  }

  @Test
  public void amounts_in_another_currency_are_refused() {
    DealFinance finance = finance(deal());
    Money foreign = Money.ofMinor(CurrencyUnit.of("KWD"), 1_000);
    DealFinance wrong =
        new DealFinance(
            finance.syncKey(),
            finance.syncStatus(),
            finance.invoiceNumber(),
            finance.invoiceLink(),
            Optional.of(foreign),
            finance.paymentStatus(),
            Optional.of(foreign),
            finance.lastPaymentDate(),
            finance.auditReference());

    assertThat(faultOf(() -> writer.writeFinance(stage.wonDeal(), wrong)))
        .isInstanceOf(Fault.Refused.class);
    assertThat(deal().finance()).isEqualTo(DealFinance.NONE);
  }

  private Activity activity(String key) {
    return new Activity(
        stage.wonDeal(),
        key,
        "Invoice INV-7 created",
        "It's 100 % done; see the books.",
        LocalDate.of(2026, 11, 22));
  }

  private static Fault faultOf(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }

  private Deal deal() {
    return crm.deal(stage.wonDeal()).orElseThrow();
  }

  private static DealFinance finance(Deal deal) {
    Money cent = Money.ofMinor(deal.currency(), 1);
    return new DealFinance(
        Optional.of("key-" + deal.id()),
        Optional.of(SyncStatus.INVOICED),
        Optional.of("INV-7"),
        Optional.of("https://books.example/app/invoice?txnId=7"),
        deal.amount(),
        Optional.of(PaymentStatus.PARTIALLY_PAID),
        Optional.of(cent),
        Optional.of(LocalDate.of(2026, 11, 21)),
        Optional.of("tieout audit show P-1"));
  }
}
