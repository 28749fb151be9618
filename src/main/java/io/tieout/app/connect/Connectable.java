package io.tieout.app.connect;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.Consent;
import io.tieout.vendor.oauth.OAuthApp;
import java.net.URI;
import java.util.List;

/// A connection that an administrator makes by consenting at a vendor. To add a vendor, describe it
/// with one of these in [Connectables].
///
/// @param system its name in addresses and in the vault, such as `quickbooks`
/// @param connection our name for the account, such as `main`
/// @param authorizeUrl the vendor's page that asks
/// @param scopes what we ask for, and no more
/// @param configured a first refresh token from the configuration; blank where there is none
/// @param where at the vendor the redirect address is entered
/// @param scopesAt where at the vendor the app's scopes are chosen
public record Connectable(
    String system,
    String connection,
    OAuthApp app,
    URI authorizeUrl,
    List<String> scopes,
    AccountNaming account,
    Secret configured,
    String where,
    String scopesAt) {
  public Connectable {
    scopes = List.copyOf(scopes);
    if (!system.matches("[a-z]{2,20}") || !connection.matches("[a-z][a-z0-9-]{0,29}")) {
      throw new IllegalArgumentException(
          "'%s/%s' is no name of a connection; use lower-case letters, digits and -"
              .formatted(system, connection));
    }
  }

  /// The vault's name for it: `quickbooks/main`.
  public String key() {
    return system + "/" + connection;
  }

  /// For people: `QuickBooks, book 'main'`.
  public String spoken() {
    return app.vendor() + ", " + app.connection();
  }

  /// What has to be registered at the vendor, letter by letter.
  public URI redirect(URI publicUrl) {
    return URI.create(publicUrl + ConnectRoutes.callback(system));
  }

  Consent consent(URI publicUrl) {
    return new Consent(authorizeUrl, app.clientId(), scopes, redirect(publicUrl));
  }
}
