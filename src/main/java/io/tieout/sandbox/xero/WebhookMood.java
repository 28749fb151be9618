package io.tieout.sandbox.xero;

/// How webhooks travel once the address has been accepted.
public enum WebhookMood {
  /// At once.
  PROMPT,
  /// At once, and then the same again.
  TWICE,
  /// Held back until they are released, then in order.
  LATE,
  /// Held back until they are released, then the last first.
  REORDERED,
  /// Lost: only the gap in the sequence numbers tells.
  LOST
}
