package io.tieout.app.config;

import io.tieout.app.config.CrmConfig.OutboundPath;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotSettings;
import io.tieout.vendor.pubsub.PubSubSettings;
import io.tieout.vendor.salesforce.SalesforceSettings;
import io.tieout.vendor.salesforce.SalesforceSettings.Grant;
import io.tieout.work.routing.Routing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sections of the CRMs.
final class CrmSections {
  private static final String NO_COPIES = "none";
  private static final String CONSUMER_KEY =
      "copy the consumer key from Setup, External Client App Manager, OAuth settings";

  private final Fields root;
  private final Routing routing;

  CrmSections(Fields root, Routing routing) {
    this.root = root;
    this.routing = routing;
  }

  /// Every CRM whose section is there and can be used.
  List<CrmConfig> read() {
    List<CrmConfig> crms = new ArrayList<>();
    Fields salesforce = root.section("salesforce");
    Fields hubspot = root.section("hubspot");
    if (root.present("salesforce")) {
      salesforce(salesforce).ifPresent(crms::add);
    }
    if (root.present("hubspot")) {
      hubspot(hubspot).ifPresent(crms::add);
    }
    if (!root.present("salesforce") && !root.present("hubspot")) {
      root.problem(
          "salesforce",
          "is missing, and hubspot too; connect a CRM: docs/tieout.example.yaml shows how");
    }
    return crms;
  }

  private Optional<CrmConfig> salesforce(Fields fields) {
    Optional<URI> login =
        fields.address("login_url", "give your My Domain address, https://NAME.my.salesforce.com");
    String clientId = fields.text("client_id", CONSUMER_KEY);
    Optional<Grant> grant = grant(fields);
    Optional<String> organization = fields.optText("organization_id");
    Optional<OutboundPath> outbound = outbound(fields);
    Optional<PubSubSettings> events = events(fields);
    boolean copies = fields.oneOf("audit_copy", List.of(NO_COPIES, "deals")).equals("deals");
    fields.done();
    if (login.isEmpty() || clientId.isEmpty() || grant.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() -> {
      SalesforceSettings all =
          SalesforceSettings.of(Sections.withoutSlash(login.get()), clientId, grant.get())
              .withAuditCopy(copies)
              .withAlso(
                  new SalesforceSettings.ReadAlso(
                      routing.dealFields("salesforce"), routing.accountFields("salesforce")));
      return new CrmConfig.Salesforce(
          organization.map(all::withOrganization).orElse(all), outbound, events);
    });
  }

  private Optional<CrmConfig> hubspot(Fields fields) {
    URI api =
        fields.addressOr(
            "api_base", HubSpotSettings.PRODUCTION, HubSpotSettings.PRODUCTION.toString());
    Optional<HubSpotSettings.Grant> grant = portalGrant(fields);
    URI authorize =
        fields.addressOr(
            "authorize_url", HubSpotSettings.AUTHORIZE, HubSpotSettings.AUTHORIZE.toString());
    Secret first =
        new Secret(fields.optSecret("refresh_token", "HUBSPOT_REFRESH_TOKEN").orElse(""));
    Optional<String> portal = fields.optText("portal_id");
    Optional<CrmConfig.HubSpot.Hook> hook = hook(fields);
    fields.done();
    return grant.flatMap(g ->
        fields.built(() -> {
          HubSpotSettings all =
              HubSpotSettings.of(Sections.withoutSlash(api), g)
                  .withAlso(
                      new HubSpotSettings.ReadAlso(
                          routing.dealFields("hubspot"), routing.accountFields("hubspot")));
          return new CrmConfig.HubSpot(
              portal.map(all::withPortal).orElse(all), first, hook, authorize);
        }));
  }

