package io.tieout.sandbox.hubspot;

/// How webhooks travel.
public enum WebhookMood {
  /// At once.
  PROMPT,
  /// At once, and then the same again.
  TWICE,
  /// Held back until they are released, then in order.
  LATE,
  /// Held back until they are released, then the last first.
  REORDERED,
  /// Lost.
  NEVER
}
