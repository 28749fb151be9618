package io.tieout.engine.approval;

import io.tieout.fact.party.Member;
import io.tieout.fact.policy.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// The time that a layer has, as it runs: from when, when people are reminded, and until when. A
/// new one begins with every layer, when backups are asked, and when a question was answered.
///
/// @param layer the key of the layer whose time it is
/// @param used how much of the allowance had passed before it began
/// @param escalated whether backups may decide as well
public record Term(
    String layer,
    boolean escalated,
    Duration used,
    Instant begins,
    Instant half,
    Instant late,
    Instant deadline) {
  static final int HALF = 50;
  static final int LATE = 80;
  private static final int WHOLE = 100;

  /// A term that begins now.
  ///
  /// @param who is asked, whose working time counts
  static Term from(Instant now, Start start, Allowance allowance, Collection<Member> who) {
    return new Term(
        start.layer(),
        start.escalated(),
        start.used(),
        now,
        at(now, start.used(), allowance, HALF, who),
        at(now, start.used(), allowance, LATE, who),
        at(now, start.used(), allowance, WHOLE, who));
  }

  /// What a term begins with.
  record Start(String layer, boolean escalated, Duration used) {}

  private static Instant at(
      Instant now, Duration used, Allowance allowance, int percent, Collection<Member> who) {
    Duration left = allowance.part(percent).minus(used);
    return left.isPositive() ? allowance.end(now, left, who) : now;
  }

  /// How much of the allowance has passed at this moment.
  Duration usedAt(Instant when, Allowance allowance, Collection<Member> who) {
    return used.plus(allowance.used(begins, when, who));
  }
}
