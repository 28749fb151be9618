package io.tieout.engine.mirror;

import io.tieout.engine.db.Database;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Receipt;
import io.tieout.engine.inbox.Signal;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.DealStamp;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Notices deals that changed in one CRM and hands them to the inbox. It reads stamps only; whoever
/// works on the signal reads the deal.
public final class CrmFeed {
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

  /// Reads what changed since the last time and tells how many of it was new. When it fails, the
  /// next call reads the same window again.
  public int poll() {
    String name = "crm " + crm.system();
    Instant to = crm.serverTime().minus(settings.lag());
    Instant from =
        database
            .inTransaction(sql -> cursors.read(sql, name))
            .map(cursor -> cursor.minus(settings.overlap()))
            .orElseGet(() -> to.minus(settings.firstLook()));
    List<DealStamp> changed = crm.dealsChanged(from, to);
    return database.inTransaction(sql -> {
      int stored = 0;
      for (DealStamp stamp : changed) {
        stored += inbox.accept(sql, signal(stamp).patiently()) instanceof Receipt.Stored ? 1 : 0;
      }
      cursors.write(sql, name, to);
      return stored;
    });
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
