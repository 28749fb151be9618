package io.tieout.work.drift;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.mirror.Mirror;
import io.tieout.fact.ledger.Invoice;
import io.tieout.work.invoicing.Facts;
import org.junit.jupiter.api.Test;

/// Invoices that are entered in the books beside the one that Tieout made.
class StraysTest extends DriftCase {
  private Invoice stray(String note, String number, String net) {
    return with(
        with(
            with(with(with(posted(), "id", "99"), "number", number), "privateNote", note),
            "net",
            json(usd(net))),
        "total",
        json(usd(net)));
  }

  private void copies() {
    shop.database.transact(sql -> {
      shop.mirror.put(sql, Mirror.of("salesforce", Facts.deal("1500.00"), shop.clock.instant()));
      shop.mirror.put(sql, Mirror.of("quickbooks/main", posted(), shop.clock.instant()));
    });
  }

  @Test
  void a_copy_made_in_the_books_is_told_and_gone_once_it_is_voided() {
    copies();
    put(stray(posted().privateNote().orElseThrow(), "1044", "10.00"));
    news("invoice", "99");
    news("invoice", "99");
    assertThat(open())
        .singleElement()
        .satisfies(f ->
            assertThat(f.draft().text())
                .contains("copy of its invoice", "“Acme renewal”", "has invoice 1043 already"));
    assertThat(thread()).hasSize(1);
    put(with(shop.ledger.invoice("99").orElseThrow(), "status", "VOIDED"));
    news("invoice", "99");
    assertThat(open()).isEmpty();
    assertThat(thread()).hasSize(2);
  }

  @Test
  void one_of_the_deal_s_customer_amount_and_date_is_told_and_another_is_not() {
    copies();
    put(stray("", "1045", "77.00"));
    news("invoice", "99");
    assertThat(open()).isEmpty();
    put(stray("", "1045", "1500.00"));
    news("invoice", "99");
    assertThat(open())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("customer, amount and date"));
  }

  @Test
  void one_that_was_there_before_tieout_came_is_not_told() {
    copies();
    Invoice old = with(stray("", "1046", "1500.00"), "changedAt", "2026-10-01T00:00:00Z");
    shop.database.transact(
        sql -> shop.mirror.put(sql, Mirror.of("quickbooks/main", old, shop.clock.instant())));
    put(with(old, "changedAt", Facts.NOW.toString()));
    news("invoice", "99");
    put(with(with(old, "id", "98"), "issued", "2026-10-01"));
    news("invoice", "98");
    assertThat(open()).isEmpty();
    assertThat(thread()).isEmpty();
  }
}
