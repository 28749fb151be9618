package io.tieout.engine.approval;

import java.util.Optional;

/// A person pressed a button of a card.
///
/// @param personId their Slack user id
/// @param shownDigest the digest the card carried: what they saw
/// @param reason needed to reject, to edit and to ask; welcome to approve
/// @param typedAmount what they typed where a click alone is not enough
public record Click(
    String requestId,
    String personId,
    String shownDigest,
    Optional<String> reason,
    Optional<String> typedAmount) {
  public Click {
    reason = reason.map(String::strip).filter(r -> !r.isEmpty());
    typedAmount = typedAmount.map(String::strip).filter(t -> !t.isEmpty());
  }

  public Click(String requestId, String personId, String shownDigest, Optional<String> reason) {
    this(requestId, personId, shownDigest, reason, Optional.empty());
  }
}
