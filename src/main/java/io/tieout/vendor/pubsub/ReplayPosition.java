package io.tieout.vendor.pubsub;

import java.time.Instant;
import java.util.Base64;

/// Up to where a subscription has come. To be stored as it is.
///
/// @param replayId opaque, in Base64
/// @param coveredTo changes committed before are known, but for those that come late
public record ReplayPosition(String replayId, Instant coveredTo) {
  public ReplayPosition {
    if (replayId.isBlank()) {
      throw new IllegalArgumentException("a replay id cannot be blank");
    }
    Base64.getDecoder().decode(replayId);
  }

  static ReplayPosition of(byte[] replayId, Instant coveredTo) {
    return new ReplayPosition(Base64.getEncoder().encodeToString(replayId), coveredTo);
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(replayId);
  }
}
