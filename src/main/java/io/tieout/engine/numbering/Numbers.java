package io.tieout.engine.numbering;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.ledger.NumberPattern;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/// Gives invoice numbers, in the caller's transaction. A number that came to nothing is given to
/// the next who asks, so a sequence has no gaps; numbers need not be in the order of time then.
///
/// Every method locks the row of the sequence first: two who ask at once wait for each other.
public final class Numbers {
  private final InstantSource clock;

  public Numbers(InstantSource clock) {
    this.clock = clock;
  }

  /// A sequence of numbers.
  private record Series(String book, String name) {}

  /// One number of it.
  private record Given(Series series, long number, String filled) {}

  /// The effect's number: the one it has, else the lowest that is free, else the next.
  ///
  /// @param book as in references, such as `xero/de`
  /// @return empty when the next one would be longer than the book takes
  public Optional<String> give(
      Sql sql, String book, NumberPattern pattern, LocalDate issued, String effectId) {
    Series series = new Series(book, pattern.series(issued));
    begin(sql, series, pattern);
    long next = locked(sql, series);
    Optional<String> held = boundTo(sql, effectId).map(Given::filled);
    if (held.isPresent()) {
      return held;
    }
    Optional<Given> free = free(sql, series);
    if (free.isPresent()) {
      move(sql, free.get(), State.BOUND, Optional.of(effectId), Optional.empty());
      return Optional.of(free.get().filled());
    }
    return pattern
        .fill(issued, next)
        .map(filled -> {
          insert(sql, new Given(series, next, filled), effectId);
          return filled;
        });
  }

  /// The book's record bears the effect's number, if it has one.
  ///
  /// @param recordId the book's id of the invoice; empty when it is not known or not there
  public void used(Sql sql, String effectId, Optional<String> recordId) {
    held(sql, effectId)
        .ifPresent(given -> move(sql, given, State.USED, Optional.of(effectId), recordId));
  }

  /// Somebody else's record bears the effect's number: it is never given again. Tells which.
  public Optional<String> taken(Sql sql, String effectId) {
    Optional<Given> given = held(sql, effectId);
    given.ifPresent(g -> move(sql, g, State.TAKEN, Optional.of(effectId), Optional.empty()));
    return given.map(Given::filled);
  }

  /// The effect ended without a record: its number, if it has one, is for the next. Tells which.
  public Optional<String> giveBack(Sql sql, String effectId) {
    Optional<Given> given = held(sql, effectId);
    given.ifPresent(g -> move(sql, g, State.FREE, Optional.empty(), Optional.empty()));
    return given.map(Given::filled);
  }

  /// The number we gave to a record of the book.
  public Optional<String> of(Sql sql, String book, String recordId) {
    return sql.ask(
            "select filled from given_number where book = :book and record_id = :record"
                + " order by since desc, series, number")
        .set("book", book)
        .set("record", recordId)
        .first(row -> row.text("filled"));
  }

  private enum State {
    BOUND,
    USED,
    TAKEN,
    FREE
  }

  /// The sequence of a pattern that is begun first goes on from where people's own numbers ended;
  /// those of other years begin at one.
  private static void begin(Sql sql, Series series, NumberPattern pattern) {
    sql.run(
            """
            insert into number_series (book, series, family, next_number)
            values (:book, :series, :family,
                    case when exists (select 1 from number_series
                                       where book = :book and family = :family)
                         then 1 else :from end)
            on conflict (book, series) do nothing
            """)
        .set("book", series.book())
        .set("series", series.name())
        .set("family", pattern.family())
        .set("from", pattern.from())
        .rows();
  }

  private static long locked(Sql sql, Series series) {
    return sql.ask(
            """
            select next_number from number_series
             where book = :book and series = :series for update
            """)
        .set("book", series.book())
        .set("series", series.name())
        .one(row -> row.number("next_number"));
  }

  /// What the effect holds and may yet lose, with its sequence locked.
  private static Optional<Given> held(Sql sql, String effectId) {
    return boundTo(sql, effectId)
        .flatMap(given -> {
          locked(sql, given.series());
          return boundTo(sql, effectId);
        });
  }

  private static Optional<Given> boundTo(Sql sql, String effectId) {
    return sql.ask("select * from given_number where effect_id = :effect and state = 'BOUND'")
        .set("effect", effectId)
        .first(Numbers::given);
  }

  private static Optional<Given> free(Sql sql, Series series) {
    return sql.ask(
            """
            select * from given_number
             where book = :book and series = :series and state = 'FREE'
             order by number limit 1
            """)
        .set("book", series.book())
        .set("series", series.name())
        .first(Numbers::given);
  }

  private static Given given(Row row) {
    return new Given(
        new Series(row.text("book"), row.text("series")), row.number("number"), row.text("filled"));
  }

  private void insert(Sql sql, Given given, String effectId) {
    sql.run(
            """
            insert into given_number (book, series, number, filled, state, effect_id, since)
            values (:book, :series, :number, :filled, 'BOUND', :effect, :now)
            """)
        .set("book", given.series().book())
        .set("series", given.series().name())
        .set("number", given.number())
        .set("filled", given.filled())
        .set("effect", effectId)
        .set("now", clock.instant())
        .once();
    sql.run(
            """
            update number_series set next_number = next_number + 1
             where book = :book and series = :series
            """)
        .set("book", given.series().book())
        .set("series", given.series().name())
        .once();
  }

  private void move(
      Sql sql, Given given, State state, Optional<String> effectId, Optional<String> recordId) {
    Instant now = clock.instant();
    sql.run(
            """
            update given_number
               set state = :state, effect_id = :effect, record_id = :record, since = :now
             where book = :book and series = :series and number = :number
            """)
        .set("state", state.name())
        .optText("effect", effectId)
        .optText("record", recordId)
        .set("now", now)
        .set("book", given.series().book())
        .set("series", given.series().name())
        .set("number", given.number())
        .once();
  }
}
