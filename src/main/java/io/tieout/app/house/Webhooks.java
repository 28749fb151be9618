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
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.salesforce.OutboundMessages;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The vendors' webhooks as signals of ours. What a webhook says is only taken as a hint to look:
/// the record itself is read from the vendor.
final class Webhooks {
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
              QuickBooksHook.PATH, intake("QuickBooks", new QuickBooksHook(companies, clock))));
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
    return new SignedIntake(sender, verifier, engine.inbox());
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
}
