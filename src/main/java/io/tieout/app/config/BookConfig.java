package io.tieout.app.config;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksApp;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
import java.net.URI;
import java.time.ZoneId;

/// A book to be connected: one legal entity's ledger.
public sealed interface BookConfig {
  /// Our name for it, unique among all books.
  String id();

  /// Where its days begin and end.
  ZoneId zone();

  /// One QuickBooks company.
  ///
  /// @param firstGrant the refresh token to begin with; later ones are kept in the vault
  /// @param authorizeUrl where the company consents
  record QuickBooks(QuickBooksSettings settings, Secret firstGrant, ZoneId zone, URI authorizeUrl)
      implements BookConfig {
    public QuickBooks(QuickBooksSettings settings, Secret firstGrant, ZoneId zone) {
      this(settings, firstGrant, zone, QuickBooksApp.AUTHORIZE);
    }

    @Override
    public String id() {
      return settings.bookId();
    }
  }
}
