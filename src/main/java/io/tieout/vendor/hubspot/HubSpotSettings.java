package io.tieout.vendor.hubspot;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.oauth.OAuthApp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How to reach one HubSpot portal. All problems are told at once.
///
/// @param apiBase such as `https://api.hubapi.com`, without a path
/// @param portalId the portal that must answer; empty to take any
/// @param terms the company's own deal properties for what sales agreed on
/// @param also further properties to read, by which deals are routed
/// @param productFamily the product property that groups products
/// @param webhooks empty when the portal sends us none
public record HubSpotSettings(
    URI apiBase,
    Grant grant,
    Optional<String> portalId,
    TermProperties terms,
    ReadAlso also,
    String productFamily,
    Optional<Webhooks> webhooks,
    Reading reading,
    Settings http) {
  public static final URI PRODUCTION = URI.create("https://api.hubapi.com");

  /// The dated version that is called; each is supported for 18 months.
  public static final String API_VERSION = "2026-09";

  /// What is called where [#API_VERSION] is not there yet.
  public static final String FALLBACK_VERSION = "2026-03";

  public static final URI TOKEN_URL = PRODUCTION.resolve("/oauth/" + API_VERSION + "/token");

  /// Where a person consents.
  public static final URI AUTHORIZE = URI.create("https://app.hubspot.com/oauth/authorize");

  /// HubSpot's own grouping: `inventory`, `non_inventory` or `service`.
  public static final String PRODUCT_TYPE = "hs_product_type";

  private static final String PROPERTY_NAME = "[a-z][a-z0-9_]{0,99}";

  public HubSpotSettings {
    List<String> problems = new ArrayList<>();
    needAddress(problems, "apiBase", apiBase, PRODUCTION);
    needGrant(problems, grant);
    portalId
        .filter(id -> !id.matches("\\d{1,15}"))
        .ifPresent(id ->
            problems.add(
                "portalId '%s' is not a number; copy it from the account menu".formatted(id)));
    List<String> names =
        Stream.of(terms.all(), also.deal(), also.company(), List.of(productFamily))
            .flatMap(List::stream)
            .toList();
    names.stream()
        .filter(name -> !name.matches(PROPERTY_NAME))
        .forEach(name ->
            problems.add(
                "property '%s' is no internal name; use lower-case letters, digits and _"
                    .formatted(name)));
    webhooks.ifPresent(hooks -> needWebhooks(problems, hooks));
    needReading(problems, reading);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("HubSpot settings: " + String.join("; ", problems));
    }
  }

  /// The settings with every default.
  public static HubSpotSettings of(URI apiBase, Grant grant) {
    return new HubSpotSettings(
        apiBase,
        grant,
        Optional.empty(),
        TermProperties.DEFAULT,
        ReadAlso.NOTHING,
        PRODUCT_TYPE,
        Optional.empty(),
        Reading.DEFAULT,
        Settings.DEFAULT);
  }

  public HubSpotSettings withPortal(String id) {
    return new HubSpotSettings(
        apiBase, grant, Optional.of(id), terms, also, productFamily, webhooks, reading, http);
  }

  public HubSpotSettings withAlso(ReadAlso other) {
    return new HubSpotSettings(
        apiBase, grant, portalId, terms, other, productFamily, webhooks, reading, http);
  }

  public HubSpotSettings withReading(Reading other) {
    return new HubSpotSettings(
        apiBase, grant, portalId, terms, also, productFamily, webhooks, other, http);
  }

  public HubSpotSettings withHttp(Settings other) {
    return new HubSpotSettings(
        apiBase, grant, portalId, terms, also, productFamily, webhooks, reading, other);
  }

  /// Our app as HubSpot's token endpoint wants to see it; empty with a service key.
  public Optional<OAuthApp> app() {
    return grant instanceof Grant.OAuth oauth
        ? Optional.of(HubSpotTokens.app(this, oauth))
        : Optional.empty();
  }

  /// How we prove who we are.
  public sealed interface Grant {
    /// A key of one portal that never changes by itself.
    record ServiceKey(Secret key) implements Grant {}

    /// An app that the portal installed; its refresh token is in a vault.
    record OAuth(String clientId, Secret clientSecret, URI tokenUrl) implements Grant {}
  }

  /// The company's own deal properties; each may be absent.
  public record TermProperties(
      String paymentTerms, String poNumber, String serviceStart, String serviceEnd) {
    public static final TermProperties DEFAULT =
        new TermProperties("payment_terms", "po_number", "service_start", "service_end");

    List<String> all() {
      return List.of(paymentTerms, poNumber, serviceStart, serviceEnd);
    }
  }

  /// Properties that are read beside the usual ones, by their internal names.
  public record ReadAlso(List<String> deal, List<String> company) {
    public static final ReadAlso NOTHING = new ReadAlso(List.of(), List.of());

    public ReadAlso {
      deal = List.copyOf(deal);
      company = List.copyOf(company);
    }
  }

  /// What HubSpot signs its webhooks with.
  ///
  /// @param publicUrl the address that was given to HubSpot, as HubSpot calls it
  /// @param ownSources what HubSpot names as the source of our own writes: the app's id
  public record Webhooks(Secret clientSecret, URI publicUrl, Set<String> ownSources) {
    public Webhooks {
      ownSources = Set.copyOf(ownSources);
    }
  }

  /// How much is read at once, and how late.
  ///
  /// @param indexLag how far search may be behind the records; up to half a minute has been seen
  /// @param searchPage records a page of a search, at most 200
  /// @param listPage records a page of a list, at most 100
  /// @param settling how long after a change an association may still be missing
  public record Reading(Duration indexLag, int searchPage, int listPage, Duration settling) {
    public static final Reading DEFAULT =
        new Reading(Duration.ofSeconds(30), 200, 100, Duration.ofMinutes(2));
  }

  private static void needGrant(List<String> problems, Grant grant) {
    switch (grant) {
      case Grant.ServiceKey(Secret key) -> {
        if (key.isBlank()) {
          problems.add("the service key is empty; make one under Settings, Service Keys");
        }
      }
      case Grant.OAuth(String clientId, Secret secret, URI tokenUrl) -> {
        if (clientId.isBlank()) {
          problems.add("clientId is empty; copy it from the app's Auth page");
        }
        if (secret.isBlank()) {
          problems.add("clientSecret is empty; copy it from the app's Auth page");
        }
        needAddress(problems, "tokenUrl", tokenUrl, TOKEN_URL);
      }
    }
  }

  private static void needWebhooks(List<String> problems, Webhooks hooks) {
    if (hooks.clientSecret().isBlank()) {
      problems.add("the webhooks' client secret is empty; copy it from the app's Auth page");
    }
    needAddress(
        problems, "publicUrl", hooks.publicUrl(), URI.create("https://YOUR-HOST/hubspot/webhook"));
  }

  private static void needReading(List<String> problems, Reading reading) {
    if (reading.indexLag().isNegative() || reading.settling().isNegative()) {
      problems.add(
          "indexLag %s and settling %s must not be negative"
              .formatted(reading.indexLag(), reading.settling()));
    }
    if (reading.searchPage() < 1 || reading.searchPage() > 200) {
      problems.add(
          "searchPage %d is out of range; choose 1 to 200".formatted(reading.searchPage()));
    }
    if (reading.listPage() < 1 || reading.listPage() > 100) {
      problems.add("listPage %d is out of range; choose 1 to 100".formatted(reading.listPage()));
    }
  }

  /// A token must not travel in the clear, except on this machine.
  private static void needAddress(List<String> problems, String field, URI value, URI example) {
    boolean safe =
        "https".equals(value.getScheme())
            || ("http".equals(value.getScheme()) && "127.0.0.1".equals(value.getHost()));
    if (!safe || value.getHost() == null || value.toString().endsWith("/")) {
      problems.add(
          "%s '%s' is not an https address without a slash at its end; for example %s"
              .formatted(field, value, example));
    }
  }
}
