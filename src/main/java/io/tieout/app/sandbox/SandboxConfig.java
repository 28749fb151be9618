package io.tieout.app.sandbox;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.ShippedPolicy;
import io.tieout.app.config.TieoutConfig;
import io.tieout.door.slack.SlackSettings;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.salesforce.SalesforceSettings;
import io.tieout.work.routing.Routing;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A house's configuration that points at the stand-ins instead of the vendors; nothing else
/// differs from production.
final class SandboxConfig {
  static final String FINANCE_CHANNEL = "finance-approvals";
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int PAGE = 100;
  private static final String OUTBOUND_SECRET = "sandbox-outbound-message-path";

  private SandboxConfig() {}

  static TieoutConfig of(Vendors vendors) {
    return of(vendors.info(), people(vendors.company()));
  }

  /// For a house in a process of its own, which knows the stand-ins only by their addresses.
  ///
  /// @param info as [Vendors#info] tells
  static TieoutConfig of(Json.Obj info, Directory people) {
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
            Duration.ofSeconds(5)));
  }

  private static CrmConfig crm(Json.Obj info) {
    return new CrmConfig.Salesforce(
        salesforce(info.obj("salesforce")),
        Optional.of(new CrmConfig.OutboundPath(OUTBOUND_SECRET)));
  }

  /// The first ledger is called `main`, others by their system.
  private static List<BookConfig> books(Json.Obj info) {
    Json.Obj quickbooks = info.obj("quickbooks");
    return List.of(
        new BookConfig.QuickBooks(
            quickbooks(quickbooks), new Secret(quickbooks.text("refreshToken")), ZONE));
  }

  private static Routing routing(List<BookConfig> books) {
    return Routing.everythingTo(books.getFirst().id());
  }

  /// The company's people with their roles.
  static Directory people(Company company) {
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
