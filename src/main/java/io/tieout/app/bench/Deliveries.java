package io.tieout.app.bench;

import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.List;

/// Invoices that changed, as QuickBooks tells of them and as the row that is stored of them.
record Deliveries(InstantSource clock) {
  static final String BOOK = "main";
  static final String REALM = "9130000000000001";

  /// The row that a webhook becomes, put there by one plain statement.
  static final String PLAIN_INSERT =
      """
      insert into signal (source, dedupe_key, subject, kind, body, received_at)
      values (?, ?, ?, ?, cast(? as jsonb), cast(? as timestamptz))
      """;

  /// A CloudEvents delivery with one event.
  String webhook(long number) {
    return Json.array(
            List.of(
                Json.object()
                    .put("specversion", "1.0")
                    .put("id", event(number))
                    .put("source", "intuit.bench")
                    .put("type", "qbo.invoice.updated.v1")
                    .put("time", clock.instant().toString())
                    .put("intuitentityid", String.valueOf(number))
                    .put("intuitaccountid", REALM)
                    .put("data", Json.object())
                    .build()))
        .print();
  }

  /// The parameters of [#PLAIN_INSERT].
  String[] row(long number) {
    Signal webhook = news(number).byWebhook(event(number));
    return new String[] {
      webhook.source(),
      "plain:%s:%s".formatted(BOOK, event(number)),
      webhook.subject(),
      webhook.kind(),
      webhook.body().print(),
      clock.instant().toString()
    };
  }

  /// Under which key the webhook's signal is stored.
  static String key(long number) {
    return news(number).byWebhook(event(number)).dedupeKey();
  }

  private static LedgerNews news(long number) {
    return LedgerNews.changed("quickbooks", BOOK, LedgerKind.INVOICE, String.valueOf(number));
  }

  private static String event(long number) {
    return "bench-%012d".formatted(number);
  }
}
