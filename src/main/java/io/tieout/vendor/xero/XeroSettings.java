package io.tieout.vendor.xero;

import io.tieout.value.secret.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One Xero organisation's settings. All problems are told at once.
///
/// @param bookId our name for the connection
/// @param tenantId the organisation's id; `XeroConnections` lists those of a consent
/// @param webhookKey signs webhooks; not the client secret
/// @param appBase where people open Xero in the browser
/// @param markBase what an invoice links to when its deal has no address of its own
/// @param salesAccount the account code of lines whose item names none, or that name no item
/// @param brandingTheme the id of the theme invoices are printed in; empty for Xero's default
/// @param pageSize records a page, 1 to 1000
public record XeroSettings(
    String bookId,
    XeroAccess access,
    String tenantId,
    Secret webhookKey,
    URI appBase,
    URI markBase,
    Optional<String> salesAccount,
    Optional<String> brandingTheme,
    int pageSize) {
  public static final URI APP = URI.create("https://go.xero.com");
  public static final URI MARK_BASE = URI.create("https://tieout.invalid");
  public static final int LARGEST_PAGE = 1000;

  /// The longest number of an invoice.
  public static final int NUMBER = Limits.NUMBER;

  private static final int ACCOUNT_CODE = 10;
  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  public XeroSettings {
    List<String> problems = new ArrayList<>();
    if (bookId.isBlank()) {
      problems.add("bookId is empty; name the connection, for example 'uk'");
    }
    problems.addAll(access.problems());
    if (!tenantId.matches(UUID)) {
      problems.add(
          "tenantId '%s' is not the id of a Xero organisation; list the connections to find it"
              .formatted(tenantId));
    }
    if (webhookKey.isBlank()) {
      problems.add("webhookKey is empty; copy it from the app's webhooks at developer.xero.com");
    }
    XeroAccess.needAddress(problems, "appBase", appBase, APP);
    XeroAccess.needAddress(problems, "markBase", markBase, MARK_BASE);
    salesAccount
        .filter(code -> code.isBlank() || code.length() > ACCOUNT_CODE)
        .ifPresent(code ->
            problems.add(
                "salesAccount '%s' is no account code; Xero's have 1 to %d characters"
                    .formatted(code, ACCOUNT_CODE)));
    brandingTheme
        .filter(id -> !id.matches(UUID))
        .ifPresent(id ->
            problems.add(
                "brandingTheme '%s' is not the id of a branding theme; leave it out for the default"
                    .formatted(id)));
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      problems.add("pageSize %d is out of range; choose 1 to %d".formatted(pageSize, LARGEST_PAGE));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Xero settings: " + String.join("; ", problems));
    }
  }

  /// Whether the text can be an id of Xero's. `GET` takes an invoice's number in the place of its
  /// id, so other texts are never asked for.
  static boolean isId(String text) {
    return text.matches(UUID);
  }
}
