package io.tieout.app.house;

import io.tieout.door.web.SignedIntake;
import io.tieout.door.web.SignedIntake.Verdict;
import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.quickbooks.QuickBooksEvent;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.quickbooks.QuickBooksWebhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// QuickBooks' webhooks as signals: signed JSON, in CloudEvents' or the older format. Companies may
/// be connected by several apps, each with a verifier token of its own.
public final class QuickBooksHook implements SignedIntake.Verifier {
  public static final String PATH = "/quickbooks/webhooks";
  private static final Duration MOST_AHEAD = Duration.ofMinutes(10);
  // QuickBooks tries for days and its change feed reaches back thirty; older news is a replay.
  private static final Duration MOST_BEHIND = Duration.ofDays(30);

  /// What is followed. A credit note that is edited or deleted may change what is open on an
  /// invoice without an event of the invoice's own.
  private static final Map<QuickBooksEvent.Entity, LedgerKind> FOLLOWED =
      Map.of(
          QuickBooksEvent.Entity.INVOICE, LedgerKind.INVOICE,
          QuickBooksEvent.Entity.PAYMENT, LedgerKind.PAYMENT,
          QuickBooksEvent.Entity.CREDIT_MEMO, LedgerKind.CREDIT_NOTE,
          QuickBooksEvent.Entity.CUSTOMER, LedgerKind.CUSTOMER);

  private final List<QuickBooksSettings> companies;
  private final InstantSource clock;

  public QuickBooksHook(List<QuickBooksSettings> companies, InstantSource clock) {
    this.companies = List.copyOf(companies);
    this.clock = clock;
  }

  @Override
  public Verdict verify(WebCall call) {
    Optional<String> signature = call.header("intuit-signature");
    if (signature.isEmpty()) {
      return new Verdict.Refused(401, "the request is not signed");
    }
    List<QuickBooksSettings> signed =
        companies.stream()
            .filter(c -> QuickBooksWebhooks.verify(call.body(), signature.get(), c.verifierToken()))
            .toList();
    if (signed.isEmpty()) {
      return new Verdict.Refused(401, "the request's signature does not fit");
    }
    List<QuickBooksEvent> events;
    try {
      events = QuickBooksWebhooks.parse(call.body());
    } catch (JsonShapeException e) {
      return new Verdict.Refused(400, "the body is no QuickBooks webhook");
    }
    return events.stream()
        .map(this::complaint)
        .flatMap(Optional::stream)
        .findFirst()
        .<Verdict>map(why -> new Verdict.Refused(400, why))
        .orElseGet(() -> new Verdict.Genuine(signals(signed, events), WebAnswer.empty(200)));
  }

  private Optional<String> complaint(QuickBooksEvent event) {
    Instant now = clock.instant();
    if (event.time().isAfter(now.plus(MOST_AHEAD))) {
      return Optional.of("an event is dated in the future");
    }
    return event.time().isBefore(now.minus(MOST_BEHIND))
        ? Optional.of("an event is older than thirty days")
        : Optional.empty();
  }

  private static List<Signal> signals(
      List<QuickBooksSettings> companies, List<QuickBooksEvent> events) {
    return events.stream()
        .filter(event -> FOLLOWED.containsKey(event.entity()))
        .flatMap(event ->
            companies.stream()
                .filter(company -> company.realmId().equals(event.realmId()))
                .map(company -> signal(company.bookId(), event)))
        .toList();
  }

  private static Signal signal(String book, QuickBooksEvent event) {
    LedgerKind kind = Objects.requireNonNull(FOLLOWED.get(event.entity()));
    boolean deleted = event.operation() == QuickBooksEvent.Operation.DELETED;
    return new LedgerNews("quickbooks", book, kind, event.id(), deleted).byWebhook(event.eventId());
  }
}
