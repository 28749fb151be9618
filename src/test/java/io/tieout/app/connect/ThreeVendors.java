package io.tieout.app.connect;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.ConfigFile;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.sandbox.hubspot.HubSpotStandIn;
import io.tieout.sandbox.hubspot.Limits;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.SeededCompany;
import io.tieout.sandbox.xero.XeroStandIn;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.hubspot.HubSpotCrm;
import io.tieout.vendor.oauth.TokenVault.Grant;
import io.tieout.vendor.quickbooks.QuickBooksLedger;
import io.tieout.vendor.xero.XeroAuth;
import io.tieout.vendor.xero.XeroLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// HubSpot, QuickBooks and Xero as stand-ins, named by a configuration file as an administrator
/// writes it: no grant is configured. Both of Xero's organisations are of one consent.
final class ThreeVendors implements AutoCloseable {
  static final String HUBSPOT = "hubspot/main";
  static final String QUICKBOOKS = "quickbooks/us";
  static final String XERO = "xero/group";
  static final List<String> ALL = List.of(HUBSPOT, QUICKBOOKS, XERO);

  final ConnectStage stage = new ConnectStage();
  final HubSpotStandIn hubspot;
  final QuickBooksStandIn quickbooks;
  final XeroStandIn xero;
  final TieoutConfig config;

  ThreeVendors(Path folder) {
    Company company = SeededCompany.generate(7, 12, stage.clock.instant());
    hubspot =
        HubSpotStandIn.start(
            HubSpotStandIn.Options.of(company, stage.clock).withLimits(Limits.NONE));
    quickbooks = QuickBooksStandIn.start(new QuickBooksStandIn.Options(0, company, stage.clock, 7));
    xero =
        XeroStandIn.start(
            XeroStandIn.Options.of(company, stage.clock)
                .with(Profile.uk("Northlight Ltd"), Profile.au("Northlight Pty Ltd")));
    // The stand-in begins as if somebody had consented before.
    tenants().forEach(xero::disconnect);
    config = config(folder);
    stage.open(Connectables.of(config));
  }

  List<String> tenants() {
    return xero.info().list("tenantIds").stream().map(t -> t.asText("tenant")).toList();
  }

  /// What is kept of the connection.
  Optional<Grant> grant(String key) {
    return vaulted(key).load();
  }

  VaultedGrant vaulted(String key) {
    return new VaultedGrant(stage.kept, key, new Secret(""), stage.clock);
  }

  /// Reads something with what is kept, by a connector that knows no token yet.
  String read(String key) {
    return switch (key) {
      case HUBSPOT -> {
        CrmConfig.HubSpot crm = config.crms(CrmConfig.HubSpot.class).findFirst().orElseThrow();
        try (HubSpotCrm connector =
            new HubSpotCrm(crm.settings(), Optional.of(vaulted(key)), stage.timing)) {
          yield connector.deal(hubspot.dealId("acme-platform")).orElseThrow().name();
        }
      }
      case QUICKBOOKS -> {
        BookConfig.QuickBooks book =
            config.books(BookConfig.QuickBooks.class).findFirst().orElseThrow();
        try (QuickBooksLedger ledger =
            new QuickBooksLedger(book.settings(), vaulted(key), Settings.DEFAULT, stage.timing)) {
          yield ledger.book().name();
        }
      }
      default -> readXero("uk");
    };
  }

  /// Reads one organisation.
  String readXero(String bookId) {
    BookConfig.Xero book =
        config
            .books(BookConfig.Xero.class)
            .filter(b -> b.id().equals(bookId))
            .findFirst()
            .orElseThrow();
    XeroAuth consent = new XeroAuth.Consent(XERO, vaulted(XERO));
    try (XeroLedger ledger =
        new XeroLedger(book.settings(consent), Settings.DEFAULT, stage.timing)) {
      return ledger.book().name();
    }
  }

  private TieoutConfig config(Path folder) {
    Json.Obj hub = hubspot.info();
    Json.Obj qbo = quickbooks.info();
    Json.Obj xro = xero.info();
    try {
      Path file = Files.writeString(folder.resolve("tieout.yaml"), yaml(hub, qbo));
      return ConfigFile.read(file, environment(hub, qbo, xro)).config();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String yaml(Json.Obj hub, Json.Obj qbo) {
    return """
    web: {public_url: "%s"}
    hubspot:
      api_base: %s
      token_url: %s
      authorize_url: %s
      client_id: %s
      client_secret: ${HUBSPOT_CLIENT_SECRET}
      portal_id: "%s"
    quickbooks:
      - book: us
        api_base: %s
        token_url: %s
        authorize_url: %s
        realm_id: "%s"
        client_id: %s
        client_secret: ${QBO_CLIENT_SECRET}
        webhook_verifier: ${QBO_WEBHOOK_VERIFIER}
    xero:
    %s%srouting: [{book: uk, country: [GB]}, {book: au, country: [AU]}, {book: us}]
    slack:
      bot_token: ${SLACK_BOT_TOKEN}
      signing_secret: ${SLACK_SIGNING_SECRET}
      finance_channel: C0123456789
    people:
      - {slack_user: U0CARO, name: Caro, roles: [controller]}
      - {slack_user: U0FINN, name: Finn, roles: [cfo]}
    """
        .formatted(
            stage.url,
            hubspot.base(),
            hub.text("tokenUrl"),
            hub.text("authorizeUrl"),
            hub.text("clientId"),
            hub.text("portalId"),
            quickbooks.base(),
            qbo.text("tokenUrl"),
            qbo.text("consentUrl"),
            qbo.text("realmId"),
            qbo.text("clientId"),
            xeroBook("uk", tenants().getFirst()),
            xeroBook("au", tenants().getLast()));
  }

  private String xeroBook(String name, String tenant) {
    Json.Obj info = xero.info();
    return """
      - book: %s
        consent: group
        api_base: %s
        token_url: %s
        authorize_url: %s
        tenant_id: %s
        client_id: %s
        client_secret: ${XERO_CLIENT_SECRET}
        webhook_key: ${XERO_WEBHOOK_KEY}
    """
        .formatted(
            name,
            xero.base(),
            info.text("tokenUrl"),
            info.text("authorizeUrl"),
            tenant,
            info.text("clientId"));
  }

  private static Map<String, String> environment(Json.Obj hub, Json.Obj qbo, Json.Obj xro) {
    return Map.of(
        "HUBSPOT_CLIENT_SECRET", hub.text("clientSecret"),
        "QBO_CLIENT_SECRET", qbo.text("clientSecret"),
        "QBO_WEBHOOK_VERIFIER", qbo.text("verifierToken"),
        "XERO_CLIENT_SECRET", xro.text("clientSecret"),
        "XERO_WEBHOOK_KEY", xro.text("webhookKey"),
        "SLACK_BOT_TOKEN", "xoxb-test",
        "SLACK_SIGNING_SECRET", "signing-secret-of-a-test");
  }

  /// The address with another value of a parameter.
  static URI with(URI address, String name, String value) {
    return URI.create(
        address.toString().replaceAll("([?&])" + name + "=[^&]*", "$1" + name + "=" + value));
  }

  static String value(URI address, String name) {
    return address.getRawQuery().replaceAll("(^|.*&)" + name + "=([^&]*).*", "$2");
  }

  @Override
  public void close() {
    stage.close();
    hubspot.close();
    quickbooks.close();
    xero.close();
  }
}
