package io.tieout.vendor.quickbooks;

import io.tieout.vendor.oauth.OAuthApp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our app at Intuit's token endpoint. QuickBooks changes the refresh token about once a day; it
/// ends when it is not used for a hundred days, and in any case after five years.
public final class QuickBooksApp {
  /// Where a company consents; see Intuit's discovery document.
  public static final URI AUTHORIZE = URI.create("https://appcenter.intuit.com/connect/oauth2");

  /// Everything we do there.
  public static final List<String> SCOPES = List.of("com.intuit.quickbooks.accounting");

  private QuickBooksApp() {}

  public static OAuthApp of(QuickBooksSettings settings) {
    return new OAuthApp(
        "QuickBooks",
        "book '%s'".formatted(settings.bookId()),
        settings.tokenUrl(),
        settings.clientId(),
        settings.clientSecret(),
        OAuthApp.ClientAuth.BASIC,
        Map.of("x-include-refresh-token-hard-expires-in", "true"),
        List.of("x_refresh_token_expires_in", "x_refresh_token_hard_expires_in"),
        Optional.empty(),
        "clientId and clientSecret");
  }
}
