package io.tieout.work.drift;

import io.tieout.fact.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;

/// A book that is watched.
///
/// @param from when what is told begins
/// @param firstDay the day of that in the book
record Watched(Ledger ledger, DriftChoice choice, Instant from, LocalDate firstDay) {
  String place() {
    return ledger.place();
  }
}
