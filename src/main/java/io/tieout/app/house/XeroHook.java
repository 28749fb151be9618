package io.tieout.app.house;

import io.tieout.app.config.BookConfig;
import io.tieout.door.web.SignedIntake;
import io.tieout.door.web.SignedIntake.Verdict;
import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.xero.XeroEvent;
import io.tieout.vendor.xero.XeroWebhooks;
import java.util.List;
import java.util.Optional;

/// Xero's webhooks as signals. Deliveries without events are Xero's test of our checking; they are
/// answered like all others. Answers have no body.
final class XeroHook implements SignedIntake.Verifier {
  static final String PATH = "/xero/webhooks";

  private final List<BookConfig.Xero> books;

  XeroHook(List<BookConfig.Xero> books) {
    this.books = List.copyOf(books);
  }

  @Override
  public Verdict verify(WebCall call) {
    Optional<String> signature = call.header("x-xero-signature");
    List<BookConfig.Xero> signed =
        books.stream()
            .filter(book ->
                signature
                    .filter(s -> XeroWebhooks.verify(call.body(), s, book.webhookKey()))
                    .isPresent())
            .toList();
    if (signed.isEmpty()) {
      return new Verdict.Refused(401, "");
    }
    try {
      return new Verdict.Genuine(
          XeroWebhooks.read(call.body()).events().stream()
              .flatMap(event ->
                  signed.stream()
                      .filter(book -> book.tenantId().equalsIgnoreCase(event.tenantId()))
                      .map(book -> signal(book.id(), event)))
              .toList(),
          WebAnswer.empty(200));
    } catch (JsonShapeException e) {
      return new Verdict.Refused(400, "");
    }
  }

  private static Signal signal(String book, XeroEvent event) {
    LedgerKind kind =
        switch (event.category()) {
          case INVOICE -> LedgerKind.INVOICE;
          case CONTACT -> LedgerKind.CUSTOMER;
          case CREDITNOTE -> LedgerKind.CREDIT_NOTE;
        };
    return LedgerNews.changed("xero", book, kind, event.id()).byWebhook(event.eventId());
  }
}
