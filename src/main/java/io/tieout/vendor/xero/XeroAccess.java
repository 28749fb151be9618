package io.tieout.vendor.xero;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.OAuthApp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Our app at Xero and how it is let in; the same for every organisation of one consent.
///
/// @param apiBase such as `https://api.xero.com`, without a path
public record XeroAccess(
    URI apiBase, URI tokenUrl, String clientId, Secret clientSecret, XeroAuth auth) {
  public static final URI PRODUCTION = URI.create("https://api.xero.com");
  public static final URI TOKEN_URL = URI.create("https://identity.xero.com/connect/token");

  /// Where a person consents.
  public static final URI AUTHORIZE =
      URI.create("https://login.xero.com/identity/connect/authorize");

  /// What we need, in Xero's granular scopes: apps made since March 2026 get no others.
  public static final List<String> SCOPES =
      List.of(
          "accounting.invoices",
          "accounting.payments.read",
          "accounting.contacts",
          "accounting.settings.read",
          "accounting.attachments");

  /// What a consent asks for: without `offline_access` there is no refresh token.
  public static final List<String> CONSENT_SCOPES =
      Stream.concat(Stream.of("offline_access"), SCOPES.stream()).toList();

  /// Where the scopes of an app are chosen.
  public static final String SCOPES_AT = "developer.xero.com/app/manage, your app, Scopes";

  private static final Duration REFRESH_LIFE = Duration.ofDays(60);

  /// What is not among those that were granted; the right to write is one to read, too.
  static List<String> missing(List<String> granted) {
    return SCOPES.stream()
        .filter(scope ->
            !granted.contains(scope) && !granted.contains(scope.replaceAll("\\.read$", "")))
        .toList();
  }

  /// Our app as Xero's token endpoint wants to see it.
  ///
  /// @param connection what is connected, for people
  public OAuthApp app(String connection) {
    return new OAuthApp(
        "Xero",
        connection,
        tokenUrl,
        clientId,
        clientSecret,
        OAuthApp.ClientAuth.BASIC,
        Map.of(),
        List.of(),
        Optional.of(REFRESH_LIFE),
        "clientId and clientSecret");
  }

  /// What is wrong with it; empty when all is well.
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    needAddress(problems, "apiBase", apiBase, PRODUCTION);
    needAddress(problems, "tokenUrl", tokenUrl, TOKEN_URL);
    String where = "copy it from the app's configuration at developer.xero.com";
    if (clientId.isBlank()) {
      problems.add("clientId is empty; " + where);
    }
    if (clientSecret.isBlank()) {
      problems.add("clientSecret is empty; " + where);
    }
    return problems;
  }

  static void needAddress(List<String> problems, String field, URI value, URI example) {
    boolean http = "https".equals(value.getScheme()) || "http".equals(value.getScheme());
    if (!http || value.getHost() == null || value.toString().endsWith("/")) {
      problems.add(
          "%s '%s' is not a web address without a slash at its end; for example %s"
              .formatted(field, value, example));
    }
  }
}
