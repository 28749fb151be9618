package io.tieout.work.drift;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.work.invoicing.Facts;
import io.tieout.work.invoicing.Workshop;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The watch over an invoice of ours.
class DriftWatchTest extends DriftCase {
  @Test
  void an_edit_is_told_once_with_every_field_until_it_is_as_approved_again() {
    Invoice before = posted();
    put(edited());
    news("invoice", "12");
    news("invoice", "12");
    assertThat(open())
        .singleElement()
        .satisfies(f ->
            assertThat(f.draft().text())
                .contains("net was approved as USD 1,500.00 and is USD 1,620.00 now")
                .contains("Due date was approved as %s and is 2027-01-31".formatted(before.due()))
                .contains("“Acme renewal”"));
    assertThat(thread()).hasSize(1);
    put(before);
    news("invoice", "12");
    assertThat(open()).isEmpty();
    assertThat(thread()).hasSize(2);
    assertThat(thread().getLast()).contains("Invoice 1043 is again as it was approved");
    assertThat(audited()).containsExactly("drift noticed edited", "drift ended edited");
  }

  @Test
  void another_edit_is_another_event_with_one_finding_open() {
    put(edited());
    news("invoice", "12");
    put(with(posted(), "due", "2027-02-28"));
    news("invoice", "12");
    assertThat(thread()).hasSize(2);
    assertThat(open())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("2027-02-28"));
  }

  @Test
  void a_payment_or_another_memo_is_no_drift() {
    paid("77", "1500.00", "0.00", "0.00");
    put(with(posted(), "privateNote", "see file 7"));
    news("payment", "77");
    news("invoice", "12");
    assertThat(open()).isEmpty();
    assertThat(thread()).isEmpty();
  }

  @Test
  void a_void_and_a_deletion_are_told_apart_and_close_what_was_open() {
    put(edited());
    news("invoice", "12");
    put(with(with(posted(), "status", "VOIDED"), "net", json(usd("0.00"))));
    news("invoice", "12");
    assertThat(open())
        .extracting(f -> f.draft().kind())
        .containsExactly("invoice voided in the books");
    shop.ledger.invoices.clear();
    news("invoice", "12");
    assertThat(open())
        .extracting(f -> f.draft().kind())
        .containsExactly("invoice deleted from the books");
    assertThat(thread()).hasSize(3);
  }

  @Test
  void overpaid_and_a_payment_removed_after_it_was_seen_are_findings() {
    paid("77", "1500.00", "200.00", "0.00");
    news("payment", "77");
    assertThat(open())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("USD 200.00 settle nothing"));
    shop.database.transact(sql ->
        shop.mirror.put(
            sql,
            Mirror.of(
                "quickbooks/main", shop.ledger.payment("77").orElseThrow(), shop.clock.instant())));
    shop.ledger.payments.clear();
    put(with(posted(), "balance", json(usd("1500.00"))));
    news("payment", "77");
    assertThat(open())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("USD 1,500.00 that had been paid"));
    paid("78", "1500.00", "0.00", "0.00");
    news("payment", "78");
    assertThat(open()).isEmpty();
    assertThat(thread().getLast()).contains("The payments of invoice 1043 are in order again");
  }

  @Test
  void money_put_to_nothing_is_told_while_the_invoice_is_open_and_gone_once_it_is_put() {
    received(Facts.TODAY);
    assertThat(open())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("Payment WIRE-9", "no invoice"));
    shop.ledger.payments.remove("80");
    news("payment", "80");
    assertThat(open()).isEmpty();
  }

  /// The house's day may have begun when it was still the day before where the books are kept.
  @Test
  void money_put_to_nothing_on_the_day_before_is_told_and_older_money_is_not() {
    received(Facts.TODAY.minusDays(2));
    assertThat(open()).isEmpty();
    received(Facts.TODAY.minusDays(1));
    assertThat(open()).hasSize(1);
  }

  /// Money for our open invoice's customer that settles nothing.
  private void received(LocalDate day) {
    shop.database.transact(
        sql -> shop.mirror.put(sql, Mirror.of("quickbooks/main", posted(), shop.clock.instant())));
    shop.ledger.payments.put(
        "80",
        new Payment(
            "80",
            "55",
            day,
            usd("1500.00"),
            usd("1500.00"),
            List.of(),
            Optional.of("WIRE-9"),
            Facts.NOW,
            "0"));
    news("payment", "80");
  }

  @Test
  void somebody_says_that_it_is_right_and_is_not_asked_again() {
    put(edited());
    news("invoice", "12");
    String id = open().getFirst().id();
    assertThat(shop.answer(id, Teller.RIGHT)).isTrue();
    Signal answered =
        new Signal(
            "tieout",
            "a",
            "salesforce/deal/006A",
            "finding answered",
            Json.object()
                .put("findingId", id)
                .put("kind", "invoice edited in the books")
                .put("dedupeKey", open().getFirst().draft().dedupeKey())
                .put("value", Teller.RIGHT)
                .put("person", "UANNA")
                .build());
    assertThat(DriftWatch.answers(answered)).isTrue();
    watch.handle(Workshop.stored(answered));
    assertThat(open()).isEmpty();
    news("invoice", "12");
    assertThat(open()).isEmpty();
    put(with(posted(), "due", "2027-03-31"));
    news("invoice", "12");
    assertThat(open()).hasSize(1);
  }

  @Test
  void what_was_so_before_the_start_is_silent_and_what_comes_later_is_told() {
    watch =
        watch(new DriftChoice(Optional.of(LocalDate.parse("2026-12-24")), DriftChoice.ALL.kinds()));
    put(edited());
    news("invoice", "12");
    assertThat(thread()).isEmpty();
    put(with(posted(), "changedAt", "2026-12-28T10:00:00Z"));
    news("invoice", "12");
    assertThat(thread()).isEmpty();
    put(with(posted(), "due", "2027-04-30"));
    news("invoice", "12");
    assertThat(thread()).hasSize(1);
  }

  @Test
  void a_kind_that_was_not_chosen_is_silent() {
    watch = watch(new DriftChoice(Optional.empty(), Set.of(DriftKind.VOIDED)));
    put(edited());
    news("invoice", "12");
    assertThat(thread()).isEmpty();
    assertThat(open()).isEmpty();
    put(with(posted(), "status", "VOIDED"));
    news("invoice", "12");
    assertThat(thread()).hasSize(1);
  }

  @Test
  void two_replicas_with_the_same_news_tell_it_once() throws Exception {
    put(edited());
    DriftWatch other = watch(DriftChoice.ALL);
    Signal signal =
        LedgerNews.changed("quickbooks", "main", LedgerKind.INVOICE, "12").byWebhook("k");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> one = threads.submit(() -> watch.handle(Workshop.stored(signal)));
      Future<?> two = threads.submit(() -> other.handle(Workshop.stored(signal)));
      one.get(30, TimeUnit.SECONDS);
      two.get(30, TimeUnit.SECONDS);
    }
    assertThat(thread()).hasSize(1);
    assertThat(open()).hasSize(1);
  }

  @Test
  void a_look_that_began_earlier_changes_nothing() {
    put(edited());
    news("invoice", "12");
    shop.now = shop.now.minus(Duration.ofMinutes(1));
    put(with(posted(), "due", "2027-05-31"));
    news("invoice", "12");
    assertThat(thread()).hasSize(1);
  }

  @Test
  void a_replica_whose_clock_runs_ahead_hides_no_later_news_from_the_others() {
    put(edited());
    watch = watch(DriftChoice.ALL, InstantSource.offset(shop.clock, Duration.ofMinutes(5)));
    news("invoice", "12");
    watch = watch(DriftChoice.ALL);
    put(with(posted(), "due", "2027-05-31"));
    news("invoice", "12");
    assertThat(thread()).hasSize(2);
  }

  @Test
  void while_something_of_ours_is_being_made_the_news_waits() {
    DriftWatchTest busy = new DriftWatchTest();
    try {
      busy.move(ProposalState.APPROVED, ProposalState.EXECUTING);
      busy.link("deal", "006A", "invoice", "12", busy.approved.id());
      busy.put(asApproved(((CreateInvoice) busy.approved.change()).invoice()));
      assertThatThrownBy(() -> busy.news("invoice", "12")).isInstanceOf(FaultException.class);
    } finally {
      busy.close();
    }
  }
}