  /// Either a key that never changes, or an app that was installed.
  private static Optional<HubSpotSettings.Grant> portalGrant(Fields fields) {
    Optional<String> key = fields.optSecret("service_key", "HUBSPOT_SERVICE_KEY");
    Optional<String> clientId = fields.optText("client_id");
    Optional<String> secret = fields.optSecret("client_secret", "HUBSPOT_CLIENT_SECRET");
    URI tokenUrl =
        fields.addressOr(
            "token_url", HubSpotSettings.TOKEN_URL, HubSpotSettings.TOKEN_URL.toString());
    boolean app = fields.present("client_id") || fields.present("client_secret");
    if (app == fields.present("service_key")) {
      fields.problem(
          "service_key",
          app
              ? "stands beside client_id and client_secret; keep one way to log in"
              : "is missing; write ${HUBSPOT_SERVICE_KEY} and set that variable, or give client_id,"
                  + " client_secret and refresh_token of an app");
      return Optional.empty();
    }
    if (!app) {
      return key.map(k -> new HubSpotSettings.Grant.ServiceKey(new Secret(k)));
    }
    if (clientId.isEmpty() || secret.isEmpty()) {
      fields.problem("client_id", "needs client_secret beside it, and the other way round");
      return Optional.empty();
    }
    return Optional.of(
        new HubSpotSettings.Grant.OAuth(
            clientId.get(), new Secret(secret.get()), Sections.withoutSlash(tokenUrl)));
  }

  private static Optional<CrmConfig.HubSpot.Hook> hook(Fields fields) {
    Optional<String> secret = fields.optSecret("webhook_secret", "HUBSPOT_WEBHOOK_SECRET");
    Optional<URI> address = fields.optUri("webhook_url");
    Optional<String> app = fields.optText("app_id");
    if (secret.isEmpty() && address.isPresent()) {
      fields.problem(
          "webhook_secret",
          "is missing; webhook_url needs the client secret of the app that sends the webhooks");
    }
    return secret.map(s -> new CrmConfig.HubSpot.Hook(new Secret(s), address, app));
  }

  /// Either the app's own secret, or a user and a key.
  private static Optional<Grant> grant(Fields fields) {
    Optional<String> secret = fields.optSecret("client_secret", "SF_CLIENT_SECRET");
    Optional<String> username = fields.optText("username");
    Optional<String> key = fields.optSecret("private_key", "SF_PRIVATE_KEY");
    String audience = fields.textOr("audience", "https://login.salesforce.com");
    boolean asUser = fields.present("username") || fields.present("private_key");
    if (asUser && fields.present("client_secret")) {
      fields.problem(
          "client_secret", "stands beside username or private_key; keep one way to log in");
      return Optional.empty();
    }
    if (!asUser) {
      if (!fields.present("client_secret")) {
        fields.problem(
            "client_secret",
            "is missing; write ${SF_CLIENT_SECRET} and set that variable, or log in with username"
                + " and private_key");
      }
      return secret.map(s -> new Grant.ClientCredentials(new Secret(s)));
    }
    if (!fields.present("username")) {
      fields.problem("username", "is missing; name the Salesforce user to act as");
    }
    if (!fields.present("private_key")) {
      fields.problem("private_key", "is missing; write ${SF_PRIVATE_KEY} and set that variable");
    }
    return username.flatMap(u -> key.map(k -> new Grant.Jwt(u, new Secret(k), audience)));
  }

  private static Optional<PubSubSettings> events(Fields fields) {
    Optional<String> topic = fields.optText("change_topic");
    String host = fields.textOr("change_host", PubSubSettings.DEFAULT_HOST);
    if (topic.isEmpty() && fields.present("change_host")) {
      fields.problem("change_topic", "is missing; write " + PubSubSettings.DEFAULT_TOPIC);
    }
    return topic.flatMap(t -> fields.built(() -> PubSubSettings.of(t).withHost(host)));
  }

  private static Optional<OutboundPath> outbound(Fields fields) {
    Optional<String> secret = fields.optSecret("outbound_secret", "SF_OUTBOUND_SECRET");
    if (fields.present("outbound_secret") && !fields.present("organization_id")) {
      fields.problem(
          "organization_id", "is missing; Outbound Messages are only taken from one organisation");
    }
    return secret.flatMap(s -> fields.built(() -> new OutboundPath(s)));
  }
}
