package io.tieout.sandbox.salesforce;

/// What an administrator may have got wrong about the app, by switch.
public enum AuthTrouble {
  NONE,
  /// The user has not been approved for the app: JWT bearer is refused.
  NOT_APPROVED,
  /// Client credentials are refused: the app names no user to run as.
  NO_RUN_AS_USER,
  /// The user was frozen.
  INACTIVE_USER,
  /// Sessions are given, and each call with one is refused for good: a new one does not help.
  SESSION_NOT_FOR_REST
}
