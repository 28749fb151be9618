package io.tieout.fact.party;

import java.util.Optional;
import org.joda.money.Money;

/// Somebody who may decide something now, and what lets them.
///
/// @param as what they were asked as: a role, or by name
/// @param inPlaceOf who is away, or did not decide in time; empty for the person themselves
/// @param limit the most a delegate may approve besides the limits of the person who is away
public record Standing(
    Member member, String as, Optional<Member> inPlaceOf, Optional<Money> limit) {
  public static Standing own(Member member, String as) {
    return new Standing(member, as, Optional.empty(), Optional.empty());
  }

  /// Whether the amount is within the limits. A delegate's are those of the person in whose place
  /// they decide: their own say what they may approve in their own right.
  public boolean mayApprove(Money amount) {
    boolean lent =
        limit.map(most -> most.isSameCurrency(amount) && !amount.isGreaterThan(most)).orElse(true);
    return lent && inPlaceOf.orElse(member).mayApprove(amount);
  }

  /// For people: `Ana Ruiz (controller)`, `Bo Lind (controller, for Ana Ruiz)`.
  public String spoken() {
    return "%s (%s%s)"
        .formatted(
            member.name(),
            as.replace('_', ' '),
            inPlaceOf.map(owner -> ", for " + owner.name()).orElse(""));
  }
}
