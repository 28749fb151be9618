package io.tieout.engine.anchor;

/// A place that whoever runs Tieout does not control.
public interface Destination {
  /// The name of the destination whose receipts are time-stamp tokens.
  String TIMESTAMP = "time-stamp";

  /// Stable: deliveries are kept under it.
  String name();

  /// Sends the anchor and gives what was had in return: a token, a message's id. Sending the same
  /// again must be harmless. A failure is an exception with a message for an administrator.
  byte[] send(SignedAnchor anchor);
}
