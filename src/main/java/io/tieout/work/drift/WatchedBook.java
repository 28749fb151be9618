package io.tieout.work.drift;

import io.tieout.fact.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// A book that is watched.
///
/// @param zone where its days begin and end
public record WatchedBook(Ledger ledger, ZoneId zone, DriftChoice choice) {
  Watched since(Instant arrival) {
    Instant from = choice.from(zone, arrival);
    return new Watched(ledger, choice, from, LocalDate.ofInstant(from, zone));
  }
}
