package io.tieout.fact.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.value.money.Amounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What every CRM connector must do, whatever the vendor. A connector's test gives it a CRM with a
/// won deal that has several lines, an account, a billing contact and a quote with a PDF.
public abstract class CrmContract {
  protected abstract Crm crm();

  protected abstract CrmWriter writer();

  /// The won deal.
  protected abstract String wonDeal();

  /// A deal id in the vendor's form that leads nowhere.
  protected abstract String unknownDeal();

  /// Moves the vendor's clock.
  protected abstract void pass(Duration time);

  /// A salesperson renames the deal.
  protected abstract void rename(String dealId, String name);

  /// A salesperson changes the text of one of the deal's lines.
  protected abstract void describeLine(String lineId, String text);

  @Test
  public void connector_and_writer_are_one_system() {
    assertThat(crm().system()).isEqualTo(writer().system()).isNotBlank();
  }

  @Test
  public void a_won_deal_is_read_with_what_sales_agreed_on() {
    Deal deal = deal();

    assertThat(deal.id()).isEqualTo(wonDeal());
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
    assertThat(crm().deal(unknownDeal())).isEmpty();
  }

  @Test
  public void all_lines_are_read_and_sum_to_the_deal() {
    Deal deal = deal();
    List<DealLine> lines = crm().lines(deal.id());

    assertThat(lines).hasSizeGreaterThan(1).allMatch(l -> l.dealId().equals(deal.id()));
    assertThat(lines).extracting(DealLine::id).doesNotHaveDuplicates();
    assertThat(deal.amount())
        .contains(Amounts.sum(deal.currency(), lines.stream().map(DealLine::total).toList()));
    assertThat(crm().lines(deal.id())).as("the same order each time").isEqualTo(lines);
  }

  @Test
  public void account_and_billing_contact_belong_to_the_deal() {
    Deal deal = deal();

    Account account = crm().account(deal.accountId()).orElseThrow();
    Contact contact = crm().billingContact(deal.id()).orElseThrow();

    assertThat(account.id()).isEqualTo(deal.accountId());
    assertThat(account.billing().isEmpty()).isFalse();
    assertThat(contact.accountId()).isEqualTo(account.id());
    assertThat(contact.email()).isPresent();
  }

  @Test
  public void the_quote_of_the_deal_has_a_pdf() {
    Quote quote = crm().quote(deal().quoteId().orElseThrow()).orElseThrow();

    assertThat(quote.dealId()).isEqualTo(wonDeal());
    byte[] content = crm().document(quote.documentId().orElseThrow()).content();
    assertThat(new String(content, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  @Test
  public void finance_is_read_back_as_written_and_nothing_else_changes() {
    Deal before = deal();

    writer().writeFinance(before.id(), finance(before));

    Deal after = deal();
    assertThat(after.finance()).isEqualTo(finance(before));
    assertThat(after.name()).isEqualTo(before.name());
    assertThat(after.amount()).isEqualTo(before.amount());
    assertThat(after.terms()).isEqualTo(before.terms());
    assertThat(after.stage()).isEqualTo(before.stage());
  }

  @Test
  public void what_is_absent_is_cleared() {
    writer().writeFinance(wonDeal(), finance(deal()));
    writer().writeFinance(wonDeal(), DealFinance.NONE);

    assertThat(deal().finance()).isEqualTo(DealFinance.NONE);
  }

  @Test
  public void the_version_changes_with_the_record() {
    Deal before = deal();
    pass(Duration.ofMinutes(1));
    rename(before.id(), "Renamed by sales");

    Deal after = deal();
    assertThat(after.name()).isEqualTo("Renamed by sales");
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.changedAt()).isAfter(before.changedAt());
  }

  @Test
  public void an_activity_is_found_by_its_key_and_by_no_other() {
    Activity logged =
        new Activity(
            wonDeal(),
            "tieout-key-1",
            "Invoice INV-7 created",
            "It's 100 % done; see the books.",
            LocalDate.of(2026, 11, 22));

    assertThat(writer().logActivity(logged)).isNotBlank();

    List<Activity> found = crm().activities(wonDeal(), "tieout-key-1");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().subject()).isEqualTo(logged.subject());
    assertThat(found.getFirst().text()).contains(logged.text(), logged.key());
    assertThat(found.getFirst().date()).isEqualTo(logged.date());
    assertThat(crm().activities(wonDeal(), "tieout-key-2")).isEmpty();
  }

  @Test
  public void a_changed_deal_is_seen_once_in_its_window_and_in_no_other() {
    pass(Duration.ofMinutes(1));
    rename(wonDeal(), "Renamed by sales");
    Instant at = deal().changedAt();

    assertThat(crm().dealsChanged(at, at.plusSeconds(1)))
        .singleElement()
        .isEqualTo(new DealStamp(wonDeal(), true, at, deal().version()));
    assertThat(crm().dealsChanged(at.plusSeconds(1), at.plusSeconds(3600))).isEmpty();
    assertThat(crm().dealsChanged(at.minusSeconds(30), at)).isEmpty();
  }

  @Test
  public void a_change_of_a_line_is_a_change_of_its_deal() {
    Instant before = deal().changedAt();
    pass(Duration.ofMinutes(1));
    describeLine(crm().lines(wonDeal()).getFirst().id(), "another text");

    assertThat(crm().dealsChanged(before.plusSeconds(1), before.plus(Duration.ofDays(3650))))
        .extracting(DealStamp::dealId)
        .containsOnlyOnce(wonDeal());
  }

  @Test
  public void all_changed_deals_come_oldest_first() {
    List<DealStamp> all =
        crm().dealsChanged(Instant.EPOCH.plusSeconds(1), Instant.parse("2100-01-01T00:00:00Z"));

    assertThat(all).hasSizeGreaterThan(1);
    assertThat(all).extracting(DealStamp::dealId).doesNotHaveDuplicates().contains(wonDeal());
    assertThat(all).extracting(DealStamp::changedAt).isSorted();
  }

  private Deal deal() {
    return crm().deal(wonDeal()).orElseThrow();
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
