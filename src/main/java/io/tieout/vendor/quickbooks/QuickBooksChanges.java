package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.LedgerChange;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// QuickBooks' change feed, made whole.
///
/// The feed gives at most a thousand records and does not say which it left out, so each kind is
/// asked for alone, and a full answer counts as incomplete: the living records then come from a
/// query by time of change, page by page, and the deleted ones, which no query shows, from asking
/// the feed again for the later half of the window, and again, until an answer is not full. Only a
/// deletion before that point, in a window of more than a thousand changes, can escape.
final class QuickBooksChanges {
  private static final int FEED_LIMIT = 1000;
  private static final Duration REACH = Duration.ofDays(30);
  private static final Duration SMALLEST_WINDOW = Duration.ofMinutes(1);

  private final QuickBooksApi api;
  private final InstantSource clock;

  QuickBooksChanges(QuickBooksApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  List<LedgerChange> since(Instant since) {
    Instant now = clock.instant();
    if (since.isBefore(now.minus(REACH))) {
      throw new Fault.Refused(
              "changes since %s: QuickBooks keeps %d days of changes; read customers and invoices in full once, then follow the changes from now"
                  .formatted(since, REACH.toDays()),
              "CDC_REACH")
          .asException();
    }
    Map<String, LedgerChange> latest = new HashMap<>();
    for (LedgerKind kind : LedgerKind.values()) {
      collect(kind, since, now, latest);
    }
    return latest.values().stream()
        .sorted(
            Comparator.comparing(LedgerChange::changedAt)
                .thenComparing(LedgerChange::kind)
                .thenComparing(LedgerChange::id))
        .toList();
  }

  private void collect(
      LedgerKind kind, Instant since, Instant now, Map<String, LedgerChange> latest) {
    String entity = QuickBooksPages.entity(kind);
    List<Json.Obj> rows = api.changed(entity, since);
    keep(kind, rows, latest);
    if (rows.size() < FEED_LIMIT) {
      return;
    }
    QuickBooksQuery all = QuickBooksPages.all(kind);
    String from = since.truncatedTo(ChronoUnit.SECONDS).toString();
    keep(kind, api.query(all.where("MetaData.LastUpdatedTime", ">=", from)), latest);
    Instant start = since;
    while (rows.size() >= FEED_LIMIT
        && Duration.between(start, now).compareTo(SMALLEST_WINDOW) > 0) {
      start = start.plus(Duration.between(start, now).dividedBy(2));
      rows = api.changed(entity, start);
      keep(kind, rows, latest);
    }
  }

  private static void keep(LedgerKind kind, List<Json.Obj> rows, Map<String, LedgerChange> latest) {
    for (Json.Obj row : rows) {
      LedgerChange change = QuickBooksApi.reading(() -> change(kind, row));
      latest.merge(
          kind + "/" + change.id(),
          change,
          (a, b) -> b.changedAt().isBefore(a.changedAt()) ? a : b);
    }
  }

  private static LedgerChange change(LedgerKind kind, Json.Obj row) {
    boolean deleted = row.optText("status").filter("Deleted"::equals).isPresent();
    return new LedgerChange(kind, row.text("Id"), deleted, Fields.changedAt(row));
  }
}
