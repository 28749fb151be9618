package io.tieout.app.connect;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.hubspot.HubSpotScopes;
import io.tieout.vendor.oauth.OAuthApp;
import io.tieout.vendor.quickbooks.QuickBooksApp;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.xero.XeroAccess;
import io.tieout.vendor.xero.XeroAuth;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The vendors that are connected by consent, each described once.
public final class Connectables {
  private static final String ADD_ORGANISATION =
      "consent again and choose the missing organisation on Xero's page: those connected before stay"
          + " connected";

  private Connectables() {}

  /// All that are configured, CRMs first. Books of one Xero consent are connected once, together.
  public static List<Connectable> of(TieoutConfig config) {
    Map<String, List<BookConfig.Xero>> consents =
        config
            .books(BookConfig.Xero.class)
            .filter(book -> book.consent().isPresent())
            .collect(
                Collectors.groupingBy(
                    book -> book.consent().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    return Stream.of(
            config.crms().stream().flatMap(Connectables::crm),
            config.books(BookConfig.QuickBooks.class).map(Connectables::quickBooks),
            consents.entrySet().stream().map(e -> xero(e.getKey(), e.getValue())))
        .flatMap(all -> all)
        .toList();
  }

  private static Stream<Connectable> crm(CrmConfig config) {
    return switch (config) {
      // Logs in with the app's own secret or key; there is nothing to consent to.
      case CrmConfig.Salesforce _ -> Stream.empty();
      case CrmConfig.HubSpot hubspot -> hubSpot(hubspot).stream();
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
        "developer.intuit.com, your app, Keys and credentials, Redirect URIs",
        "developer.intuit.com, your app, Permissions");
  }

  /// All organisations of one consent.
  private static Connectable xero(String consent, List<BookConfig.Xero> books) {
    BookConfig.Xero first = books.getFirst();
    return xero(
        consent,
        first.access(new XeroAuth.CustomConnection()).app("consent '%s'".formatted(consent)),
        new Pages(first.app().authorizeUrl(), URI.create(first.app().apiBase() + "/connections")),
        books.stream()
            .map(book ->
                new AccountNaming.Account(book.tenantId(), "book '%s'".formatted(book.id())))
            .toList(),
        first.firstGrant());
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
                .map(portal -> hubSpot(app, hubspot.authorizeUrl(), portal, hubspot.firstGrant())));
  }

  /// Xero organisations of one consent.
  ///
  /// @param app as the connector renews tokens with
  /// @param organisations those that are configured, by their tenant ids
  public static Connectable xero(
      String connection,
      OAuthApp app,
      Pages pages,
      List<AccountNaming.Account> organisations,
      Secret configured) {
    return new Connectable(
        "xero",
        connection,
        app,
        pages.authorize(),
        XeroAccess.CONSENT_SCOPES,
        new AccountNaming.Listed(
            pages.accounts(),
            "tenantId",
            "tenantName",
            organisations,
            "xero[].tenant_id",
            ADD_ORGANISATION),
        configured,
        "developer.xero.com/app/manage, your app, Configuration, Redirect URIs",
        XeroAccess.SCOPES_AT);
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
        HubSpotScopes.ALL,
        new AccountNaming.InTokenAnswer("hub_id", portalId, "hubspot.portal_id"),
        configured,
        "the app's project, app-hsmeta.json, auth.redirectUrls",
        HubSpotScopes.AT);
  }

  /// A vendor's addresses, others in a test.
  ///
  /// @param authorize the page that asks
  /// @param accounts tells which accounts a token may use
  public record Pages(URI authorize, URI accounts) {}
}
