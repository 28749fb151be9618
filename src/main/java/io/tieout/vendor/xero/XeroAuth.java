package io.tieout.vendor.xero;

import io.tieout.vendor.oauth.TokenVault;

/// How we came to be let into an organisation.
public sealed interface XeroAuth {
  /// A person consented. One consent may cover several organisations, which then share one refresh
  /// token: the vault's entry belongs to the consent, and every book of it uses the same entry.
  ///
  /// @param name of the vault's entry, for people
  record Consent(String name, TokenVault vault) implements XeroAuth {
    @Override
    public String toString() {
      return "Consent[%s]".formatted(name);
    }
  }

  /// The app belongs to one organisation and speaks for itself; there is no refresh token.
  record CustomConnection() implements XeroAuth {}
}
