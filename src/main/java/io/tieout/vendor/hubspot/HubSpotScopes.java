package io.tieout.vendor.hubspot;

import java.util.List;

/// What an app or a service key of ours has to be allowed in a portal: reading deals and what
/// belongs to them, our own properties of the deal, tasks on it. `manifest/README.md` says why.
public final class HubSpotScopes {
  /// Of an app: no consent is given without `oauth`, which a service key does not have.
  public static final List<String> ALL =
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

  /// Where the scopes of an app are written.
  public static final String AT = "the app's project, app-hsmeta.json, auth.requiredScopes";

  /// Where a service key's scopes are chosen.
  static final String AT_KEY = "Settings, Integrations, Service Keys";

  private HubSpotScopes() {}

  /// What is not among those that were granted.
  static List<String> missing(List<String> granted) {
    return ALL.stream().filter(scope -> !granted.contains(scope)).toList();
  }
}
