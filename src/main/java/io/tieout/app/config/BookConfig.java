package io.tieout.app.config;

import io.tieout.fact.ledger.BillingRules;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import io.tieout.vendor.xero.XeroAccess;
import io.tieout.vendor.xero.XeroAuth;
import io.tieout.vendor.xero.XeroSettings;
import io.tieout.work.drift.DriftChoice;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/// A book to be connected: one legal entity's ledger.
public sealed interface BookConfig {
  /// Our name for it, unique among all books.
  String id();

  /// Where its days begin and end.
  ZoneId zone();

  /// How its invoices are made.
  BillingRules billing();

  /// The same with invoices made otherwise.
  BookConfig with(BillingRules other);

  /// What of its drift is told.
  DriftChoice drift();

  /// The same with other drift told.
  BookConfig with(DriftChoice other);

  /// One Xero organisation.
  ///
  /// @param consent names the consent it came with; organisations of one consent share its token
  /// @param firstGrant the consent's refresh token to begin with; blank for a custom connection
  record Xero(
      String id,
      App app,
      Optional<String> consent,
      Secret firstGrant,
      String tenantId,
      Secret webhookKey,
      Optional<String> salesAccount,
      ZoneId zone,
      BillingRules billing,
      DriftChoice drift)
      implements BookConfig {
    @Override
    public Xero with(BillingRules other) {
      return new Xero(
          id, app, consent, firstGrant, tenantId, webhookKey, salesAccount, zone, other, drift);
    }

    @Override
    public Xero with(DriftChoice other) {
      return new Xero(
          id, app, consent, firstGrant, tenantId, webhookKey, salesAccount, zone, billing, other);
    }

    /// Our app at Xero.
    ///
    /// @param authorizeUrl where a person consents
    public record App(
        URI apiBase, URI tokenUrl, URI authorizeUrl, String clientId, Secret clientSecret) {}

    /// With another refresh token to begin with.
    Xero withFirstGrant(Secret grant) {
      return new Xero(
          id, app, consent, grant, tenantId, webhookKey, salesAccount, zone, billing, drift);
    }

    /// Our app at Xero, let in one way or the other.
    public XeroAccess access(XeroAuth auth) {
      return new XeroAccess(
          app.apiBase(), app.tokenUrl(), app.clientId(), app.clientSecret(), auth);
    }

    /// The connector's settings.
    public XeroSettings settings(XeroAuth auth) {
      return new XeroSettings(
          id,
          access(auth),
          tenantId,
          webhookKey,
          XeroSettings.APP,
          XeroSettings.MARK_BASE,
          salesAccount,
          Optional.empty(),
          PAGE);
    }

    private static final int PAGE = 100;
  }

  /// One QuickBooks company.
  ///
  /// @param firstGrant the refresh token to begin with; later ones are kept in the vault
  /// @param authorizeUrl where the company consents
  record QuickBooks(
      QuickBooksSettings settings,
      Secret firstGrant,
      ZoneId zone,
      URI authorizeUrl,
      BillingRules billing,
      DriftChoice drift)
      implements BookConfig {
    /// With all drift told.
    public QuickBooks(
        QuickBooksSettings settings,
        Secret firstGrant,
        ZoneId zone,
        URI authorizeUrl,
        BillingRules billing) {
      this(settings, firstGrant, zone, authorizeUrl, billing, DriftChoice.ALL);
    }

    @Override
    public QuickBooks with(BillingRules other) {
      return new QuickBooks(settings, firstGrant, zone, authorizeUrl, other, drift);
    }

    @Override
    public QuickBooks with(DriftChoice other) {
      return new QuickBooks(settings, firstGrant, zone, authorizeUrl, billing, other);
    }

    @Override
    public String id() {
      return settings.bookId();
    }
  }
}
