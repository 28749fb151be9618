package io.tieout.work.rollout;

import io.tieout.fact.rollout.Measured;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What our own tables tell of a scope since it came to its phase.
///
/// @param since when it did
/// @param asked of people, the rest went by policy alone
/// @param unchanged approved as proposed
/// @param corrected invoices that were changed in the books afterwards
/// @param drifted events, several of one invoice counting each
/// @param median from asked to decided
public record Counted(
    Instant since,
    int filed,
    int asked,
    int unchanged,
    int edited,
    int rejected,
    int corrected,
    int drifted,
    Optional<Duration> median) {
  public Measured measured() {
    return new Measured(unchanged + edited + rejected, unchanged, corrected, drifted);
  }

  /// For people.
  public String words() {
    return "since %s: %d filed, %d asked, %d approved unchanged, %d edited, %d rejected, %d corrected after, %d drift events%s"
        .formatted(
            since,
            filed,
            asked,
            unchanged,
            edited,
            rejected,
            corrected,
            drifted,
            median
                .map(m -> ", decided within %d minutes (median)".formatted(m.toMinutes()))
                .orElse(""));
  }

  public Json.Obj json() {
    return Json.object()
        .put("since", since.toString())
        .put("filed", filed)
        .put("asked", asked)
        .put("approvedUnchanged", unchanged)
        .put("edited", edited)
        .put("rejected", rejected)
        .put("correctedAfter", corrected)
        .put("driftEvents", drifted)
        .putText("medianDecision", median.map(Duration::toString))
        .build();
  }
}
