package io.tieout.sandbox.quickbooks;

/// The body of a webhook.
public enum WebhookFormat {
  /// An array of CloudEvents 1.0, the only one for new applications.
  CLOUD_EVENTS,
  /// The older `eventNotifications`.
  LEGACY
}
