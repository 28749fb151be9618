package io.tieout.work.drift;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Mirror;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
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
  void a_number_that_another_book_gave_to_the_deal_s_invoice_says_nothing() {
    copies();
    other("006B", "other", "7");
    put(with(with(stray("", "1050", "77.00"), "id", "97"), "customerId", "56"));
    news("invoice", "97");
    assertThat(open()).isEmpty();
  }

  @Test
  void of_two_deals_that_are_alike_it_is_of_the_one_without_an_invoice() {
    copies();
    shop.database.transact(sql ->
        shop.mirror.put(
            sql,
            Mirror.of(
                "salesforce",
                with(with(Facts.deal("1500.00"), "id", "006C"), "name", "Zebra renewal"),
                shop.clock.instant())));
    put(stray("", "1045", "1500.00"));
    news("invoice", "99");
    assertThat(open())
        .singleElement()
        .satisfies(f ->
            assertThat(f.draft().text())
                .contains("“Zebra renewal”", "has no invoice of Tieout's")
                .doesNotContain("void it"));
  }

  /// A deal that shows the number 1050 of its invoice in a book.
  private void other(String deal, String book, String invoice) {
    shop.database.transact(sql -> {
      shop.mirror.put(
          sql,
          Mirror.of(
              "salesforce",
              with(
                  with(with(Facts.deal("9.00"), "id", deal), "accountId", "001B"),
                  "finance",
                  Json.object().put("invoiceNumber", "1050").build()),
              shop.clock.instant()));
      shop.links.link(
          sql,
          new Link(
              "salesforce",
              "deal",
              deal,
              "quickbooks",
              book,
              "invoice",
              invoice,
              "test",
              approved.id()));
    });
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
