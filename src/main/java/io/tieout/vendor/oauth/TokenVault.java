package io.tieout.vendor.oauth;

import io.tieout.value.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Keeps the refresh token of one connection. Vendors change the token with its use and then forget
/// the old one, so losing a change or using a token twice at once costs the connection.
public interface TokenVault {
  /// What a company's consent gave us.
  ///
  /// @param obtained when this very token came
  /// @param expires when the vendor will refuse it if it is not used until then, or in any case;
  ///   empty when the vendor did not say
  record Grant(Secret refreshToken, Instant obtained, Optional<Instant> expires) {}

  /// What came of working on a grant.
  ///
  /// @param grant the grant to keep from now on
  record Renewed<T>(Grant grant, T result) {}

  /// The grant as it stands now; empty when the company has not connected.
  Optional<Grant> load();

  /// The vendor refused this very grant for good; a new consent is needed. Called outside of
  /// [#exclusively].
  default void refused(Grant grant) {}

  /// Runs the work on the grant as it stands while nobody else does so, in any process, and has
  /// stored the grant that came of it before this returns. Nothing is stored, and the grant stays,
  /// when the work throws.
  <T> T exclusively(Function<Optional<Grant>, Renewed<T>> work);
}
