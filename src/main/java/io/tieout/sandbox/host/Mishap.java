package io.tieout.sandbox.host;

/// A fault that can be injected between a caller and a stand-in.
public enum Mishap {
  /// The vendor is down: the request is not carried out, the answer is 503.
  DOWN,
  /// The vendor throttles: the request is not carried out, the answer is the vendor's own 429 (or
  /// what it uses instead).
  THROTTLED,
  /// The request fails with 500 before anything is done.
  ERROR_BEFORE,
  /// The request is carried out, then the answer is 500.
  ERROR_AFTER,
  /// The request is carried out, then the connection is cut without an answer.
  ANSWER_LOST,
  /// The connection is cut before anything is done.
  REQUEST_LOST
}
