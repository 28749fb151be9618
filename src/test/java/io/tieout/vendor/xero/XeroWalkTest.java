package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.ledger.LedgerRecord;
import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lists read to their end while they change, and by servers that page as they like.
class XeroWalkTest {
  private static final int SIZE = 10;

  private final CannedXero canned = new CannedXero(SIZE, Optional.empty());
  private final List<Row> rows = new ArrayList<>();
  private boolean tellsPages = true;

  private record Row(String id, long changedAt) {
    String json() {
      return """
      {"ContactID":"%s","Name":"N %s","UpdatedDateUTC":"/Date(%d+0000)/"}\
      """
          .formatted(id, id.substring(0, 8), changedAt);
    }
  }

  XeroWalkTest() {
    canned.on("GET", "Contacts", this::page);
  }

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void records_that_change_during_the_walk_make_none_be_missed() {
    fill(100, 1000);
    Set<String> before = ids();
    Set<String> copied = new HashSet<>();
    Optional<String> next = Optional.empty();
    long now = 5_000_000;
    do {
      LedgerPage page = canned.ledger.page(LedgerKind.CUSTOMER, next);
      page.records().forEach(r -> copied.add(r.id()));
      next = page.next();
      if (now < 5_020_000) {
        // The first ones of those already read change: by page number the rest would move up.
        touch(0, now++);
        touch(0, now++);
        touch(0, now++);
      }
    } while (next.isPresent());
    assertThat(copied).containsAll(before);
  }

  @Test
  void thousands_changed_in_one_second_are_paged_by_number() {
    fill(95, 0);
    assertThat(canned.ledger.customers()).hasSize(95);
    assertThat(canned.calls("GET", "Contacts").size()).isLessThanOrEqualTo(11);
  }

  @Test
  void a_server_that_gives_less_than_asked_for_and_tells_no_pages_is_read_to_an_empty_page() {
    tellsPages = false;
    fill(25, 0);
    canned.on("GET", "Contacts", call -> answer(call, 7));
    assertThat(canned.ledger.customers()).hasSize(25);
  }

  @Test
  void the_change_feed_asks_for_what_came_since_and_leaves_out_what_came_before() {
    fill(30, 1000);
    for (String list :
        List.of("Items", "Invoices", "CreditNotes", "Payments", "Overpayments", "Prepayments")) {
      canned.on("GET", list, "{\"%s\":[]}".formatted(list));
    }
    Instant since = Instant.ofEpochMilli(rows.get(17).changedAt());
    assertThat(canned.ledger.changedSince(since))
        .extracting(c -> c.id())
        .containsExactlyElementsOf(rows.subList(17, 30).stream().map(Row::id).toList());
    assertThat(canned.calls("GET", "Contacts").getFirst().header("If-Modified-Since"))
        .contains(Stamps.since(since.minusSeconds(1)));
    assertThat(canned.calls("GET", "Invoices").getFirst().param("where"))
        .contains("Type==\"ACCREC\"");
  }

  @Test
  void a_cursor_that_is_none_is_told() {
    assertThatThrownBy(() -> canned.ledger.page(LedgerKind.CUSTOMER, Optional.of("Invoices@-~1")))
        .hasMessageContaining("begin anew");
    assertThatThrownBy(() -> canned.ledger.page(LedgerKind.CUSTOMER, Optional.of("Contacts@x")))
        .hasMessageContaining("begin anew");
  }

  @Test
  void payments_are_read_from_three_lists_one_after_the_other() {
    for (String list : List.of("Payments", "Overpayments", "Prepayments")) {
      canned.on("GET", list, "{\"%s\":[]}".formatted(list));
    }
    LedgerPage first = canned.ledger.page(LedgerKind.PAYMENT, Optional.empty());
    assertThat(first.next()).contains("Overpayments@-~1");
    LedgerPage second = canned.ledger.page(LedgerKind.PAYMENT, first.next());
    assertThat(second.next()).contains("Prepayments@-~1");
    assertThat(canned.ledger.page(LedgerKind.PAYMENT, second.next()).next()).isEmpty();
    assertThat(List.<LedgerRecord>copyOf(first.records())).isEmpty();
  }

  private void fill(int count, long step) {
    for (int i = 0; i < count; i++) {
      rows.add(new Row(new UUID(0x4000, i).toString(), 1_000_000 + i * step));
    }
  }

  private void touch(int index, long now) {
    rows.add(new Row(rows.remove(index).id(), now));
  }

  private Set<String> ids() {
    Set<String> ids = new HashSet<>();
    rows.forEach(r -> ids.add(r.id()));
    return ids;
  }

  private HttpAnswer page(HttpCall call) {
    return answer(call, Integer.parseInt(call.param("pageSize").orElseThrow()));
  }

  private HttpAnswer answer(HttpCall call, int size) {
    long since =
        call.header("If-Modified-Since").map(h -> Stamps.instant(h).toEpochMilli()).orElse(0L);
    int page = Integer.parseInt(call.param("page").orElseThrow());
    List<Row> all =
        rows.stream()
            .filter(r -> r.changedAt() >= since)
            .sorted(Comparator.comparingLong(Row::changedAt))
            .toList();
    List<Row> some =
        all.subList(Math.min((page - 1) * size, all.size()), Math.min(page * size, all.size()));
    String block =
        tellsPages
            ? ",\"pagination\":{\"page\":%d,\"pageCount\":%d}"
                .formatted(page, (all.size() + size - 1) / size)
            : "";
    return CannedXero.json(
        "{\"Contacts\":[%s]%s}"
            .formatted(String.join(",", some.stream().map(Row::json).toList()), block));
  }
}
