package io.tieout.vendor.http;

/// Where access tokens come from. Safe for many threads.
public interface TokenSource {
  /// A token that is good as far as is known; may ask the vendor for a new one. Failures are
  /// `FaultException`s.
  String token();

  /// Says that the vendor refused this token. A newer one that has come meanwhile stays.
  void invalidate(String token);
}
