package io.tieout.sandbox.salesforce;

/// How Outbound Messages are delivered, by switch.
public enum Delivery {
  ONCE,
  /// Each message arrives twice, with the same notification id.
  DOUBLED,
  /// Two messages arrive in reverse order.
  REORDERED,
  /// None is sent, as when nobody has set up the flow.
  NEVER
}
