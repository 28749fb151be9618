package io.tieout.vendor.xero;

import io.tieout.value.json.Json;
import io.tieout.vendor.http.BearerTokens;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.http.TokenSource;
import io.tieout.vendor.oauth.OAuthApp;
import io.tieout.vendor.oauth.RotatingTokens;
import io.tieout.vendor.oauth.TokenEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Access tokens of Xero, good for half an hour. The refresh token changes with every use and ends
/// after sixty days without one.
final class XeroTokens implements TokenSource, AutoCloseable {

  private final TokenSource source;
  private final Runnable close;

  private XeroTokens(TokenSource source, Runnable close) {
    this.source = source;
    this.close = close;
  }

  /// @param connection what is connected, for people
  static XeroTokens of(XeroAccess access, String connection, Settings http, Timing timing) {
    OAuthApp app = access.app(connection);
    return switch (access.auth()) {
      case XeroAuth.Consent consent -> {
        RotatingTokens tokens = new RotatingTokens(app, consent.vault(), http, timing);
        yield new XeroTokens(tokens, tokens::close);
      }
      case XeroAuth.CustomConnection() -> {
        TokenEndpoint endpoint = new TokenEndpoint(app, http, timing);
        Optional<String> scopes = Optional.of(String.join(" ", XeroAccess.SCOPES));
        yield new XeroTokens(
            new BearerTokens(() -> endpoint.clientCredentials(scopes).access(), timing.clock()),
            endpoint::close);
      }
    };
  }

  /// The scopes that stand in an access token; empty when it is no token of a shape we know. Only
  /// looked at, never relied on: nobody verifies the signature here.
  Optional<List<String>> scopes() {
    String[] parts = token().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return Optional.of(
          Json.parseObj(claims).list("scope").stream().map(s -> s.asText("scope")).toList());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String token() {
    return source.token();
  }

  @Override
  public void invalidate(String token) {
    source.invalidate(token);
  }

  @Override
  public void close() {
    close.run();
  }
}
