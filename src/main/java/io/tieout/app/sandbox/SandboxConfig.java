package io.tieout.app.sandbox;

import io.tieout.app.config.AnchorsConfig;
import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.ShippedPolicy;
import io.tieout.app.config.TieoutConfig;
import io.tieout.door.slack.SlackSettings;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotSettings;
import io.tieout.vendor.pubsub.PubSubSettings;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.salesforce.SalesforceSettings;
import io.tieout.work.drift.DriftChoice;
import io.tieout.work.routing.Condition;
import io.tieout.work.routing.Routing;
import io.tieout.work.routing.RoutingRule;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A house's configuration that points at the stand-ins instead of the vendors; nothing else
/// differs from production.
public final class SandboxConfig {
  public static final String FINANCE_CHANNEL = "finance-approvals";
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int PAGE = 100;
  private static final String OUTBOUND_SECRET = "sandbox-outbound-message-path";

  private SandboxConfig() {}

  public static TieoutConfig of(Vendors vendors) {
    return of(vendors.info(), people(vendors.company()));
  }

  /// For a house in a process of its own, which knows the stand-ins only by their addresses.
  ///
  /// @param info as [Vendors#info] tells
  public static TieoutConfig of(Json.Obj info, Directory people) {
    List<BookConfig> books = books(info);
    return new TieoutConfig(
        TieoutConfig.Web.LOOPBACK,
        List.of(crm(info)),
        books,
        routing(books),
        slack(info.obj("slack")),
        Optional.empty(),
        people,
        ShippedPolicy.read(),
        new TieoutConfig.Rhythm(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5)),
        AnchorsConfig.NOWHERE,
        RetentionSettings.DEFAULT);
  }

  private static CrmConfig crm(Json.Obj info) {
    return info.optObj("salesforce")
        .<CrmConfig>map(i ->
            new CrmConfig.Salesforce(
                salesforce(i),
                Optional.of(new CrmConfig.OutboundPath(OUTBOUND_SECRET)),
                info.optObj("pubsub").map(SandboxConfig::events)))
        .orElseGet(() -> hubspot(info.obj("hubspot")));
  }

  private static PubSubSettings events(Json.Obj info) {
    return PubSubSettings.of(info.text("topic"))
        .onLoopback(info.text("pubsubHost"), info.integer("pubsubPort"));
  }

  private static CrmConfig hubspot(Json.Obj info) {
    Secret secret = new Secret(info.text("clientSecret"));
    HubSpotSettings.Grant grant =
        new HubSpotSettings.Grant.OAuth(
            info.text("clientId"), secret, URI.create(info.text("tokenUrl")));
    return new CrmConfig.HubSpot(
        HubSpotSettings.of(URI.create(info.text("base")), grant)
            .withPortal(info.text("portalId"))
            .withReading(new HubSpotSettings.Reading(Duration.ZERO, 200, 100, Duration.ZERO)),
        new Secret(info.text("refreshToken")),
        Optional.of(
            new CrmConfig.HubSpot.Hook(secret, Optional.empty(), Optional.of(info.text("appId")))),
        URI.create(info.text("authorizeUrl")));
  }

  /// The first ledger is called `main`, another by its system.
  private static List<BookConfig> books(Json.Obj info) {
    List<BookConfig> books = new ArrayList<>();
    info.optObj("quickbooks")
        .ifPresent(i ->
            books.add(
                new BookConfig.QuickBooks(
                    quickbooks(i),
                    new Secret(i.text("refreshToken")),
                    ZONE,
                    URI.create(i.text("consentUrl")),
                    BillingRules.PLAIN)));
    info.optObj("xero").ifPresent(i -> books.add(xero(books.isEmpty() ? "main" : "xero", i)));
    return books;
  }

  private static BookConfig xero(String book, Json.Obj info) {
    return new BookConfig.Xero(
        book,
        new BookConfig.Xero.App(
            URI.create(info.text("base")),
            URI.create(info.text("tokenUrl")),
            URI.create(info.text("authorizeUrl")),
            info.text("clientId"),
            new Secret(info.text("clientSecret"))),
        Optional.of("main"),
        new Secret(info.text("refreshToken")),
        info.text("tenantId"),
        new Secret(info.text("webhookKey")),
        Optional.of("200"),
        ZONE,
        BillingRules.PLAIN,
        DriftChoice.ALL);
  }

  /// With two ledgers, customers outside the United States belong to the second.
  private static Routing routing(List<BookConfig> books) {
    String first = books.getFirst().id();
    return books.size() == 1
        ? Routing.everythingTo(first)
        : new Routing(
            List.of(
                new RoutingRule(first, List.of(new Condition.Country(Set.of("US")))),
                new RoutingRule(books.getLast().id(), List.of())));
  }

  /// The company's people with their roles.
  public static Directory people(Company company) {
    return new Directory(
        company.people().stream()
            .map(p -> new Member(p.slackId(), p.name(), Optional.of(p.email()), p.roles()))
            .toList());
  }

  private static SalesforceSettings salesforce(Json.Obj info) {
    return SalesforceSettings.of(
            URI.create(info.text("base")),
            info.text("clientId"),
            new SalesforceSettings.Grant.ClientCredentials(new Secret(info.text("clientSecret"))))
        .withOrganization(info.text("orgId"));
  }

  private static QuickBooksSettings quickbooks(Json.Obj info) {
    return new QuickBooksSettings(
        "main",
        URI.create(info.text("base")),
        URI.create(info.text("tokenUrl")),
        info.text("clientId"),
        new Secret(info.text("clientSecret")),
        info.text("realmId"),
        QuickBooksSettings.MINOR_VERSION,
        QuickBooksSettings.APP,
        new Secret(info.text("verifierToken")),
        PAGE);
  }

  private static SlackSettings slack(Json.Obj info) {
    return new SlackSettings(
        URI.create(info.text("api")),
        new Secret(info.text("bot_token")),
        new Secret(info.text("signing_secret")),
        info.obj("channels").text(FINANCE_CHANNEL));
  }
}
