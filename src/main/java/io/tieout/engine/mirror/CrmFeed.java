package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Receipt;
import io.tieout.engine.inbox.Signal;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.DealStamp;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Notices records that changed in one CRM and hands them to the inbox: deals by the `poll`, which
/// costs little and may run often, all other kinds and what was deleted by the `sweep`. It reads
/// stamps only; whoever works on the signal reads the record.
public final class CrmFeed {
  private static final Duration FIRST_SWEEP = Duration.ofDays(1);

  private final Crm crm;
  private final Database database;
  private final Inbox inbox;
  private final Cursors cursors;
  private final Settings settings;

  /// How windows are cut, by the CRM's clock.
  ///
  /// @param overlap how far each window reaches back into the one before: a record may become
  ///   visible this much later than its time of change says
  /// @param lag how far each window stays behind the CRM's present: stamps are whole seconds, so a
  ///   record read within its second may change once more and bear the same stamp
  /// @param firstLook how far back the very first window reaches
  public record Settings(Duration overlap, Duration lag, Duration firstLook) {
    private static final Duration MOST_LAG = Duration.ofSeconds(60);
    public static final Settings DEFAULT =
        new Settings(Duration.ofMinutes(10), Duration.ofSeconds(2), Duration.ofDays(1));

    public Settings {
      if (overlap.isNegative() || firstLook.isNegative()) {
        throw new IllegalArgumentException("overlap and firstLook must not be negative");
      }
      if (lag.isNegative() || lag.compareTo(MOST_LAG) > 0) {
        throw new IllegalArgumentException("lag must be 0 to 60 seconds, not " + lag);
      }
    }
  }

  public CrmFeed(Crm crm, Database database, Inbox inbox, Cursors cursors, Settings settings) {
    this.crm = crm;
    this.database = database;
    this.inbox = inbox;
    this.cursors = cursors;
    this.settings = settings;
  }

  /// Reads which deals changed since the last time and tells how many of it was new. When it fails,
  /// the next call reads the same window again.
  public int poll() {
    return follow(
        "crm " + crm.system(),
        settings.firstLook(),
        (from, to) -> crm.dealsChanged(from, to).stream().map(this::signal).toList());
  }

  /// As `poll`, for all other kinds, and for deals that were deleted or merged. The first window is
  /// short: what was there before is copied, not followed.
  public int sweep() {
    return follow(
        "crm sweep " + crm.system(),
        FIRST_SWEEP,
        (from, to) -> crm.changes(from, to).stream().flatMap(c -> signals(c).stream()).toList());
  }

  private int follow(
      String name, Duration firstLook, BiFunction<Instant, Instant, List<Signal>> reader) {
    Instant to = crm.serverTime().minus(settings.lag());
    Instant from =
        database
            .inTransaction(sql -> cursors.read(sql, name))
            .map(cursor -> cursor.minus(settings.overlap()))
            .orElseGet(() -> to.minus(firstLook));
    List<Signal> signals = reader.apply(from, to);
    return database.inTransaction(sql -> {
      int stored = 0;
      for (Signal signal : signals) {
        stored += inbox.accept(sql, signal.patiently()) instanceof Receipt.Stored ? 1 : 0;
      }
      cursors.write(sql, name, to);
      return stored;
    });
  }

  /// Deals that live are the poll's. One that is gone is told to whoever follows deals, and, when
  /// it was merged, to the mirror.
  private List<Signal> signals(CrmChange change) {
    if (change.kind() != CrmKind.DEAL) {
      return List.of(MirrorUpdates.signal(crm.system(), change));
    }
    List<Signal> signals = new ArrayList<>();
    if (change.deleted()) {
      signals.add(signal(new DealStamp(change.id(), false, change.changedAt(), gone(change))));
    }
    change.mergedInto().ifPresent(_ -> signals.add(MirrorUpdates.signal(crm.system(), change)));
    return signals;
  }

  private static String gone(CrmChange change) {
    return "gone:" + change.version();
  }

  private Signal signal(DealStamp stamp) {
    return new Signal(
        "crm",
        "poll:%s:%s".formatted(stamp.dealId(), stamp.version()),
        "%s/deal/%s".formatted(crm.system(), stamp.dealId()),
        "deal changed",
        Json.object().put("dealId", stamp.dealId()).put("won", stamp.won()).build());
  }
}
