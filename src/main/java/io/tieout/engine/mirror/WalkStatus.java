package io.tieout.engine.mirror;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How far the walk through all records of a kind has come.
///
/// @param source a CRM by its name, a book by its place
/// @param cursor asks for the page that comes next; empty before the first and after the last
/// @param records how many were stored so far; one that came twice counts twice
/// @param walkedAt when all pages were stored
/// @param finishedAt when it was also clear what became of the records that no page held
public record WalkStatus(
    String source,
    String kind,
    Optional<String> cursor,
    Instant startedAt,
    long records,
    Optional<Instant> walkedAt,
    Optional<Instant> finishedAt) {
  /// For people: `12,000 deal records so far`.
  public String text() {
    String count = String.format(Locale.ROOT, "%,d %s records", records, kind.replace('_', ' '));
    if (finishedAt.isPresent()) {
      return count;
    }
    return count + (walkedAt.isPresent() ? ", looking for deleted ones" : " so far");
  }

  WalkStatus after(Optional<String> next, long more, Instant at) {
    return new WalkStatus(
        source,
        kind,
        next,
        startedAt,
        records + more,
        next.isEmpty() ? Optional.of(at) : Optional.empty(),
        Optional.empty());
  }

  WalkStatus finished(Instant at) {
    return new WalkStatus(source, kind, cursor, startedAt, records, walkedAt, Optional.of(at));
  }
}
