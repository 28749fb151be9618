package io.tieout.engine.approval;

import java.util.Optional;

/// A person pressed a button of a card.
///
/// @param personId their Slack user id
/// @param shownDigest the digest the card carried: what they saw
/// @param reason needed to reject, welcome to approve
public record Click(
    String requestId, String personId, String shownDigest, Optional<String> reason) {
  public Click {
    reason = reason.map(String::strip).filter(r -> !r.isEmpty());
  }
}
