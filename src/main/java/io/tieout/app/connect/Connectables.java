package io.tieout.app.connect;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.OAuthApp;
import io.tieout.vendor.quickbooks.QuickBooksApp;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.xero.XeroAccess;
import io.tieout.vendor.xero.XeroAuth;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The vendors that are connected by consent, each described once.
public final class Connectables {
  /// Xero's pages: consent, and the organisations a token may use.
  public static final URI XERO_AUTHORIZE =
      URI.create("https://login.xero.com/identity/connect/authorize");

  public static final URI XERO_CONNECTIONS = URI.create("https://api.xero.com/connections");

  /// HubSpot's page of consent.
  public static final URI HUBSPOT_AUTHORIZE = URI.create("https://app.hubspot.com/oauth/authorize");

  static final List<String> XERO_SCOPES = List.of(XeroAccess.CONSENT_SCOPES.split(" "));

  /// Reading deals and what belongs to them, our own properties of the deal, notes and tasks.
  static final List<String> HUBSPOT_SCOPES =
      List.of(
          "oauth",
          "crm.objects.deals.read",
          "crm.objects.deals.write",
          "crm.objects.companies.read",
          "crm.objects.contacts.read",
          "crm.objects.contacts.write",
          "crm.objects.line_items.read",
          "crm.objects.products.read",
          "crm.objects.quotes.read",
          "crm.objects.owners.read",
          "crm.schemas.deals.read",
          "crm.schemas.deals.write",
          "settings.currencies.read");

  private Connectables() {}

  /// All that are configured, CRMs first. Books of one Xero consent are connected once.
  public static List<Connectable> of(TieoutConfig config) {
    return Stream.concat(
            config.crms().stream().flatMap(Connectables::crm),
            config.books().stream().flatMap(Connectables::book))
        .collect(Collectors.toMap(Connectable::key, c -> c, (a, _) -> a, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static Stream<Connectable> crm(CrmConfig config) {
    return switch (config) {
      // Logs in with the app's own secret or key; there is nothing to consent to.
      case CrmConfig.Salesforce _ -> Stream.empty();
      case CrmConfig.HubSpot hubspot -> hubSpot(hubspot).stream();
    };
  }

  private static Stream<Connectable> book(BookConfig config) {
    return switch (config) {
      case BookConfig.QuickBooks book -> Stream.of(quickBooks(book));
      case BookConfig.Xero book -> xero(book).stream();
    };
  }

  static Connectable quickBooks(BookConfig.QuickBooks book) {
    QuickBooksSettings settings = book.settings();
    String realm = settings.realmId();
    return new Connectable(
        "quickbooks",
        book.id(),
        QuickBooksApp.of(settings),
        book.authorizeUrl(),
        QuickBooksApp.SCOPES,
        new AccountNaming.InCallback(
            "realmId",
            realm,
            "quickbooks[].realm_id",
            URI.create(
                "%s/v3/company/%s/companyinfo/%s?minorversion=%d"
                    .formatted(settings.apiBase(), realm, realm, settings.minorVersion()))),
        book.firstGrant(),
        "developer.intuit.com, your app, Keys and credentials, Redirect URIs");
  }

  /// Empty for a custom connection, whose app speaks for itself.
  private static Optional<Connectable> xero(BookConfig.Xero book) {
    return book.consent()
        .map(consent ->
            xero(
                consent,
                book.access(new XeroAuth.CustomConnection()).app("consent '%s'".formatted(consent)),
                new Pages(XERO_AUTHORIZE, URI.create(book.app().apiBase() + "/connections")),
                book.tenantId(),
                book.firstGrant()));
  }

  /// Empty with a service key, and where no account is named that the consent could be held to.
  private static Optional<Connectable> hubSpot(CrmConfig.HubSpot hubspot) {
    return hubspot
        .settings()
        .app()
        .flatMap(app ->
            hubspot
                .settings()
                .portalId()
                .map(portal -> hubSpot(app, HUBSPOT_AUTHORIZE, portal, hubspot.firstGrant())));
  }

  /// A Xero organisation.
  ///
  /// @param app as the connector renews tokens with
  /// @param tenantId the organisation that is configured
  public static Connectable xero(
      String connection, OAuthApp app, Pages pages, String tenantId, Secret configured) {
    return new Connectable(
        "xero",
        connection,
        app,
        pages.authorize(),
        XERO_SCOPES,
        new AccountNaming.Listed(pages.accounts(), "tenantId", tenantId, "xero[].tenant_id"),
        configured,
        "developer.xero.com/app/manage, your app, Configuration, Redirect URIs");
  }

  /// A HubSpot account.
  ///
  /// @param app as the connector renews tokens with
  /// @param portalId the account that is configured
  public static Connectable hubSpot(
      OAuthApp app, URI authorize, String portalId, Secret configured) {
    return new Connectable(
        "hubspot",
        "main",
        app,
        authorize,
        HUBSPOT_SCOPES,
        new AccountNaming.InTokenAnswer("hub_id", portalId, "hubspot.portal_id"),
        configured,
        "the app's project, app-hsmeta.json, auth.redirectUrls");
  }

  /// A vendor's addresses, others in a test.
  ///
  /// @param authorize the page that asks
  /// @param accounts tells which accounts a token may use
  public record Pages(URI authorize, URI accounts) {
    public static final Pages XERO = new Pages(XERO_AUTHORIZE, XERO_CONNECTIONS);
  }
}
