package io.tieout.sandbox.xero;

/// Where the app's webhook stands.
public enum WebhookStatus {
  /// No address was given.
  OFF,
  /// The address is being asked whether it checks signatures.
  VALIDATING,
  ACTIVE,
  /// The address did not tell good signatures from bad ones, or answered otherwise than demanded.
  REFUSED,
  /// Deliveries failed for a day.
  DISABLED
}
