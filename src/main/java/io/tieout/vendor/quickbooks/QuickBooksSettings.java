package io.tieout.vendor.quickbooks;

import io.tieout.value.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// One QuickBooks connection's settings. All problems are told at once.
///
/// @param bookId our name for the connection
/// @param apiBase such as `https://quickbooks.api.intuit.com`, without a path
/// @param tokenUrl where tokens are renewed
/// @param realmId the company's id at Intuit
/// @param minorVersion 75 or later: what is lower, Intuit answers as 75
/// @param appBase where people open QuickBooks in the browser
/// @param verifierToken signs webhooks; not the client secret
/// @param pageSize records a query page, 1 to 1000
public record QuickBooksSettings(
    String bookId,
    URI apiBase,
    URI tokenUrl,
    String clientId,
    Secret clientSecret,
    String realmId,
    int minorVersion,
    URI appBase,
    Secret verifierToken,
    int pageSize) {
  public static final URI PRODUCTION = URI.create("https://quickbooks.api.intuit.com");
  public static final URI SANDBOX = URI.create("https://sandbox-quickbooks.api.intuit.com");
  public static final URI TOKEN_URL =
      URI.create("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer");
  public static final URI APP = URI.create("https://app.qbo.intuit.com");
  public static final int MINOR_VERSION = 75;
  public static final int LARGEST_PAGE = 1000;

  /// The longest number of an invoice.
  public static final int NUMBER = Limits.DOC_NUMBER;

  public QuickBooksSettings {
    List<String> problems = new ArrayList<>();
    needText(problems, "bookId", bookId, "name the connection, for example 'main'");
    needAddress(problems, "apiBase", apiBase, PRODUCTION);
    needAddress(problems, "tokenUrl", tokenUrl, TOKEN_URL);
    needAddress(problems, "appBase", appBase, APP);
    needText(problems, "clientId", clientId, "copy it from the app's keys at developer.intuit.com");
    if (clientSecret.isBlank()) {
      problems.add("clientSecret is empty; copy it from the app's keys at developer.intuit.com");
    }
    if (verifierToken.isBlank()) {
      problems.add("verifierToken is empty; copy it from the app's webhooks page");
    }
    if (!realmId.matches("\\d{1,32}")) {
      problems.add(
          "realmId '%s' is not a number; it came as 'realmId' when the company connected"
              .formatted(realmId));
    }
    if (minorVersion < MINOR_VERSION) {
      problems.add(
          "minorVersion %d is no longer served; use %d".formatted(minorVersion, MINOR_VERSION));
    }
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      problems.add("pageSize %d is out of range; choose 1 to %d".formatted(pageSize, LARGEST_PAGE));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("QuickBooks settings: " + String.join("; ", problems));
    }
  }

  private static void needText(List<String> problems, String field, String value, String remedy) {
    if (value.isBlank()) {
      problems.add("%s is empty; %s".formatted(field, remedy));
    }
  }

  private static void needAddress(List<String> problems, String field, URI value, URI example) {
    boolean http = "https".equals(value.getScheme()) || "http".equals(value.getScheme());
    if (!http || value.getHost() == null || value.toString().endsWith("/")) {
      problems.add(
          "%s '%s' is not a web address without a slash at its end; for example %s"
              .formatted(field, value, example));
    }
  }
}
