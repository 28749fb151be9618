package io.tieout.app.house;

import io.tieout.door.web.SignedIntake.Verdict;
import io.tieout.door.web.WebAnswer;
import io.tieout.door.web.WebCall;
import io.tieout.engine.inbox.Signal;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.quickbooks.QuickBooksEvent;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.quickbooks.QuickBooksWebhooks;
import io.tieout.vendor.salesforce.OutboundMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The vendors' webhooks as signals of ours. What a webhook says is only taken as a hint to look:
/// the record itself is read from the vendor.
final class Webhooks {
  private static final Duration MOST_AHEAD = Duration.ofMinutes(10);
  // QuickBooks tries for days and its change feed reaches back thirty; older news is a replay.
  private static final Duration MOST_BEHIND = Duration.ofDays(30);
  private static final Set<QuickBooksEvent.Entity> FOLLOWED =
      Set.of(
          QuickBooksEvent.Entity.INVOICE,
          QuickBooksEvent.Entity.PAYMENT,
          QuickBooksEvent.Entity.CUSTOMER);

  private final InstantSource clock;

  Webhooks(InstantSource clock) {
    this.clock = clock;
  }

  /// Signed JSON, in CloudEvents' or the older format.
  Verdict quickbooks(QuickBooksSettings settings, WebCall call) {
    Optional<String> signature = call.header("intuit-signature");
    if (signature.isEmpty()) {
      return new Verdict.Refused(401, "the request is not signed");
    }
    if (!QuickBooksWebhooks.verify(call.body(), signature.get(), settings.verifierToken())) {
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
        .orElseGet(() -> new Verdict.Genuine(signals(settings, events), WebAnswer.empty(200)));
  }

  /// Unsigned XML on a secret path, from one organisation.
  static Verdict salesforce(String organizationId, WebCall call) {
    List<OutboundMessages.Notification> notifications;
    try {
      notifications = OutboundMessages.parse(call.body(), organizationId);
    } catch (FaultException e) {
      return new Verdict.Refused(400, e.fault().message());
    }
    List<Signal> signals = new ArrayList<>();
    for (OutboundMessages.Notification notification : notifications) {
      String deal = notification.opportunityId();
      signals.add(
          new Signal(
              "crm",
              "outbound:" + notification.id(),
              "salesforce/deal/" + deal,
              "deal changed",
              Json.object().put("dealId", deal).build()));
    }
    return new Verdict.Genuine(
        signals, new WebAnswer(200, "text/xml;charset=utf-8", OutboundMessages.ack()));
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

  private static List<Signal> signals(QuickBooksSettings settings, List<QuickBooksEvent> events) {
    return events.stream()
        .filter(event -> event.realmId().equals(settings.realmId()))
        .filter(event -> FOLLOWED.contains(event.entity()))
        .map(event -> signal(settings.bookId(), event))
        .toList();
  }

  private static Signal signal(String book, QuickBooksEvent event) {
    String kind = event.entity().name().toLowerCase(Locale.ROOT);
    return new Signal(
        "ledger",
        "webhook:" + event.eventId(),
        "quickbooks/%s/%s".formatted(kind, event.id()),
        kind + " changed",
        Json.object()
            .put("kind", kind)
            .put("id", event.id())
            .put("deleted", event.operation() == QuickBooksEvent.Operation.DELETED)
            .put("book", book)
            .build());
  }
}
