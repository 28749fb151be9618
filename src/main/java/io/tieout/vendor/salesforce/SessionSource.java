package io.tieout.vendor.salesforce;

import java.net.URI;

/// Who we are at Salesforce just now, for its other APIs. Safe for many threads.
public interface SessionSource {
  /// A session that is good as far as is known; may log in. Failures are `FaultException`s.
  Session current();

  /// Says that Salesforce refused this session. A newer one that has come meanwhile stays.
  void invalidate(Session session);

  /// A session. Does not print its token.
  ///
  /// @param instance the organisation's own address
  /// @param organizationId 18 characters
  /// @param userId the integration user, 18 characters
  record Session(String token, URI instance, String organizationId, String userId) {
    @Override
    public String toString() {
      return "Session[***, %s, %s, %s]".formatted(instance, organizationId, userId);
    }
  }
}
