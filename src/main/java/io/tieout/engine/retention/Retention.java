package io.tieout.engine.retention;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.fact.party.Actor;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Removes what is past its time. A batch and the audit entry that tells of it are one transaction,
/// so however a run ends, what is gone is told, and no lock is held for long.
public final class Retention {
  /// The action of its audit entries.
  public static final String REMOVED = "data removed by age";

  /// Some tens of milliseconds of work.
  private static final int BATCH = 1_000;

  /// A run ends some time, even if more comes in than is removed; the next one goes on.
  private static final int MOST_BATCHES = 500;

  private static final String ACTOR = new Actor.Workflow("retention").reference();

  private final Database database;
  private final Audit audit;
  private final InstantSource clock;
  private final List<Kind> kinds;

  public Retention(Database database, Audit audit, InstantSource clock, List<Kind> kinds) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.kinds = List.copyOf(kinds);
  }

  /// One run over all kinds; tells how many were removed of each.
  public Map<String, Integer> run() {
    Map<String, Integer> removed = new LinkedHashMap<>();
    kinds.forEach(kind -> removed.put(kind.name(), run(kind)));
    return removed;
  }

  private int run(Kind kind) {
    Instant before = clock.instant().minus(kind.keep()).truncatedTo(ChronoUnit.SECONDS);
    int all = 0;
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      int removed =
          database.inTransaction(sql -> {
            int rows = kind.sweep().sweep(sql, before, BATCH);
            if (rows > 0) {
              audit.record(sql, told(kind, rows, before));
            }
            return rows;
          });
      all += removed;
      if (removed < BATCH) {
        break;
      }
    }
    return all;
  }

  private static AuditEntry told(Kind kind, int rows, Instant before) {
    return new AuditEntry(
        "retention/" + kind.name(),
        List.of(),
        ACTOR,
        REMOVED,
        Json.object()
            .put("removed", rows)
            .put("what", kind.what())
            .put("before", before.toString())
            .put("keptDays", kind.keep().toDays())
            .build());
  }
}
