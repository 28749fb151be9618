package io.tieout.fact.party;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/// Somebody decides in somebody else's place while that person is away.
///
/// @param to the Slack user id of who decides
/// @param from the first day, in the time zone of the person who is away
/// @param until the last day
/// @param limit the most the delegate may approve; never more than the person who is away may
public record Delegation(String to, LocalDate from, LocalDate until, Optional<Money> limit) {
  public Delegation {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException(
          "delegation to %s: ends on %s, before it begins on %s".formatted(to, until, from));
    }
  }

  boolean on(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(until);
  }
}
