package io.tieout.work.drift;

import io.tieout.fact.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A book that is watched.
///
/// @param zone where its days begin and end
public record WatchedBook(Ledger ledger, ZoneId zone, DriftChoice choice) {
  /// Where days begin last.
  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  /// What is dated on the first day counts, unless it was there before. Documents bear the date of
  /// wherever the books are kept: on the day Tieout came, that may have been the day before.
  Watched since(Instant arrival) {
    LocalDate firstDay = choice.since().orElseGet(() -> LocalDate.ofInstant(arrival, LAST));
    return new Watched(ledger, choice, choice.from(zone, arrival), firstDay);
  }
}
