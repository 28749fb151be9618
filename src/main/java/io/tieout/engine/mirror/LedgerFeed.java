package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Receipt;
import io.tieout.engine.inbox.Signal;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Notices records that changed in one book and hands them to the inbox.
public final class LedgerFeed {
  private final Ledger ledger;
  private final Database database;
  private final Inbox inbox;
  private final Cursors cursors;
  private final Settings settings;

  /// How the book is swept.
  ///
  /// @param overlap how far each sweep reaches back behind the latest change seen
  /// @param firstLook how far back the very first sweep reaches
  public record Settings(Duration overlap, Duration firstLook, InstantSource clock) {
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration FIRST_LOOK = Duration.ofDays(1);

    public Settings {
      if (overlap.isNegative() || firstLook.isNegative()) {
        throw new IllegalArgumentException("overlap and firstLook must not be negative");
      }
    }

    public static Settings of(InstantSource clock) {
      return new Settings(OVERLAP, FIRST_LOOK, clock);
    }
  }

  /// Ledgers tell of changes for some weeks only (QuickBooks: 30 days). What changed before that
  /// while nobody swept is copied by the next walk.
  private static final Duration REACH = Duration.ofDays(29);

  /// The ledger tells no time of its own. Our clock is trusted to be right within this.
  private static final Duration MOST_SKEW = Duration.ofDays(1);

  /// Ledgers tell the time of a change by the second (QuickBooks), and their clocks are not ours.
  private static final Duration MOMENT = Duration.ofSeconds(5);

  public LedgerFeed(
      Ledger ledger, Database database, Inbox inbox, Cursors cursors, Settings settings) {
    this.ledger = ledger;
    this.database = database;
    this.inbox = inbox;
    this.cursors = cursors;
    this.settings = settings;
  }

  /// Reads what changed since the last time and tells how many of it was new. When it fails, the
  /// next call reads the same again.
  public int sweep() {
    String name = "ledger " + ledger.place();
    Instant now = settings.clock().instant();
    Optional<Instant> cursor = database.inTransaction(sql -> cursors.read(sql, name));
    Instant since =
        cursor
            .map(c -> c.minus(settings.overlap()))
            .filter(at -> at.isAfter(now.minus(REACH)))
            .orElseGet(
                () -> cursor.isPresent() ? now.minus(REACH) : now.minus(settings.firstLook()));
    List<LedgerChange> changes = ledger.changedSince(since);
    return database.inTransaction(sql -> {
      int stored = 0;
      for (LedgerChange change : changes) {
        stored += inbox.accept(sql, signal(change, now)) instanceof Receipt.Stored ? 1 : 0;
      }
      cursors.write(sql, name, next(changes, now));
      return stored;
    });
  }

  /// The ledger's own time of its latest change. In a quiet book the cursor follows our clock at a
  /// day's distance, since ledgers tell of changes for some weeks only.
  private static Instant next(List<LedgerChange> changes, Instant now) {
    Instant floor = now.minus(MOST_SKEW);
    return changes.stream()
        .map(LedgerChange::changedAt)
        .max(Comparator.naturalOrder())
        .filter(latest -> latest.isAfter(floor))
        .orElse(floor);
  }

  private Signal signal(LedgerChange change, Instant now) {
    return new LedgerNews(
            ledger.system(), ledger.bookId(), change.kind(), change.id(), change.deleted())
        .bySweep(change.changedAt(), now.isBefore(change.changedAt().plus(MOMENT)));
  }
}
