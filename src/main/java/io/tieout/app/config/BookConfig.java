package io.tieout.app.config;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.quickbooks.QuickBooksSettings;
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
  record QuickBooks(QuickBooksSettings settings, Secret firstGrant, ZoneId zone)
      implements BookConfig {
    @Override
    public String id() {
      return settings.bookId();
    }
  }
}
