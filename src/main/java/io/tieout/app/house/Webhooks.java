package io.tieout.app.house;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.door.web.Route;
import io.tieout.door.web.SignedIntake;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

  private final TieoutConfig config;
  private final InstantSource clock;
  private final Engine engine;
  private final Supplier<URI> ownAddress;

  /// @param ownAddress where this process listens, known once it does
  Webhooks(TieoutConfig config, InstantSource clock, Engine engine, Supplier<URI> ownAddress) {
    this.config = config;
    this.clock = clock;
    this.engine = engine;
    this.ownAddress = ownAddress;
  }

  /// One path for every kind of sender that is connected.
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    List<QuickBooksSettings> companies =
        config.books(BookConfig.QuickBooks.class).map(BookConfig.QuickBooks::settings).toList();
    if (!companies.isEmpty()) {
      routes.add(
          Route.post(
              "/quickbooks/webhooks", intake("QuickBooks", call -> quickbooks(companies, call))));
    }
    List<BookConfig.Xero> organisations = config.books(BookConfig.Xero.class).toList();
    if (!organisations.isEmpty()) {
      routes.add(Route.post(XeroHook.PATH, intake("Xero", new XeroHook(organisations))));
    }
    config
        .crms(CrmConfig.HubSpot.class)
        .flatMap(crm -> crm.hook().stream())
        .map(hook -> intake("HubSpot", new HubSpotHook(hook, clock, ownAddress)))
        .forEach(intake -> routes.add(Route.post(HubSpotHook.PATH, intake)));
    config
        .crms(CrmConfig.Salesforce.class)
        .forEach(crm -> crm.outbound().ifPresent(path -> routes.add(outbound(crm, path))));
    return routes;
  }

  private Route outbound(CrmConfig.Salesforce crm, CrmConfig.OutboundPath path) {
    String organization = crm.settings().organizationId().orElse("");
    return Route.post(path.path(), intake("Salesforce", call -> salesforce(organization, call)))
        .labelled(path.toString());
  }

  private SignedIntake intake(String sender, SignedIntake.Verifier verifier) {
    return new SignedIntake(sender, verifier, engine.database(), engine.inbox());
  }

  /// Signed JSON, in CloudEvents' or the older format. Companies may be connected by several apps,
  /// each with a verifier token of its own.
  private Verdict quickbooks(List<QuickBooksSettings> companies, WebCall call) {
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

  private static List<Signal> signals(
      List<QuickBooksSettings> companies, List<QuickBooksEvent> events) {
    return events.stream()
        .filter(event -> FOLLOWED.contains(event.entity()))
        .flatMap(event ->
            companies.stream()
                .filter(company -> company.realmId().equals(event.realmId()))
                .map(company -> signal(company.bookId(), event)))
        .toList();
  }

  private static Signal signal(String book, QuickBooksEvent event) {
    String kind = event.entity().name().toLowerCase(Locale.ROOT);
    return new Signal(
        "ledger",
        "webhook:%s:%s".formatted(book, event.eventId()),
        "quickbooks/%s/%s/%s".formatted(book, kind, event.id()),
        kind + " changed",
        Json.object()
            .put("kind", kind)
            .put("id", event.id())
            .put("deleted", event.operation() == QuickBooksEvent.Operation.DELETED)
            .put("book", book)
            .build());
  }
}
