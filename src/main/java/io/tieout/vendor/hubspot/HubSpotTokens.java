package io.tieout.vendor.hubspot;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.http.TokenSource;
import io.tieout.vendor.hubspot.HubSpotSettings.Grant;
import io.tieout.vendor.oauth.OAuthApp;
import io.tieout.vendor.oauth.RotatingTokens;
import io.tieout.vendor.oauth.TokenVault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a connection's bearer tokens come from.
final class HubSpotTokens implements AutoCloseable {
  private final TokenSource source;
  private final AutoCloseable resource;

  private HubSpotTokens(TokenSource source, AutoCloseable resource) {
    this.source = source;
    this.resource = resource;
  }

  static HubSpotTokens of(HubSpotSettings settings, Optional<TokenVault> vault, Timing timing) {
    return switch (settings.grant()) {
      case Grant.ServiceKey(Secret key) -> new HubSpotTokens(fixed(key), () -> {});
      case Grant.OAuth oauth -> {
        RotatingTokens tokens =
            new RotatingTokens(
                app(settings, oauth),
                vault.orElseThrow(() ->
                    new IllegalArgumentException(
                        "HubSpot with OAuth needs a vault for its refresh token")),
                settings.http(),
                timing);
        yield new HubSpotTokens(tokens, tokens);
      }
    };
  }

  TokenSource source() {
    return source;
  }

  @Override
  public void close() {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("HubSpot's tokens did not close", e);
    }
  }

  /// Our app as HubSpot's token endpoint wants to see it.
  static OAuthApp app(HubSpotSettings settings, Grant.OAuth oauth) {
    URI tokenUrl = oauth.tokenUrl();
    return new OAuthApp(
        "HubSpot",
        settings.portalId().map(id -> "portal " + id).orElse("the portal"),
        tokenUrl,
        oauth.clientId(),
        oauth.clientSecret(),
        OAuthApp.ClientAuth.FORM,
        Map.of(),
        List.of(),
        Optional.empty(),
        "the app's client id and secret, and which portal installed it");
  }

  /// A service key is what it is: when it is refused, a person has to make another.
  private static TokenSource fixed(Secret key) {
    return new TokenSource() {
      @Override
      public String token() {
        return key.reveal();
      }

      @Override
      public void invalidate(String token) {
        // There is no newer one to fetch.
      }
    };
  }
}
