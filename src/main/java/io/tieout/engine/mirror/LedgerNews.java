package io.tieout.engine.mirror;

import io.tieout.engine.inbox.Signal;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// News that a record of a book changed. Whoever tells it, as a signal it reads the same and is
/// about the same subject; only the key by which a repetition is known is the teller's own.
///
/// @param system the book's vendor, for example `quickbooks`
/// @param book our name of the book
public record LedgerNews(String system, String book, LedgerKind kind, String id, boolean deleted) {
  /// Who such signals are from.
  public static final String SOURCE = "ledger";

  static final String CHANGED = " changed";

  public static LedgerNews changed(String system, String book, LedgerKind kind, String id) {
    return new LedgerNews(system, book, kind, id, false);
  }

  /// What the signal tells; empty when it is of something else.
  public static Optional<LedgerNews> of(Signal signal) {
    return signal.source().equals(SOURCE) && signal.kind().endsWith(CHANGED)
        ? Optional.of(read(signal))
        : Optional.empty();
  }

  private static LedgerNews read(Signal signal) {
    return new LedgerNews(
        signal.subject().substring(0, signal.subject().indexOf('/')),
        signal.body().text("book"),
        LedgerKind.valueOf(signal.body().text("kind").toUpperCase(Locale.ROOT)),
        signal.body().text("id"),
        signal.body().flag("deleted"));
  }

  /// As the vendor tells it; one that it tells again has the same number.
  public Signal byWebhook(String eventId) {
    return signal("webhook:%s:%s".formatted(book, eventId));
  }

  /// As a sweep over the change feed finds it.
  ///
  /// @param fresh what is read in the moment of its change may change again in the same one: it is
  ///   told so, and once more when it is read later
  Signal bySweep(Instant changedAt, boolean fresh) {
    return signal(
            "%s/%s:%s:%s:%s%s"
                .formatted(system, book, Naming.word(kind), id, changedAt, fresh ? ":fresh" : ""))
        .patiently();
  }

  /// As if the book had told of it once more, now that it is known whose it is.
  public Signal atFirstLook(String proposalId) {
    return signal("first look:%s:%s".formatted(proposalId, subject())).patiently();
  }

  /// The record in the mirror's words: `quickbooks/main/invoice/12`.
  private String subject() {
    return "%s/%s/%s/%s".formatted(system, book, Naming.word(kind), id);
  }

  private Signal signal(String dedupeKey) {
    String word = Naming.word(kind);
    return new Signal(
        SOURCE,
        dedupeKey,
        subject(),
        word + CHANGED,
        Json.object()
            .put("kind", word)
            .put("id", id)
            .put("deleted", deleted)
            .put("book", book)
            .build());
  }
}
